import type { Finding } from '../../core/finding';
import { displayName } from '../../core/object';
import { referenceOf } from '../../rules/judge';
import { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { View, ViewObject } from '../../rules/view';
import { textOf } from '../plain';
import { deletesOnRemoval, prunes, type FluxKustomization } from '../tree/flux-kustomization';
import { kustomizationChanges, type Fate, type KustomizationChange } from './changes';
import { compareFluxConfigs, inertRule } from './inert';

const rule = ruleTable('kustomize-controller:internal/controller/kustomization_controller.go v1.9', {
  'FLUX-KS-REMOVED': {
    severity: 'critical',
    reason: 'the Flux Kustomization goes and takes everything that it applied along',
    fix: 'set prune: false or deletionPolicy: Orphan first and let it be applied, then remove or rename',
  },
  'FLUX-KS-ORPHANS': {
    severity: 'notice',
    reason: 'the Flux Kustomization goes, and what it applied stays in the cluster without an owner',
  },
  'FLUX-PATH': {
    severity: 'critical',
    reason: 'the path changes: what is not below the new one is pruned',
    fix: 'set prune: false and let it be applied, then change the path, then set prune: true again',
  },
  'FLUX-FORCE': {
    severity: 'critical',
    reason: 'force is switched on: from now on every answer "invalid" or "conflict" deletes and recreates the object',
    fix: 'set the annotation kustomize.toolkit.fluxcd.io/force: enabled on the objects that need it',
    source: 'fluxcd/pkg:ssa/errors, kustomize-controller issue 734',
  },
  'OWNER-MOVE': {
    severity: 'warning',
    reason: 'another Flux Kustomization applies the object: safe only if it does so before the old one prunes',
    source: 'fluxcd/pkg:ssa/manager_delete.go',
  },
  'FLUX-PRUNES': { severity: 'notice', reason: 'objects leave the source and are deleted' },
  'FLUX-PRUNE-ON': {
    severity: 'warning',
    reason: 'pruning is switched on: what left the source since then is deleted at once',
  },
  'FLUX-PRUNE-OFF': {
    severity: 'notice',
    reason: 'pruning is switched off: what leaves the source stays in the cluster',
  },
  'FLUX-SUSPEND': { severity: 'notice', reason: 'the Flux Kustomization is suspended: changes in Git have no effect' },
  'FLUX-RESUME': {
    severity: 'notice',
    reason: 'the Flux Kustomization is resumed: everything that changed meanwhile is applied',
  },
});

/** The rules that only a comparison can report. */
export const compareRules = [...Object.values(rule), inertRule];

/** What a changed, moved, renamed or removed Flux Kustomization prunes, orphans or hands over, and edits that have no effect. */
export function* compareFlux(before: View, after: View): Iterable<Finding> {
  for (const change of kustomizationChanges(before, after)) {
    const about = change.now ?? change.old;
    if (about === undefined) continue;
    const report = new Report();
    judgeChange(change, report);
    yield* located(about.entry, report);
    yield* moves(change);
  }
  yield* compareFluxConfigs(before, after);
}

function judgeChange({ old, now, fate, isPathChanged }: KustomizationChange, report: Report): void {
  if (old === undefined) return;
  if (now === undefined) judgeRemoval(old, fate, report);
  else if (isPathChanged) judgePath(now, fate, report);
  else if (fate.pruned.length > 0)
    report.add(rule['FLUX-PRUNES'], 'spec.prune', { message: describeFate(fate), value: namesOf(fate.pruned) });
  if (now === undefined) return;
  if (old.spec['force'] !== true && now.spec['force'] === true)
    report.add(rule['FLUX-FORCE'], 'spec.force', { value: true });
  if (old.spec['prune'] !== true && now.spec['prune'] === true)
    report.add(rule['FLUX-PRUNE-ON'], 'spec.prune', { value: true });
  if (old.spec['prune'] === true && now.spec['prune'] !== true)
    report.add(rule['FLUX-PRUNE-OFF'], 'spec.prune', { value: false });
  const [wasSuspended, isSuspended] = [old.spec['suspend'] === true, now.spec['suspend'] === true];
  if (!wasSuspended && isSuspended) report.add(rule['FLUX-SUSPEND'], 'spec.suspend', { value: true });
  if (wasSuspended && !isSuspended) report.add(rule['FLUX-RESUME'], 'spec.suspend', { value: false });
}

/** Renamed is removed, with all objects moved: the old one still prunes what it meets before the new one has applied it. */
function judgeRemoval(old: FluxKustomization, fate: Fate, report: Report): void {
  const message = `Flux Kustomization ${old.name} is removed: ${describeFate(fate)}`;
  const details = { message, value: namesOf([...fate.pruned, ...fate.orphaned]) };
  if (!deletesOnRemoval(old)) {
    report.add(rule['FLUX-KS-ORPHANS'], '', details);
    return;
  }
  report.add(rule['FLUX-KS-REMOVED'], '', {
    ...details,
    ...(fate.moved.length > 0 && {
      effect: 'objects that moved are pruned too where the new owner has not applied them yet',
    }),
  });
}

function judgePath(now: FluxKustomization, fate: Fate, report: Report): void {
  report.add(rule['FLUX-PATH'], 'spec.path', {
    value: textOf(now.spec['path']),
    message: `the path changes: ${prunes(now) ? describeFate(fate) : `nothing is pruned, ${describeFate(fate)}`}`,
    effect: namesOf([...fate.pruned, ...fate.orphaned]).join(', '),
  });
}

function describeFate({ pruned, orphaned, moved }: Fate): string {
  const parts = [
    ...(pruned.length > 0 ? [`prunes ${count(pruned.length)}`] : []),
    ...(orphaned.length > 0 ? [`orphans ${count(orphaned.length)}`] : []),
    ...(moved.length > 0 ? [`${count(moved.length)} move${moved.length === 1 ? 's' : ''} to ${newOwners(moved)}`] : []),
  ];
  return parts.length === 0 ? 'it applied no object of the tree' : parts.join(', ');
}

function count(objects: number): string {
  return `${objects} object${objects === 1 ? '' : 's'}`;
}

function newOwners(moved: Fate['moved']): string {
  return [...new Set(moved.map(({ to }) => to.name))].sort().join(', ');
}

function namesOf(objects: readonly ViewObject[]): readonly string[] {
  return objects.map(entry => displayName(referenceOf(entry)));
}

function* moves({ old, fate }: KustomizationChange): Iterable<Finding> {
  for (const { entry, to } of fate.moved) {
    const report = new Report();
    report.add(rule['OWNER-MOVE'], '', {
      value: to.name,
      message: `the object moves from Flux Kustomization ${old?.name ?? ''} to ${to.name}: safe only if the new one applies it before the old one prunes`,
      fix: 'annotate the object with kustomize.toolkit.fluxcd.io/prune: disabled first, then move it, then remove the annotation',
    });
    yield* located(entry, report);
  }
}

function* located(entry: ViewObject, { findings }: Report): Iterable<Finding> {
  for (const finding of findings) {
    const origin = entry.origin(finding.path);
    yield {
      ...finding,
      ...(entry.cluster !== '' && { cluster: entry.cluster }),
      object: referenceOf(entry),
      ...(origin && { origin }),
    };
  }
}
