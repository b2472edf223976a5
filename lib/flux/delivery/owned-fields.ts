import type { KubernetesObject } from '../../core/object';
import { groupOf } from '../../core/object';
import type { PlainMap } from '../../core/plain-map';
import { mapAt, mapsOf, textOf } from '../plain';

/** A field in Git that a Gardener controller writes too. */
export interface OwnedField {
  /** JSON pointer (RFC 6901), as `spec.ignore` takes it. */
  readonly pointer: string;
  /**
   * `ignore`: Flux can leave the field alone. `omit`: it cannot, because the dry run comes before its ignore rules and a value older than
   * the live one is refused there.
   */
  readonly remedy: 'ignore' | 'omit';
  readonly writer: string;
}

/** An entry of `spec.ignore` of a Flux Kustomization. Source: kustomize-controller:docs/spec/v1/kustomizations.md v1.9 */
export interface IgnoreRule {
  readonly paths: readonly string[];
  readonly target: Readonly<Record<'group' | 'kind' | 'name' | 'namespace', string>>;
}

/** The fields of a Shoot that maintenance and hibernation change on their own (flux.md 6.1). */
export function ownedFields(object: KubernetesObject): readonly OwnedField[] {
  if (object.kind !== 'Shoot' || groupOf(object.apiVersion) !== 'core.gardener.cloud') return [];
  const spec = mapAt(object, 'spec');
  return [...versionFields(spec), ...imageFields(spec), ...hibernationFields(spec)];
}

/** Auto-update is on unless it is switched off; forced updates after expiry come anyway and are reported by expiry. */
function updates(spec: PlainMap, what: 'kubernetesVersion' | 'machineImageVersion'): boolean {
  return mapAt(spec, 'maintenance', 'autoUpdate')[what] !== false;
}

function versionFields(spec: PlainMap): OwnedField[] {
  if (!updates(spec, 'kubernetesVersion')) return [];
  const version = textOf(mapAt(spec, 'kubernetes')['version']);
  const pointers = version === '' ? [] : ['/spec/kubernetes/version'];
  for (const [index, worker] of mapsOf(mapAt(spec, 'provider')['workers']).entries())
    if (textOf(mapAt(worker, 'kubernetes')['version']) !== '')
      pointers.push(`/spec/provider/workers/${index}/kubernetes/version`);
  return pointers.map(pointer => ({ pointer, remedy: 'omit', writer: 'maintenance' }));
}

function imageFields(spec: PlainMap): OwnedField[] {
  if (!updates(spec, 'machineImageVersion')) return [];
  const fields: OwnedField[] = [];
  for (const [index, worker] of mapsOf(mapAt(spec, 'provider')['workers']).entries()) {
    if (textOf(mapAt(worker, 'machine', 'image')['version']) === '') continue;
    const pointer = `/spec/provider/workers/${index}/machine/image/version`;
    fields.push({ pointer, remedy: 'ignore', writer: 'maintenance' });
  }
  return fields;
}

function hibernationFields(spec: PlainMap): OwnedField[] {
  const { enabled, schedules } = mapAt(spec, 'hibernation');
  if (enabled === undefined || mapsOf(schedules).length === 0) return [];
  return [{ pointer: '/spec/hibernation/enabled', remedy: 'ignore', writer: 'hibernation schedules' }];
}

/** The ignore rules of a unit, one per object; Flux reads the names as patterns that match as a whole. */
export function ignoreRules(objects: readonly KubernetesObject[]): readonly IgnoreRule[] {
  return objects.flatMap(object => {
    const paths = ownedFields(object).flatMap(({ pointer, remedy }) => (remedy === 'ignore' ? [pointer] : []));
    if (paths.length === 0) return [];
    const { name = '', namespace = '' } = object.metadata;
    return [
      {
        paths,
        target: { group: escaped(groupOf(object.apiVersion)), kind: object.kind, name: escaped(name), namespace },
      },
    ];
  });
}

function escaped(text: string): string {
  return text.replaceAll('.', '\\.');
}

/**
 * The object without the fields that Gardener writes: for a Flux that cannot ignore them, and where it is wanted those that nobody can ignore.
 */
export function withoutOwnedFields(
  object: KubernetesObject,
  { canIgnore, omitVersions }: { readonly canIgnore: boolean; readonly omitVersions: boolean },
): KubernetesObject {
  const pointers = ownedFields(object).flatMap(({ pointer, remedy }) =>
    (remedy === 'ignore' ? !canIgnore : omitVersions) ? [pointer] : [],
  );
  if (pointers.length === 0) return object;
  const copy = structuredClone(object) as Record<string, unknown> & KubernetesObject;
  for (const pointer of pointers) remove(copy, pointer.slice(1).split('/'));
  return copy;
}

function remove(object: Record<string, unknown>, segments: readonly string[]): void {
  let current: unknown = object;
  for (const segment of segments.slice(0, -1)) current = (current as Record<string, unknown> | undefined)?.[segment];
  const last = segments.at(-1);
  if (typeof current === 'object' && current !== null && last !== undefined) Reflect.deleteProperty(current, last);
}
