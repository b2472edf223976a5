import type { CustomResourceDefinition } from '../../../imports/apiextensions.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../meta/immutable';

const rule = ruleTable('apiextensions-apiserver:pkg/apis/apiextensions/validation/validation.go v0.36', {
  'CRD-IMMUTABLE': {
    reason: 'group, scope, kind and plural name of a definition never change once it is established',
    fix: 'define another kind, and move the objects to it',
  },
  'CRD-STORED-VERSION': {
    reason: 'a version in which objects are stored stays until they are migrated',
    fix: 'keep the version with served: false, store all objects anew, and take it out of status.storedVersions',
  },
});

const spec = FieldPath.of('spec');

/** What a change of a definition is refused for. */
export function validateDefinitionUpdate(
  next: Loose<CustomResourceDefinition>,
  old: Loose<CustomResourceDefinition>,
  report: Report,
): void {
  const [after, before] = [next.spec ?? {}, old.spec ?? {}];
  for (const field of ['scope', 'group'] as const)
    validateImmutable(
      rule['CRD-IMMUTABLE'],
      { next: after[field], old: before[field], path: spec.child(field) },
      report,
    );
  for (const field of ['kind', 'plural'] as const) {
    const change = { next: after.names?.[field], old: before.names?.[field], path: spec.child('names', field) };
    validateImmutable(rule['CRD-IMMUTABLE'], change, report);
  }
  const kept = (after.versions ?? []).map(({ name }) => name);
  for (const version of storedVersions(old))
    if (!kept.includes(version))
      report.invalid(rule['CRD-STORED-VERSION'], spec.child('versions'), version, {
        message: `${version} stays as long as objects may be stored in it`,
      });
}

/** Those that the status names, and the one that new objects are stored in. */
function storedVersions({ spec: { versions = [] } = {}, status }: Loose<CustomResourceDefinition>): readonly string[] {
  const stored = versions.flatMap(({ name, storage }) => (storage === true && name !== undefined ? [name] : []));
  return [...new Set([...(status?.storedVersions ?? []), ...stored])];
}
