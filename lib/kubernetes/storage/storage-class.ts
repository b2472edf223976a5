import type { TopologySelectorTerm } from '../../../imports/core/v1';
import type { StorageClass } from '../../../imports/storage.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems, qualifiedNameProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../meta/immutable';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { requiredText } from '../text-field';
import { validateLabelKey } from '../meta/labels';

const rule = ruleTable('kubernetes:pkg/apis/storage/validation/validation.go v1.36', {
  'STORAGE-CLASS-PROVISIONER':
    'a class names the driver that makes volumes, by a qualified name such as csi.example.org',
  'STORAGE-CLASS-PARAMETERS': {
    reason: 'a class has at most 512 parameters, with names, and of 262144 bytes together',
    fix: 'move large values into a Secret that the driver reads',
  },
  'STORAGE-CLASS-RECLAIM-POLICY': 'volumes of a class are deleted or retained; nobody recycles them',
  'STORAGE-CLASS-TOPOLOGY': 'a choice of places has labels with values, none of them twice',
  'STORAGE-CLASS-IMMUTABLE': {
    reason: 'a class keeps its driver, parameters and policies, because its volumes were made with them',
    fix: 'create another StorageClass, or delete this one before',
  },
});

const parametersLimit = 512;
const parametersSize = 256 * 1024;

const validateProvisioner = requiredText({
  rule: rule['STORAGE-CLASS-PROVISIONER'],
  subject: 'the name of the driver',
  problems: name => qualifiedNameProblems(name.toLowerCase()),
});

/** A new StorageClass. */
export function validateStorageClass(storageClass: Loose<StorageClass>, report: Report): void {
  const scope = { namespaced: false, nameProblems: dns1123SubdomainProblems };
  validateKubernetesMetadata(storageClass.metadata, scope, report);
  validateProvisioner(storageClass.provisioner, FieldPath.of('provisioner'), report);
  validateParameters(storageClass.parameters, report);
  if (storageClass.reclaimPolicy === 'Recycle') {
    const allowed = ['Delete', 'Retain'];
    report.notSupported(rule['STORAGE-CLASS-RECLAIM-POLICY'], 'reclaimPolicy', storageClass.reclaimPolicy, allowed);
  }
  validateTopologies(storageClass.allowedTopologies, FieldPath.of('allowedTopologies'), report);
}

/** What never changes in a StorageClass (`ValidateStorageClassUpdate`). */
export function validateStorageClassUpdate(next: Loose<StorageClass>, old: Loose<StorageClass>, report: Report): void {
  const defaults = { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' } as const;
  const [after, before] = [next, old].map(storageClass => ({ ...defaults, ...storageClass }));
  for (const field of ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'] as const) {
    const change = { next: after?.[field], old: before?.[field], path: FieldPath.of(field) };
    validateImmutable(rule['STORAGE-CLASS-IMMUTABLE'], change, report);
  }
}

function validateParameters(parameters: Loose<StorageClass['parameters']> = {}, report: Report): void {
  const wrong = rule['STORAGE-CLASS-PARAMETERS'];
  const entries = Object.entries(parameters);
  if (entries.length > parametersLimit) {
    report.tooLong(wrong, 'parameters', entries.length, parametersLimit, { message: wrong.reason });
    return;
  }
  if ('' in parameters) report.invalid(wrong, 'parameters', '', { message: 'a parameter has a name' });
  const size = entries.reduce((sum, [key, value = '']) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  if (size > parametersSize) report.tooLong(wrong, 'parameters', size, parametersSize, { message: wrong.reason });
}

function validateTopologies(terms: readonly Loose<TopologySelectorTerm>[] = [], path: FieldPath, report: Report): void {
  // a term without labels counts as one that is there already
  const seen = new Set([placesOf({})]);
  for (const [index, term] of terms.entries()) {
    const at = path.index(index).child('matchLabelExpressions');
    validateTopology(term, at, report);
    const places = placesOf(term);
    if (seen.has(places))
      report.duplicate(rule['STORAGE-CLASS-TOPOLOGY'], at, '', {
        message: 'the same places are chosen twice, or none',
      });
    seen.add(places);
  }
}

/** A text that is the same for terms that choose the same places. */
function placesOf({ matchLabelExpressions = [] }: Loose<TopologySelectorTerm>): string {
  const places = new Map(matchLabelExpressions.map(({ key = '', values = [] }) => [key, [...new Set(values)].sort()]));
  return JSON.stringify([...places].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function validateTopology(term: Loose<TopologySelectorTerm>, path: FieldPath, report: Report): void {
  const wrong = rule['STORAGE-CLASS-TOPOLOGY'];
  const keys = new Set<string>();
  for (const [index, { key = '', values = [] }] of (term.matchLabelExpressions ?? []).entries()) {
    const at = path.index(index);
    if (values.length === 0) report.required(wrong, at.child('values'));
    for (const [position, value] of values.entries())
      if (values.indexOf(value) < position) report.duplicate(wrong, at.child('values').index(position), value);
    if (key !== '') validateLabelKey(key, at.child('key'), report);
    if (keys.has(key)) report.duplicate(wrong, at.child('key'), key);
    keys.add(key);
  }
}
