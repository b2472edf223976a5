import { isMap } from '../../core/plain-map';
import { escapeDollars } from './escape';

/** Characters of the private use area that stand around a variable until the unit is written: no manifest holds them by chance. */
const [open, close] = ['\uE0F1', '\uE0F2'];
const token = new RegExp(`${open}([^${open}${close}]*)${close}`, 'gu');
const variableName = /^[_A-Za-z][_A-Za-z0-9]*$/;

/**
 * A place that Flux fills in when it applies the unit: `host: api.${fluxVar('domain')}`. In a unit with postBuild it becomes `${domain}`,
 * while every other dollar is escaped.
 *
 * @param fallback what stands there when the variable is not set; must not hold a brace or a dollar
 * @throws RangeError when Flux could not read the name or the fallback
 */
export function fluxVar(name: string, fallback?: string): string {
  if (!variableName.test(name)) throw new RangeError(`Flux cannot read a variable named ${JSON.stringify(name)}`);
  if (fallback !== undefined && /[${}\n]/.test(fallback))
    throw new RangeError(`the fallback of ${name} must not hold a dollar, a brace or a line break`);
  return `${open}${name}${fallback === undefined ? '' : `:=${fallback}`}${close}`;
}

/** Whether any text or key of a value holds such a place. */
export function usesFluxVars(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(open);
  if (Array.isArray(value)) return value.some(usesFluxVars);
  if (!isMap(value)) return false;
  for (const key in value) if (key.includes(open) || usesFluxVars(value[key])) return true;
  return false;
}

/** Names of the variables that a value needs, sorted. */
export function fluxVarsOf(value: unknown): readonly string[] {
  const names = new Set<string>();
  for (const [, content = ''] of JSON.stringify(value).matchAll(token)) names.add(content.split(':=')[0] ?? '');
  return [...names].sort();
}

/** An object as it has to be written for a unit whose Flux Kustomization substitutes. */
export function forSubstitution<T>(value: T): T {
  return change(value) as T;
}

function change(value: unknown): unknown {
  if (typeof value === 'string') return substitutable(value);
  if (Array.isArray(value)) return value.map(change);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [substitutable(key), change(entry)]));
}

function substitutable(text: string): string {
  return escapeDollars(text).replace(token, (_, content: string) => `\${${content}}`);
}
