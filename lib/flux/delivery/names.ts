import { maxLabelLength } from '../../core/names';
import { shortSha256 } from '../../core/hash';
import { unitKey, type DeliveredUnit } from './unit';

/** Digits of the hash that keeps shortened names apart. */
const hashDigits = 8;

/**
 * Names of the Flux Kustomizations by unit: the path with dashes. The name becomes a label value on every object, so that longer ones
 * are cut and get a hash of the path; so do paths that would give the same name.
 */
export function kustomizationNames(units: readonly DeliveredUnit[]): ReadonlyMap<string, string> {
  const keys = units.map(unitKey);
  const plain = new Map(keys.map(key => [key, plainName(key)]));
  const counts = new Map<string, number>();
  for (const name of plain.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(
    [...plain].map(([key, name]) => [key, counts.get(name) === 1 ? shortened(name, key) : hashed(name, key)]),
  );
}

function plainName(key: string): string {
  return key
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function shortened(name: string, key: string): string {
  return name.length <= maxLabelLength ? name : hashed(name, key);
}

function hashed(name: string, key: string): string {
  const kept = name.slice(0, maxLabelLength - hashDigits - 1).replace(/-+$/, '');
  return `${kept}-${shortSha256(key, hashDigits)}`;
}
