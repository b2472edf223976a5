import type { CloudProfile, Shoot, Worker } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';

const rule = ruleTable('gardener:plugin/pkg/shoot/mutator/admission.go v1.150', {
  'SHOOT-VER-PARTIAL': {
    severity: 'warning',
    reason: 'a version without patch level becomes the newest supported patch whenever the Shoot is written',
    fix: 'write all three numbers, and switch maintenance.autoUpdate.kubernetesVersion off',
  },
  'SHOOT-IMG-PARTIAL': {
    severity: 'warning',
    reason: 'an incomplete image version becomes the newest matching one whenever the Shoot is written',
    fix: 'write the whole version, or leave it out so that the pool keeps the one it has',
  },
});

const partialVersion = /^v?\d+(?:\.\d+)?$/;
const workersPath = FieldPath.of('spec', 'provider', 'workers');

/** Versions that Gardener completes: Flux writes a Shoot at every run, so that they change outside the maintenance window. */
export const shootVersionCheck: Check = {
  rules: Object.values(rule),
  kinds: ['core.gardener.cloud/Shoot'],
  object(entry: ViewObject, report: Report, view: View): void {
    const shoot = entry.object as Loose<Shoot>;
    const { kubernetes, provider } = shoot.spec ?? {};
    checkVersion(kubernetes?.version, FieldPath.of('spec', 'kubernetes', 'version'), report);
    const images = listedImages(shoot, view);
    for (const [index, worker] of (provider?.workers ?? []).entries()) {
      checkVersion(worker.kubernetes?.version, workersPath.index(index).child('kubernetes', 'version'), report);
      checkImage(worker, images, workersPath.index(index).child('machine', 'image', 'version'), report);
    }
  },
};

function checkVersion(version: string | undefined, path: FieldPath, report: Report): void {
  if (version !== undefined && partialVersion.test(version))
    report.add(rule['SHOOT-VER-PARTIAL'], path, {
      value: version,
      effect: 'the cluster is upgraded minutes after the CloudProfile gets a new patch, outside the maintenance window',
    });
}

function checkImage({ machine }: Loose<Worker>, listed: ReadonlySet<string>, path: FieldPath, report: Report): void {
  const { name, version } = machine?.image ?? {};
  if (version === undefined || !partialVersion.test(version) || listed.has(`${name ?? ''} ${version}`)) return;
  report.add(rule['SHOOT-IMG-PARTIAL'], path, {
    value: version,
    effect: 'all nodes of the pool roll when the CloudProfile gets a newer image, outside the maintenance window',
  });
}

/** `name version` of the images in the Shoot's profile, as far as the tree holds it: a short version may be a whole one. */
function listedImages({ metadata, spec }: Loose<Shoot>, view: View): ReadonlySet<string> {
  const { kind = 'CloudProfile', name = spec?.cloudProfileName ?? '' } = spec?.cloudProfile ?? {};
  const namespace = kind === 'NamespacedCloudProfile' ? metadata?.namespace : undefined;
  const profile = view.find('core.gardener.cloud', kind, namespace, name)?.object as Loose<CloudProfile> | undefined;
  const images = profile?.spec?.machineImages ?? [];
  return new Set(
    images.flatMap(image => (image.versions ?? []).map(({ version }) => `${image.name ?? ''} ${version ?? ''}`)),
  );
}
