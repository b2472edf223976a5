import type { ShootSpec, Worker } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import type { Profile } from './catalog';
import { chooseVersion, isCompleteVersion } from './choose-version';

const rule = ruleTable('gardener:plugin/pkg/shoot/mutator/admission.go v1.150 (defaultKubernetesVersion)', {
  'SHOOT-FILL-VERSION': 'a Kubernetes version is complete, such as 1.34.2, or its beginning, such as 1.34',
  'SHOOT-FILL-VERSION-NONE': {
    reason: 'the CloudProfile has no supported Kubernetes version that begins like this',
    fix: 'write a version of the CloudProfile in full; preview and deprecated versions are never filled in',
  },
});

/** The rules about Kubernetes versions that admission completes. */
export const completeVersionRules = Object.values(rule);

/** What decides about the version that is filled in. */
export interface VersionSource {
  readonly profile: Profile;
  readonly now: Date | undefined;
}

/** The spec with complete Kubernetes versions: the newest supported one of the profile that begins like the one given. */
export function completeVersions(spec: Loose<ShootSpec>, source: VersionSource, report: Report): Loose<ShootSpec> {
  const { kubernetes = {}, provider = {} } = spec;
  const given = [kubernetes.version ?? '', ...(provider.workers ?? []).map(worker => worker.kubernetes?.version)];
  if (given.every(version => version === undefined || isCompleteVersion(version))) return spec;
  const path = FieldPath.of('spec');
  const before = report.findings.length;
  const version = completeVersion(kubernetes.version ?? '', source, path.child('kubernetes', 'version'), report);
  const complete = (worker: Loose<Worker>, index: number): Loose<Worker> => {
    const own = worker.kubernetes?.version;
    // upstream stops at the first one that it cannot complete
    if (own === undefined || report.findings.length > before) return worker;
    const place = path.child('provider', 'workers').index(index).child('kubernetes', 'version');
    return { ...worker, kubernetes: { ...worker.kubernetes, version: completeVersion(own, source, place, report) } };
  };
  const workers = provider.workers && { workers: provider.workers.map(complete) };
  return { ...spec, kubernetes: { ...kubernetes, version }, provider: { ...provider, ...workers } };
}

function completeVersion(given: string, { profile, now }: VersionSource, path: FieldPath, report: Report): string {
  const chosen = chooseVersion(profile.kubernetes?.versions ?? [], given, now);
  if ('version' in chosen) return chosen.version;
  report.invalid(rule[chosen.problem === 'syntax' ? 'SHOOT-FILL-VERSION' : 'SHOOT-FILL-VERSION-NONE'], path, given);
  return given;
}
