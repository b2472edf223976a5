import type {
  CloudProfileSpec,
  ExpirableVersion,
  NamespacedCloudProfileSpec,
} from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Finding } from '../../core/finding';
import type { Loose } from '../../core/loose';
import { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { View, ViewObject } from '../../rules/view';
import { isActive } from '../cloud-profile/lifecycle';
import { semanticEqual } from '../../kubernetes/meta/semantic-equal';
import { checkRemovedCapabilities } from './capability-usage';
import { located } from './located';
import { profileUsers, type ProfileUsers } from './profile-users';

const rule = ruleTable('gardener:plugin/pkg/global/resourcereferencemanager/admission.go v1.150', {
  'CP-02': {
    reason: 'what is still in use is not removed from a profile',
    fix: 'move the users to something else first, in a commit of its own',
  },
  'CP-04': {
    reason: 'a profile does not get a limit that Shoots exceed with the minimums of their pools',
    fix: 'raise limits.maxNodesTotal, or let the Shoots have smaller pools first',
  },
  'CP-03': {
    reason: 'an image that the profile of a project defines is not added to its parent',
    fix: 'give the image another name, or remove it from the profile of the project first',
  },
});

/** The rules about changes of profiles that are in use. */
export const profileUsageRules = Object.values(rule);

const core = 'core.gardener.cloud';
const specPath = FieldPath.of('spec');

/** Versions, images and capabilities that a change takes out of a profile while Shoots or profiles of projects use them. */
export function* compareProfiles(before: View, after: View): Iterable<Finding> {
  for (const kind of ['CloudProfile', 'NamespacedCloudProfile'])
    for (const entry of after.ofKind(core, kind)) {
      const { namespace, name = '' } = entry.object.metadata;
      const old = before.find(core, kind, namespace, name);
      if (old === undefined) continue;
      const report = new Report();
      compareProfile({ entry, old, view: after }, report);
      for (const finding of report.findings) yield located(entry, finding);
    }
}

interface ChangedProfile {
  readonly entry: ViewObject;
  readonly old: ViewObject;
  readonly view: View;
}

type Spec = Loose<CloudProfileSpec> & Loose<NamespacedCloudProfileSpec>;

function compareProfile({ entry, old, view }: ChangedProfile, report: Report): void {
  const users = profileUsers(entry, view);
  const [next, before] = [specOf(entry), specOf(old)];
  checkVersions(next, before, users, { report, view });
  checkImages(next, before, users, { report, view });
  if (!semanticEqual(next.limits, before.limits)) checkLimits(next, users, report);
  if (entry.object.kind !== 'CloudProfile') return;
  const removed = { next: next.machineCapabilities, old: before.machineCapabilities };
  checkRemovedCapabilities(removed, users.children, { report, rule: rule['CP-02'] });
}

interface Judge {
  readonly report: Report;
  readonly view: View;
}

function checkVersions(next: Spec, before: Spec, users: ProfileUsers, { report, view }: Judge): void {
  const path = specPath.child('kubernetes', 'versions');
  for (const version of removedVersions(next.kubernetes?.versions, before.kubernetes?.versions)) {
    // the profile of a project only ends versions at another date: without it that of the parent counts
    const inherited = (users.parent?.kubernetes?.versions ?? []).find(candidate => candidate.version === version);
    if (inherited && isActive(inherited, view.now) !== false) continue;
    const shoots = users.shoots
      .filter(({ kubernetesVersion }) => kubernetesVersion === version)
      .map(({ name }) => name);
    const children = users.children
      .filter(({ spec }) => has(spec.kubernetes?.versions, version))
      .map(({ name }) => name);
    reportUse(path, `Kubernetes version ${version}`, [...shoots, ...children], report);
  }
}

function checkImages(next: Spec, before: Spec, users: ProfileUsers, { report, view }: Judge): void {
  const path = specPath.child('machineImages');
  for (const image of before.machineImages ?? []) {
    const kept = (next.machineImages ?? []).find(({ name }) => name === image.name);
    for (const version of removedVersions(kept?.versions, image.versions)) {
      const inherited = (users.parent?.machineImages ?? [])
        .find(({ name }) => name === image.name)
        ?.versions?.find(candidate => candidate.version === version);
      if (inherited && isActive(inherited, view.now) !== false) continue;
      const uses = (candidate: { readonly name: string; readonly version: string }): boolean =>
        candidate.name === image.name && candidate.version === version;
      const shoots = users.shoots.filter(({ images }) => images.some(uses)).map(({ name }) => name);
      const children = users.children
        .filter(({ spec }) =>
          (spec.machineImages ?? []).some(({ name, versions }) => name === image.name && has(versions, version)),
        )
        .map(({ name }) => name);
      reportUse(path, `version ${version} of the image ${image.name ?? ''}`, [...shoots, ...children], report);
    }
  }
  if (users.parent === undefined) checkAddedImages(next, before, users, report);
}

function checkAddedImages(next: Spec, before: Spec, users: ProfileUsers, report: Report): void {
  const known = new Set((before.machineImages ?? []).map(({ name }) => name));
  for (const [index, { name = '' }] of (next.machineImages ?? []).entries()) {
    if (known.has(name)) continue;
    const children = users.children.filter(({ spec }) => (spec.machineImages ?? []).some(image => image.name === name));
    if (children.length === 0) continue;
    const message = `the image ${name} is defined by ${children.map(child => child.name).join(', ')} already`;
    report.forbidden(rule['CP-03'], specPath.child('machineImages').index(index).child('name'), {
      value: name,
      message,
    });
  }
}

function checkLimits({ limits }: Spec, users: ProfileUsers, report: Report): void {
  const limit = limits?.maxNodesTotal;
  if (limit === undefined) return;
  for (const { name, minimum } of users.shoots) {
    if (minimum <= limit) continue;
    const message = `${name} has at least ${minimum} nodes, the profile would allow ${limit}`;
    report.forbidden(rule['CP-04'], specPath.child('limits', 'maxNodesTotal'), { value: limit, message });
  }
}

function reportUse(path: FieldPath, what: string, users: readonly string[], report: Report): void {
  if (users.length === 0) return;
  const some = users.slice(0, 3).join(', ');
  const more = users.length > 3 ? ` and ${users.length - 3} more` : '';
  report.forbidden(rule['CP-02'], path, {
    value: what,
    message: `${what} is removed and still used by ${some}${more}`,
  });
}

type Versions = readonly Loose<ExpirableVersion>[] | undefined;

function removedVersions(next: Versions, before: Versions): readonly string[] {
  return (before ?? []).flatMap(({ version = '' }) => (has(next, version) ? [] : [version]));
}

function has(versions: Versions, version: string): boolean {
  return (versions ?? []).some(candidate => candidate.version === version);
}

function specOf({ object }: ViewObject): Spec {
  return (object as unknown as { readonly spec?: Spec }).spec ?? {};
}
