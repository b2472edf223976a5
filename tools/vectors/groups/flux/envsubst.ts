import { escapeDollars } from '../../../../lib/flux/envsubst/escape';
import { evaluate, type Variables } from '../../../../lib/flux/envsubst/evaluate';
import { contains, equal, type Difference } from '../../compare';

/** Answers one case of the group `envsubst`. */
export function runEnvsubst(entry: unknown): Difference | undefined {
  const { input, vars, strict, output, error } = entry as {
    readonly input: string;
    readonly vars: Variables;
    readonly strict: boolean;
    readonly output?: string;
    readonly error?: string;
  };
  const result = evaluate(input, vars, { strict });
  if (error !== undefined) return contains('error', error, 'error' in result ? result.error : undefined);
  return equal('output', output, 'text' in result ? result.text : `error: ${result.error}`);
}

const escapeRules: Readonly<Record<string, (text: string) => string>> = {
  'double every $ (total escape)': escapeDollars,
  'double only $ runs of length >= 2 or runs directly followed by {': minimalEscape,
};

/** The minimal rule is no part of the product, but a file may ask for it. */
function minimalEscape(text: string): string {
  return text.replace(/\$+/g, (run, at: number) =>
    run.length > 1 || text[at + run.length] === '{' ? run.repeat(2) : run,
  );
}

/** Answers one sample of the group `envsubstEscape`. */
export function runEnvsubstEscape(entry: unknown): Difference | undefined {
  const { rule, input, escaped } = entry as { readonly rule: string; readonly input: string; readonly escaped: string };
  const escape = escapeRules[rule];
  if (escape === undefined) throw new Error(`unknown rule ${rule}`);
  return equal('escaped', escaped, escape(input));
}
