import type { KubernetesObject } from '../core/object';

/**
 * `<name>`, `${NAME}`, `{{ .name }}`, `$(NAME)`, `base64(...)`, `...`, `%[1]s` of Go, `(( name ))` of spiff, `ENC[...]` of SOPS: a text that
 * somebody or something replaces before it is applied.
 */
const placeholder =
  /<[^<>\s][^<>]*>|\$\{[^}]*\}|\{\{.*\}\}|^\$\([^)]*\)$|^base64\(.*\)$|^\.\.\.(?: \(.*\))?$|%\[\d+\][sdvq]|^\(\( .* \)\)$|^%[sdvq]$|^ENC\[[A-Z0-9_]+,/;
const whole = /^(?:<[^<>\s][^<>]*>|\$\{[^}]*\}|\{\{.*\}\}|\.\.\.|%(?:\[\d+\])?[sdvq]|\(\( .* \)\))$/;
const longest = 1000;
/** What Gardener fills in itself when it deploys a chart (gardener:pkg/api/core/validation/utils.go v1.150). */
const ofGardener = /\{\{\s*\.resources\.[a-zA-Z0-9]+\.data\.[a-zA-Z0-9]+\s*\}\}/g;

/** Whether a value is a placeholder, or a text that holds one. */
export function isPlaceholder(value: unknown): boolean {
  return matches(value, placeholder);
}

function matches(value: unknown, pattern: RegExp): boolean {
  if (typeof value !== 'string' || value.length > longest || !pattern.test(value)) return false;
  return !value.includes('.resources.') || pattern.test(value.replace(ofGardener, ''));
}

/** Whether a field of an object is nothing but a placeholder; what a ConfigMap or Secret carries is text of others. */
export function holdsPlaceholder(object: KubernetesObject): boolean {
  const carries = object.kind === 'ConfigMap' || object.kind === 'Secret';
  return Object.entries(object).some(
    ([field, value]) => !(carries && (field === 'data' || field === 'stringData')) && anyWhole(value, 0),
  );
}

function anyWhole(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return matches(value, whole);
  if (typeof value !== 'object' || value === null || depth > 100) return false;
  return Object.values(value).some(inner => anyWhole(inner, depth + 1));
}
