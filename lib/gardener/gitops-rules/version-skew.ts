import type { Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import { normalizedVersion } from '../../core/kubernetes-version';
import type { Loose } from '../../core/loose';
import { Version } from '../../core/version';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { supportedKubernetes } from '../garden/supported-kubernetes';
import { chartTag, tagOf } from './chart-version';
import { gardenletKinds, gardenletOf, type DescribedGardenlet } from './gardenlets';

const rule = ruleTable('gardener:pkg/gardenlet/bootstrappers/verify_version.go v1.150', {
  'VS-01': {
    reason: 'a gardenlet must not be newer than the gardener-apiserver, patch level included, else it ends at start',
    fix: 'upgrade Gardener first, or use the chart of its version',
  },
  'VS-02': {
    reason: 'a gardenlet may be at most two minor versions older than the gardener-apiserver, else it ends at start',
    fix: 'upgrade the gardenlet before Gardener itself',
  },
  'VS-06': {
    reason: 'the Kubernetes version must be one that this version of Gardener supports',
    fix: 'upgrade the cluster before Gardener drops its version',
    source: 'gardener:pkg/utils/validation/kubernetesversion/version.go v1.150',
  },
});

const maximumDistance = 2;

/** Versions of gardenlets against the version of the landscape. */
export const gardenletSkewCheck: Check = {
  rules: [rule['VS-01'], rule['VS-02']],
  kinds: gardenletKinds,
  object({ object }: ViewObject, report: Report, view: View): void {
    const garden = Version.parse(normalizedVersion(view.gardener));
    if (garden === undefined) return;
    for (const { version, path } of versionsOf(gardenletOf(object))) {
      if (garden.lessThan(version)) reportSkew(rule['VS-01'], version, path, { report, garden });
      else if (garden.major === version.major && garden.minor - version.minor > maximumDistance)
        reportSkew(rule['VS-02'], version, path, { report, garden });
    }
  },
};

/** Kubernetes versions of Shoots against those that Gardener supports; a Garden is judged by its own validation. */
export const kubernetesSkewCheck: Check = {
  rules: [rule['VS-06']],
  kinds: ['core.gardener.cloud/Shoot'],
  object({ object }: ViewObject, report: Report, view: View): void {
    const supported = supportedKubernetes(view.gardener);
    if (supported === undefined) return;
    const { kubernetes, provider } = (object as Loose<Shoot>).spec ?? {};
    checkKubernetes(kubernetes?.version, supported, FieldPath.of('spec', 'kubernetes', 'version'), report);
    for (const [index, worker] of (provider?.workers ?? []).entries()) {
      const path = FieldPath.of('spec', 'provider', 'workers').index(index).child('kubernetes', 'version');
      checkKubernetes(worker.kubernetes?.version, supported, path, report);
    }
  },
};

function checkKubernetes(
  text: string | undefined,
  supported: readonly string[],
  path: FieldPath,
  report: Report,
): void {
  const version = text === undefined ? undefined : Version.parse(text);
  // "1" alone is completed to the newest version
  if (version === undefined || !text?.includes('.')) return;
  if (supported.includes(version.majorMinor())) return;
  const newest = Version.parse(supported.at(-1) ?? '');
  const isNewer = newest?.lessThan(version) === true;
  report.add(rule['VS-06'], path, { value: text, allowed: supported, ...(isNewer && { fix: notYet }) });
}

const notYet = 'take one that is supported, or upgrade Gardener first';

interface FoundVersion {
  readonly version: Version;
  readonly path: FieldPath;
}

/** The versions that chart and image of a gardenlet have; tags that are none tell nothing. */
function versionsOf({ deployment, deploymentPath }: DescribedGardenlet): readonly FoundVersion[] {
  const { helm, image } = deployment;
  const imageTag = (image?.ref ?? '') === '' ? image?.tag : tagOf(image?.ref ?? '');
  const tags = [
    { tag: helm?.ociRepository && chartTag(helm.ociRepository), path: deploymentPath.child('helm', 'ociRepository') },
    { tag: imageTag, path: deploymentPath.child('image') },
  ];
  return tags.flatMap(({ tag, path }) => {
    const version = tag === undefined ? undefined : Version.parse(normalizedVersion(tag));
    return version === undefined || !tag?.includes('.') ? [] : [{ version, path }];
  });
}

function reportSkew(
  broken: (typeof rule)['VS-01'],
  version: Version,
  path: FieldPath,
  { report, garden }: { readonly report: Report; readonly garden: Version },
): void {
  const message = `${broken.reason}: the gardenlet is ${version.toString()}, the landscape ${garden.toString()}`;
  report.add(broken, path, { value: version.toString(), message });
}
