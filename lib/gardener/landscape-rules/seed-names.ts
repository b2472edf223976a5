import type { ManagedSeedSet } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import { displayName } from '../../core/object';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { bootstrapTokenId } from '../seed/bootstrap-token';

const rule = ruleTable('gardener:pkg/utils/gardener v1.150', {
  'NM-02': {
    severity: 'warning',
    reason: 'the namespace seed-<name> of a seed must not be longer than 63 characters, so its name has at most 58',
    fix: 'choose a shorter name',
    source: 'gardener:pkg/utils/gardener/seed.go (ComputeGardenNamespace) v1.150',
  },
  'NM-04': {
    reason: 'name and number of a Shoot in the project garden have at most 15 characters together',
    fix: 'choose a shorter name',
    source: 'gardener:plugin/pkg/shoot/validator/admission.go v1.150',
  },
  'NM-09': {
    severity: 'warning',
    reason: 'two gardenlets would get the same bootstrap token, its id is a short hash of the name',
    fix: 'rename one of them',
    source: 'gardener:pkg/utils/kubernetes/bootstraptoken v1.150',
  },
  'NM-10': {
    reason: 'a seed is described by a Gardenlet or by a ManagedSeed, not by both',
    fix: 'remove one of them',
    source: 'gardener:plugin/pkg/global/resourcereferencemanager/admission.go v1.150',
  },
});

/** Names of seeds and of what describes them. */
export const seedNameCheck: Check = { rules: Object.values(rule), tree: checkNames };

const namePath = FieldPath.of('metadata', 'name');
const seedNameLength = 58;
/** 21 characters for project and Shoot, without the project `garden`. */
const gardenShootLength = 15;
const seedmanagement = 'seedmanagement.gardener.cloud';

function checkNames(view: View, reportFor: (entry: ViewObject) => Report): void {
  const gardenlets = view.ofKind(seedmanagement, 'Gardenlet');
  const managedSeeds = view.ofKind(seedmanagement, 'ManagedSeed');
  for (const entry of [...view.ofKind('core.gardener.cloud', 'Seed'), ...gardenlets, ...managedSeeds]) {
    const { name = '' } = entry.object.metadata;
    if (name.length > seedNameLength) reportFor(entry).add(rule['NM-02'], namePath, { value: name });
  }
  for (const entry of view.ofKind(seedmanagement, 'ManagedSeedSet')) checkSet(entry, reportFor);
  checkPairs(gardenlets, managedSeeds, reportFor);
  checkTokens([...gardenlets, ...managedSeeds], reportFor);
}

/** The Shoots of a set are called `<name>-0` and so on. */
function checkSet(entry: ViewObject, reportFor: (entry: ViewObject) => Report): void {
  const { metadata, spec } = entry.object as unknown as Loose<ManagedSeedSet>;
  const last = Math.max(0, (spec?.replicas ?? 1) - 1);
  const name = `${metadata?.name ?? ''}-${last}`;
  if (name.length > gardenShootLength)
    reportFor(entry).add(rule['NM-04'], namePath, {
      value: metadata?.name,
      message: `Shoot ${name} of the set has ${name.length} characters, at most ${gardenShootLength} are allowed`,
    });
}

function checkPairs(
  gardenlets: readonly ViewObject[],
  managedSeeds: readonly ViewObject[],
  reportFor: (entry: ViewObject) => Report,
): void {
  const names = new Set(gardenlets.map(placeOf));
  for (const entry of managedSeeds)
    if (names.has(placeOf(entry)))
      reportFor(entry).forbidden(rule['NM-10'], namePath, {
        value: entry.object.metadata.name,
        message: `there is a Gardenlet ${entry.object.metadata.name ?? ''} too`,
      });
}

function checkTokens(owners: readonly ViewObject[], reportFor: (entry: ViewObject) => Report): void {
  const seen = new Map<string, ViewObject>();
  for (const entry of owners) {
    const { namespace = '', name = '' } = entry.object.metadata;
    const id = bootstrapTokenId({ namespace, name });
    const other = seen.get(id);
    // a Gardenlet and a ManagedSeed of one name are reported as such
    if (other !== undefined && placeOf(other) !== placeOf(entry)) {
      const shown = displayName({ kind: other.object.kind, name: other.object.metadata.name ?? '' });
      reportFor(entry).add(rule['NM-09'], namePath, {
        value: name,
        message: `${shown} has the bootstrap token ${id} too`,
      });
    }
    seen.set(id, other ?? entry);
  }
}

function placeOf({ cluster, object: { metadata } }: ViewObject): string {
  return `${cluster} ${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
}
