import type { Finding } from '../../../lib/core/finding';
import type { KubernetesObject } from '../../../lib/core/object';
import { fieldErrorText } from '../../../lib/rules/output/field-error-text';
import type { RuleExample } from '../../../lib/rules/reference/example';
import { writeValue } from '../../../lib/yaml/writer';
import { judgeText } from './judge-text';

/** Configurations of an extension of Shoots. */
export interface ExtensionConfigs {
  /** Type of the entry in `spec.extensions`. */
  readonly type: string;
  /** A Shoot without findings of the extension. */
  readonly shoot: KubernetesObject;
  /** The one that is right. */
  readonly sound: object;
  readonly others: readonly object[];
}

/** Longer configurations show nothing. */
const mostLines = 24;

/** For each rule the shortest of the configurations that it refuses, beside the one that is right. */
export function extensionExamples(
  { type, shoot, sound, others }: ExtensionConfigs,
  now: Date,
): Readonly<Record<string, RuleExample>> {
  const good = writeValue(sound);
  const known = new Set(judge({ type, shoot, config: sound }, now).map(({ rule }) => rule));
  const examples: Record<string, RuleExample> = {};
  const shortestFirst = others
    .map(config => ({ config, bad: writeValue(config) }))
    .filter(({ bad }) => bad.split('\n').length <= mostLines)
    .sort((a, b) => a.bad.length - b.bad.length);
  for (const { config, bad } of shortestFirst)
    for (const finding of judge({ type, shoot, config }, now)) {
      if (known.has(finding.rule)) continue;
      const { path } = finding;
      examples[finding.rule] ??= { kind: `providerConfig of ${type}`, path, says: fieldErrorText(finding), bad, good };
    }
  return examples;
}

interface Subject {
  readonly type: string;
  readonly shoot: KubernetesObject;
  readonly config: object;
}

/** What is said about the configuration. */
function judge({ type, shoot, config }: Subject, now: Date): readonly Finding[] {
  const spec = { ...(shoot['spec'] as object), extensions: [{ type, providerConfig: config }] };
  const findings = judgeText(JSON.stringify({ ...shoot, spec }), now);
  return findings.filter(({ path }) => path.startsWith('spec.extensions[0]'));
}
