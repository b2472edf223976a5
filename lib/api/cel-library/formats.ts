import type * as cel from '@marcbachmann/cel-js' with { 'resolution-mode': 'import' };
import { requestUrlProblem } from '../../core/go-url';
import {
  dns1035LabelProblems,
  dns1123LabelProblems,
  dns1123SubdomainProblems,
  labelValueProblems,
  qualifiedNameProblems,
} from '../../core/names';

/** A named format: what is wrong with a text, in words. */
type Problems = (text: string) => readonly string[];

class CelFormat {
  readonly problems: Problems;

  constructor(problems: Problems) {
    this.problems = problems;
  }
}

/** What `format` is before a dot. */
class CelFormats {}

const withDash = (text: string): string => (text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text);
const pattern =
  (expression: RegExp, problem: string): Problems =>
  text =>
    expression.test(text) ? [] : [problem];

/** The formats of the API server (`kubernetes/apiserver:pkg/cel/library/format.go v0.36`). */
const formats: Readonly<Record<string, Problems>> = {
  dns1123Label: dns1123LabelProblems,
  dns1123Subdomain: dns1123SubdomainProblems,
  dns1035Label: dns1035LabelProblems,
  dns1123LabelPrefix: text => dns1123LabelProblems(withDash(text)),
  dns1123SubdomainPrefix: text => dns1123SubdomainProblems(withDash(text)),
  dns1035LabelPrefix: text => dns1035LabelProblems(withDash(text)),
  qualifiedName: qualifiedNameProblems,
  labelValue: labelValueProblems,
  uri: text => (requestUrlProblem(text) === undefined ? [] : ['must be a URI']),
  uuid: pattern(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be a UUID'),
  byte: pattern(/^(?=.)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'must be base64'),
  date: text => (isDay(text) ? [] : ['must be a date']),
  datetime: text => (isTime(text) ? [] : ['must be a time']),
};

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isTime(text: string): boolean {
  const [, day = '', clock = ''] =
    /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:[Zz]|[+-]\d{2}:?\d{2})$/.exec(text) ?? [];
  return isDay(day) && !Number.isNaN(Date.parse(`1970-01-01T${clock}Z`));
}

/** Named formats in CEL: `!format.dns1123Label().validate(self).hasValue()`. */
export function registerFormats(target: cel.Environment, optionalOf: (value: unknown) => unknown): void {
  const library = 'kubernetes.Formats';
  const name = 'kubernetes.NamedFormat';
  target.registerType(library, CelFormats);
  target.registerType(name, CelFormat);
  target.registerConstant('format', library, new CelFormats());
  for (const [format, problems] of Object.entries(formats))
    target.registerFunction(`${library}.${format}(): ${name}`, () => new CelFormat(problems));
  target.registerFunction(`${library}.named(string): optional`, (_: CelFormats, format: string) =>
    optionalOf(Object.hasOwn(formats, format) ? new CelFormat(formats[format] as Problems) : undefined),
  );
  target.registerFunction(`${name}.validate(string): optional`, ({ problems }: CelFormat, text: string) => {
    const found = problems(text);
    return optionalOf(found.length === 0 ? undefined : found);
  });
}
