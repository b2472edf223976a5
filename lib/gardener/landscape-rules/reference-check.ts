import type { FieldPath } from '../../core/field-path';
import { displayName, groupOf, type KubernetesObject } from '../../core/object';
import type { Report } from '../../rules/report';
import type { Check } from '../../rules/topic';
import { twinKey } from '../../rules/twins';
import type { View, ViewObject } from '../../rules/view';
import type { ReferenceFields } from '../validation/references';
import type { FoundField } from './field-pattern';
import { lookUp, type Target } from './lookup';
import { meantNamespace } from './namespaces';
import { referenceRules, xr } from './reference-rules';
import { referenceFields, type ReferenceField } from './references';

const gardenNamespace = 'garden';

/**
 * References to objects that are not there. An error where the tree would hold the object if it existed, else a notice that nothing
 * could be said.
 */
export const referenceCheck: Check = {
  rules: referenceRules,
  kinds: Object.keys(referenceFields),
  twin: twinKey,
  object(entry: ViewObject, report: Report, view: View): void {
    const { apiVersion, kind } = entry.object;
    for (const field of referenceFields[`${groupOf(apiVersion)}/${kind}`] ?? [])
      for (const found of field.pattern.find(entry.object)) checkReference(found, { field, entry, view }, report);
  },
};

interface Site {
  readonly field: ReferenceField;
  readonly entry: ViewObject;
  readonly view: View;
}

function checkReference(found: FoundField, { field, entry, view }: Site, report: Report): void {
  const reference = readReference(found, field, entry.object);
  // an incomplete reference is refused by the validation of its kind
  if (reference === undefined || reference.target.name === '') return;
  const { target, path } = reference;
  const result = lookUp(view, entry.cluster, target);
  const shown = nameOf(target);
  if (result.state === 'found') {
    if (field.key !== undefined && !hasKey(result.entry.object, field.key))
      report.add(field.rule, path, {
        value: target.name,
        message: `${shown} has no key ${field.key}`,
        fix: `add the key ${field.key}`,
      });
  } else if (isMisplaced(target, { field, entry, view }, { path, report })) return;
  else if (result.state === 'absent')
    report.add(field.rule, path, {
      value: target.name,
      message: `${shown} does not exist: ${field.rule.reason}`,
      ...(result.near !== undefined && { fix: `did you mean ${result.near}` }),
    });
  else if (result.state === 'unknown')
    report.add(xr['XR-UNCHECKED'], path, { value: target.name, message: `not checked: ${shown} is not in this tree` });
}

/** A reference into a namespace that is called almost like one of the tree. */
function isMisplaced(
  { kind, namespace, name }: Target,
  { field, entry, view }: Site,
  { path, report }: { readonly path: FieldPath; readonly report: Report },
): boolean {
  if (namespace === undefined || namespace === entry.object.metadata.namespace) return false;
  const meant = meantNamespace(view, entry.cluster, namespace);
  if (meant === undefined) return false;
  report.add(field.rule, path.toString().replace(/name$/, 'namespace'), {
    value: namespace,
    message: `${displayName({ kind, name, namespace })} does not exist: there is no namespace ${namespace}`,
    fix: `did you mean ${meant}`,
  });
  return true;
}

function nameOf({ kind, namespace, name }: Target): string {
  return displayName({ kind, name, ...(namespace !== undefined && { namespace }) });
}

/** A field holds a name, or an object with a name and perhaps more. */
function readReference(
  { value, path }: FoundField,
  field: ReferenceField,
  object: KubernetesObject,
): { readonly target: Target; readonly path: FieldPath } | undefined {
  const home = { own: object.metadata.namespace, garden: gardenNamespace, none: undefined }[field.namespace];
  const { group, kind } = field;
  if (typeof value === 'string') return { target: { group, kind, namespace: home, name: value }, path };
  if (typeof value !== 'object' || value === null) return undefined;
  const { apiVersion, kind: ownKind, namespace, name = '' } = value as ReferenceFields;
  const given = (namespace ?? '') === '' ? home : namespace;
  return {
    target: {
      group: apiVersion === undefined ? group : groupOf(apiVersion),
      kind: ownKind ?? kind,
      namespace: field.namespace === 'none' ? undefined : given,
      name,
    },
    path: path.child('name'),
  };
}

/** Whether a ConfigMap or Secret has a key; one without any data says nothing. */
function hasKey(object: KubernetesObject, key: string): boolean {
  const maps = ['data', 'stringData', 'binaryData']
    .map(field => object[field])
    .filter((value): value is object => typeof value === 'object' && value !== null);
  return maps.length === 0 || maps.some(map => Object.hasOwn(map, key));
}
