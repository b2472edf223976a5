import type { Seed, Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Garden } from '../../../imports/operator.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { isRegistered, registrationsOf } from './registrations';

const rule = ruleTable('gardener:plugin/pkg/global/extensionvalidation/admission.go v1.150', {
  'XR-SHOOT-TYPE': {
    reason: 'a controller of the landscape answers for every type that a Shoot uses',
    fix: 'add an Extension for it, or correct the type',
  },
  'XR-SHOOT-WORKERLESS': {
    reason: 'the extension does not support Shoots without workers',
    fix: 'remove the extension, or set workerlessSupported on its registration if it does',
  },
  'XR-SEED-TYPE': {
    reason: 'a controller of the landscape answers for every type that a Seed uses',
    fix: 'add an Extension for it, or correct the type',
  },
  'XR-GARDEN-TYPE': {
    reason: 'an Extension offers every type to the garden that the Garden uses',
    fix: 'add an Extension with clusterCompatibility garden, or correct the type',
    source: 'gardener:pkg/operator/webhook/validation/garden v1.150',
  },
});

/** Types of providers, networks, images and extensions that no controller answers for. */
export const extensionTypeCheck: Check = {
  rules: Object.values(rule),
  kinds: ['core.gardener.cloud/Shoot', 'core.gardener.cloud/Seed', 'operator.gardener.cloud/Garden'],
  object(entry: ViewObject, report: Report, view: View): void {
    // a tree without registrations says nothing about them
    if (!view.complete && registrationsOf(view).length === 0) return;
    const { kind } = entry.object;
    if (kind === 'Shoot') checkShoot(entry.object as unknown as Loose<Shoot>, report, view);
    else if (kind === 'Seed') checkSeed(entry.object as unknown as Loose<Seed>, report, view);
    else checkGarden(entry.object as unknown as Loose<Garden>, report, view);
  },
};

/** A type that an object uses, and the kinds that controllers must answer for. */
interface UsedType {
  readonly kinds: readonly string[];
  readonly type: string | undefined;
  readonly path: FieldPath;
}

const spec = FieldPath.of('spec');

function checkShoot(shoot: Loose<Shoot>, report: Report, view: View): void {
  const { provider, networking, extensions = [] } = shoot.spec ?? {};
  const workers = provider?.workers ?? [];
  const used: UsedType[] = [...dnsTypes(shoot), ...workerTypes(shoot)];
  if (workers.length > 0) {
    const kinds = ['ControlPlane', 'Infrastructure', 'Worker'];
    used.push({ kinds, type: provider?.type, path: spec.child('provider', 'type') });
    used.push({ kinds: ['Network'], type: networking?.type, path: spec.child('networking', 'type') });
  }
  for (const [index, { type }] of extensions.entries()) {
    const path = spec.child('extensions').index(index).child('type');
    used.push({ kinds: ['Extension'], type, path });
    if (workers.length === 0 && lacksWorkerless(view, type))
      report.forbidden(rule['XR-SHOOT-WORKERLESS'], path, { value: type });
  }
  for (const type of used) checkType(type, 'shoot', report, view);
}

/** Only the primary provider makes records for the cluster itself. */
function dnsTypes({ spec: shoot }: Loose<Shoot>): UsedType[] {
  const providers = shoot?.dns?.providers ?? [];
  return providers.flatMap(({ type, primary }, index) => {
    if (primary !== true || type === 'unmanaged') return [];
    return [{ kinds: ['DNSRecord'], type, path: spec.child('dns', 'providers').index(index).child('type') }];
  });
}

function workerTypes({ spec: shoot }: Loose<Shoot>): UsedType[] {
  return (shoot?.provider?.workers ?? []).flatMap(({ cri, machine, controlPlane }, index) => {
    const worker = spec.child('provider', 'workers').index(index);
    const runtimes = (cri?.containerRuntimes ?? []).map(({ type }, position): UsedType => ({
      kinds: ['ContainerRuntime'],
      type,
      path: worker.child('cri', 'containerRuntimes').index(position).child('type'),
    }));
    const image = {
      kinds: ['OperatingSystemConfig'],
      type: machine?.image?.name,
      path: worker.child('machine', 'image', 'name'),
    };
    const exposure = {
      kinds: ['SelfHostedShootExposure'],
      type: controlPlane?.exposure?.extension?.type,
      path: worker.child('controlPlane', 'exposure', 'extension', 'type'),
    };
    return [...runtimes, image, exposure];
  });
}

function checkSeed({ spec: seed }: Loose<Seed>, report: Report, view: View): void {
  const { provider, backup, ingress, dns, extensions = [] } = seed ?? {};
  const used: UsedType[] = [
    { kinds: ['ControlPlane'], type: provider?.type, path: spec.child('provider', 'type') },
    { kinds: ['BackupBucket', 'BackupEntry'], type: backup?.provider, path: spec.child('backup', 'provider') },
    {
      kinds: ['DNSRecord'],
      type: ingress ? dns?.provider?.type : undefined,
      path: spec.child('dns', 'provider', 'type'),
    },
    ...extensions.map(({ type }, index) => ({
      kinds: ['Extension'],
      type,
      path: spec.child('extensions').index(index).child('type'),
    })),
  ];
  for (const type of used) checkType(type, 'seed', report, view);
}

function checkGarden({ spec: garden }: Loose<Garden>, report: Report, view: View): void {
  for (const [index, { type }] of (garden?.extensions ?? []).entries()) {
    const path = spec.child('extensions').index(index).child('type');
    checkType({ kinds: ['Extension'], type, path }, 'garden', report, view);
  }
}

const rules = { shoot: rule['XR-SHOOT-TYPE'], seed: rule['XR-SEED-TYPE'], garden: rule['XR-GARDEN-TYPE'] };

function checkType(
  { kinds, type, path }: UsedType,
  clusterType: 'shoot' | 'seed' | 'garden',
  report: Report,
  view: View,
): void {
  if (type === undefined || type === '') return;
  const missing = kinds.filter(kind => !isRegistered(view, { kind, type }, clusterType));
  if (missing.length === 0) return;
  const message = `no controller for ${clusterType}s answers for ${missing.join(', ')} of type ${type}`;
  report.forbidden(rules[clusterType], path, { value: type, message });
}

/** Registered, but for Shoots with workers only. */
function lacksWorkerless(view: View, type: string | undefined): boolean {
  const offers = registrationsOf(view).filter(
    ({ resource }) => resource.kind === 'Extension' && resource.type === type,
  );
  return offers.length > 0 && offers.every(({ resource }) => resource.workerlessSupported !== true);
}
