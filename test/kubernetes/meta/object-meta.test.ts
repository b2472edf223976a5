import { FieldPath } from '../../../lib/core/field-path';
import type { Loose } from '../../../lib/core/loose';
import { dns1123SubdomainProblems } from '../../../lib/core/names';
import {
  validateObjectMeta,
  validateObjectMetaUpdate,
  type ValidatedMetadata,
} from '../../../lib/kubernetes/meta/object-meta';
import { Report } from '../../../lib/rules/report';

const path = FieldPath.of('metadata');
type Metadata = Loose<ValidatedMetadata>;

function create(metadata: Metadata | undefined, namespaced = true): string[] {
  const report = new Report();
  validateObjectMeta(metadata, { namespaced, nameProblems: dns1123SubdomainProblems, path }, report);
  return report.findings.map(finding => `${finding.rule} ${finding.type} ${finding.path}`);
}

function update(next: Metadata, old: Metadata): string[] {
  const report = new Report();
  validateObjectMetaUpdate(next, old, path, report);
  return report.findings.map(finding => `${finding.rule} ${finding.type} ${finding.path}`);
}

describe('metadata of a new object', () => {
  test('has owners with a version, with or without a group', () => {
    const owned = (apiVersion: string): Metadata => ({
      name: 'a',
      namespace: 'garden-dev',
      ownerReferences: [{ apiVersion, kind: 'Secret', name: 'a', uid: 'b' }],
    });
    expect(create(owned('apps/v1'))).toEqual([]);
    expect(create(owned('a/b/c'))).toEqual(['META-OWNER-VERSION invalid metadata.ownerReferences.apiVersion']);
  });

  test('has owners of fields as the API server writes them', () => {
    const owned = { name: 'a', namespace: 'garden-dev' };
    const good = { operation: 'Apply', fieldsType: 'FieldsV1', manager: 'flux' };
    expect(create({ ...owned, managedFields: [good, { operation: 'Update' }] })).toEqual([]);
    const long = 'm'.repeat(129);
    expect(
      create({
        ...owned,
        managedFields: [
          good,
          { operation: 'Sync', fieldsType: 'X', manager: `${long}\n`, subresource: `${long}${long}` },
        ],
      }),
    ).toEqual([
      'META-MANAGED-OPERATION invalid metadata.managedFields[1].operation',
      'META-MANAGED-TYPE invalid metadata.managedFields[1].fieldsType',
      'META-MANAGED-MANAGER tooLong metadata.managedFields[1].manager',
      'META-MANAGED-MANAGER invalid metadata.managedFields[1].manager',
      'META-MANAGED-SUBRESOURCE tooLong metadata.managedFields[1].subresource',
    ]);
  });

  test('accepts name, namespace, labels, annotations and finalizers of the right form', () => {
    const metadata = {
      name: 'crazy-botany',
      namespace: 'garden-dev',
      labels: { 'example.org/team': 'a', empty: '' },
      annotations: { 'Example.org/Note': 'any text: {}' },
      finalizers: ['gardener'],
      ownerReferences: [{ apiVersion: 'v1', kind: 'Secret', name: 'a', uid: 'b', controller: true }],
    };
    expect(create(metadata)).toEqual([]);
  });

  test('wants a name and, for a namespaced kind, a namespace', () => {
    const expected = ['META-NAME-MISSING required metadata.name', 'META-NAMESPACE-MISSING required metadata.namespace'];
    expect(create(undefined)).toEqual(expected);
    expect(create({ name: '', namespace: '' })).toEqual(expected);
  });

  test('takes a generateName instead of a name, a dash at its end included', () => {
    expect(create({ generateName: 'soil-', namespace: 'garden' })).toEqual([]);
    expect(create({ generateName: 'Soil-', namespace: 'garden' })).toEqual([
      'META-GENERATE-NAME invalid metadata.generateName',
    ]);
  });

  test('refuses a namespace on a cluster-scoped kind', () => {
    expect(create({ name: 'soil', namespace: 'garden' }, false)).toEqual([
      'META-NAMESPACE-CLUSTER-SCOPED forbidden metadata.namespace',
    ]);
  });

  test('names the map for a wrong label and the list for a wrong finalizer, as the API server does', () => {
    const metadata = {
      name: 'a',
      namespace: 'b',
      labels: { 'Bad Key!': 'Bad Value!' },
      annotations: { 'a b': '' },
      finalizers: ['a b', 'orphan', 'foregroundDeletion'],
    };
    expect(create(metadata)).toEqual([
      'LABEL-KEY invalid metadata.labels',
      'LABEL-VALUE invalid metadata.labels',
      'ANNOTATION-KEY invalid metadata.annotations',
      'META-FINALIZER invalid metadata.finalizers',
      'META-FINALIZER-CONFLICT invalid metadata.finalizers',
    ]);
  });

  test('counts bytes, not characters, of all annotations together', () => {
    const half = 'ü'.repeat(64 * 1024);
    const annotations = { a: half, b: half.slice(2), c: '' };
    expect(create({ name: 'a', namespace: 'b', annotations })).toEqual([]);
    expect(create({ name: 'a', namespace: 'b', annotations: { ...annotations, dd: '' } })).toEqual([
      'ANNOTATION-SIZE tooLong metadata.annotations',
    ]);
  });

  test('accepts one controller among the owners, and wants each of them complete', () => {
    const owner = { apiVersion: 'v1', kind: 'Secret', name: 'a', uid: 'b', controller: true };
    expect(create({ name: 'a', namespace: 'b', ownerReferences: [owner, owner] })).toEqual([
      'META-OWNER-CONTROLLER invalid metadata.ownerReferences',
    ]);
    expect(create({ name: 'a', namespace: 'b', ownerReferences: [{ apiVersion: 'v1', kind: 'Event' }] })).toEqual([
      'META-OWNER-INCOMPLETE invalid metadata.ownerReferences.name',
      'META-OWNER-INCOMPLETE invalid metadata.ownerReferences.uid',
      'META-OWNER-EVENT invalid metadata.ownerReferences',
    ]);
  });
});

describe('metadata of a changed object', () => {
  const stored = { name: 'a', namespace: 'b', uid: '1', generation: 3, finalizers: ['gardener'] };

  test('compares what the API server fills in only where the manifest has it', () => {
    expect(update({ name: 'a', namespace: 'b' }, stored)).toEqual([]);
    expect(update({ name: 'a', namespace: 'b', uid: '2', generation: 2 }, stored)).toEqual([
      'META-GENERATION invalid metadata.generation',
      'META-IMMUTABLE invalid metadata.uid',
    ]);
  });

  test('keeps name and namespace', () => {
    expect(update({ name: '', namespace: 'c' }, stored)).toEqual([
      'META-IMMUTABLE invalid metadata.name',
      'META-IMMUTABLE invalid metadata.namespace',
    ]);
  });

  test('takes no new finalizer once the object is being deleted', () => {
    const deleted = { ...stored, deletionTimestamp: '2026-05-01T10:00:00Z' };
    expect(update({ ...deleted, finalizers: [] }, deleted)).toEqual([]);
    expect(update({ ...deleted, finalizers: ['gardener', 'a.b/c'] }, deleted)).toEqual([
      'META-FINALIZER-DELETING forbidden metadata.finalizers',
    ]);
  });
});
