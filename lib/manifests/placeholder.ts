import type { KubernetesObject } from '../core/object';

/**
 * `<name>`, `${NAME}`, `{{ .name }}`, `$(NAME)`, `base64(...)`, `...`, `%[1]s` of Go, `(( name ))` of spiff, `ENC[...]` of SOPS: a text that
 * somebody or something replaces before it is applied.
 */
const placeholder =
  /<[^<>\s][^<>]*>|\$\{[^}]*\}|\{\{.*\}\}|^\$\([^)]*\)$|^base64\(.*\)$|^\.\.\.(?: \(.*\))?$|%\[\d+\][sdvq]|^\(\( .* \)\)$|^%[sdvq]$|^ENC\[[A-Z0-9_]+,/;
const whole = /^(?:<[^<>\s][^<>]*>|\$\{[^}]*\}|\{\{.*\}\}|\.\.\.|%(?:\[\d+\])?[sdvq]|\(\( .* \)\))$/;
const longest = 1000;

/** Whether a value is a placeholder, or a text that holds one. */
export function isPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && value.length <= longest && placeholder.test(value);
}

/** Whether a field of an object is nothing but a placeholder; what a ConfigMap or Secret carries is text of others. */
export function holdsPlaceholder(object: KubernetesObject): boolean {
  const carries = object.kind === 'ConfigMap' || object.kind === 'Secret';
  return Object.entries(object).some(
    ([field, value]) => !(carries && (field === 'data' || field === 'stringData')) && anyWhole(value, 0),
  );
}

function anyWhole(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.length <= longest && whole.test(value);
  if (typeof value !== 'object' || value === null || depth > 100) return false;
  return Object.values(value).some(inner => anyWhole(inner, depth + 1));
}
