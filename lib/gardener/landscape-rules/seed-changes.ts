import type { SeedSpec, Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import type { ManagedSeed } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Finding } from '../../core/finding';
import type { Loose } from '../../core/loose';
import { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { View, ViewObject } from '../../rules/view';
import { validateSeedInUse } from '../managed-seed/admission/in-use';
import { managedSeedWorld } from '../managed-seed/admission/world';
import { scheduledSeed } from '../scheduled-seed';
import { describedSeed } from './described-seed';
import { located } from './located';

const rule = ruleTable('gardener:plugin/pkg/seed/validator/admission.go v1.150', {
  'SEED-SELF-HOSTED-LABEL': {
    reason: 'the label that tells that a seed is a self-hosted Shoot stays',
    fix: 'keep the label',
  },
  'MANAGED-SEED-SHOOT-NODES': {
    reason: 'the node range of a Shoot that is a seed never changes',
    fix: 'keep spec.networking.nodes',
    source: 'gardener:plugin/pkg/shoot/managedseed/admission.go v1.150',
  },
});

/** The rules about changes of seeds. */
export const seedChangeRules = Object.values(rule);

const core = 'core.gardener.cloud';
const seedmanagement = 'seedmanagement.gardener.cloud';
const selfHosted = 'seed.gardener.cloud/self-hosted-shoot-cluster';

/** Changes of seeds that are refused because Shoots run there, and of Shoots because they are seeds. */
export function* compareSeeds(before: View, after: View): Iterable<Finding> {
  for (const [group, kind] of [
    [core, 'Seed'],
    [seedmanagement, 'Gardenlet'],
    [seedmanagement, 'ManagedSeed'],
  ] as const)
    for (const pair of pairs({ group, kind }, before, after)) yield* compareSeed(pair, after);
  for (const entry of after.ofKind(seedmanagement, 'ManagedSeed')) yield* compareNodes(entry, before, after);
}

interface Pair {
  readonly next: ViewObject;
  readonly old: ViewObject;
}

function* pairs(
  { group, kind }: { readonly group: string; readonly kind: string },
  before: View,
  after: View,
): Iterable<Pair> {
  for (const next of after.ofKind(group, kind)) {
    const { namespace, name = '' } = next.object.metadata;
    const old = before.find(group, kind, namespace, name);
    if (old !== undefined && old.malformed !== true && old.cluster === next.cluster) yield { next, old };
  }
}

function* compareSeed({ next, old }: Pair, view: View): Iterable<Finding> {
  const { name = '', labels } = next.object.metadata;
  const [described, before] = [describedSeed(next), describedSeed(old)];
  // without zones a ManagedSeed keeps those that it got from its Shoot
  const isOpen = next.object.kind === 'ManagedSeed' && described.spec?.provider?.zones === undefined;
  const change = {
    name,
    next: described.spec ?? {},
    old: isOpen ? withoutZones(before.spec ?? {}) : (before.spec ?? {}),
  };
  const world = { ...managedSeedWorld(view), shoots: () => shootsWithSeeds(view) };
  const report = new Report();
  validateSeedInUse(change, world, described.path, report);
  const label = FieldPath.of('metadata', 'labels').key(selfHosted);
  if (
    next.object.kind === 'Seed' &&
    old.object.metadata.labels?.[selfHosted] !== undefined &&
    labels?.[selfHosted] === undefined
  )
    report.forbidden(rule['SEED-SELF-HOSTED-LABEL'], label);
  for (const finding of report.findings) yield located(next, finding);
}

function withoutZones({ provider, ...spec }: Loose<SeedSpec>): Loose<SeedSpec> {
  const { zones: _, ...rest } = provider ?? {};
  return { ...spec, provider: rest };
}

/** The Shoots of a tree, with the seeds that they are known to have. */
function shootsWithSeeds(view: View): Loose<Shoot>[] {
  return view.ofKind(core, 'Shoot').map(entry => {
    const shoot = entry.object as Loose<Shoot>;
    return { ...shoot, spec: { ...shoot.spec, seedName: scheduledSeed(view, entry) } };
  });
}

function* compareNodes({ object }: ViewObject, before: View, after: View): Iterable<Finding> {
  const name = (object as Loose<ManagedSeed>).spec?.shoot?.name ?? '';
  const [next, old] = [after, before].map(view => view.find(core, 'Shoot', object.metadata.namespace, name));
  if (next === undefined || old === undefined || next.malformed === true || old.malformed === true) return;
  const [nodes, stored] = [next, old].map(entry => (entry.object as Loose<Shoot>).spec?.networking?.nodes);
  if (stored === undefined || nodes === undefined || nodes === stored) return;
  const report = new Report();
  report.invalid(rule['MANAGED-SEED-SHOOT-NODES'], FieldPath.of('spec', 'networking', 'nodes'), nodes, {
    allowed: [stored],
  });
  for (const finding of report.findings) yield located(next, finding);
}
