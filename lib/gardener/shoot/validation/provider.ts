import type { Provider, ShootSpec } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { dns1123LabelProblems } from '../../../core/names';
import { onceSound } from '../../../rules/once-sound';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { stackOf } from '../../kubernetes/ip-stack';
import { defaultMaxPods } from '../defaults/kubernetes';
import type { ShootScope } from './scope';
import { validateSelfHostedPool, validateSingleControlPlanePool } from './workers/control-plane-pool';
import { validateSelfHostedPools, validateSystemPools } from './workers/system-pools';
import { validateWorker } from './workers/worker';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (validateProvider)', {
  'SHOOT-PROVIDER-TYPE-MISSING': {
    reason: 'a Shoot needs a provider type',
    fix: 'set provider.type, for example openstack',
  },
  'SHOOT-PROVIDER-TYPE': 'the provider type is a DNS label',
  'SHOOT-PROVIDER-WORKERLESS': { reason: 'a Shoot without workers does not use this field', fix: 'remove the field' },
  'SHOOT-WORKER-DUPLICATE': { reason: 'the name of a pool is used once', fix: 'rename one of the pools' },
  'SHOOT-NODE-MASK': {
    reason: 'the pod range of a node is too small for the number of pods',
    fix: 'lower kubelet.maxPods; kubeControllerManager.nodeCIDRMaskSize can only be chosen when the Shoot is created',
    source:
      'gardener:pkg/api/core/validation/shoot.go v1.150 (inside a template upstream prints the path from spec on)',
  },
});

/** The rules about providers. */
export const providerRules = Object.values(rule);

/** The provider and the worker pools of a Shoot. */
export function validateProvider(spec: Loose<ShootSpec>, scope: ShootScope, report: Report): void {
  const { provider = {} } = spec;
  const path = scope.path.child('provider');
  validateType(provider.type, path.child('type'), report);
  if (scope.workerless) validateUnused(provider, path, report);
  else validateWorkers(spec, scope, path.child('workers'), report);
  validateNodeMask(spec, scope, report);
}

function validateType(type = '', path: FieldPath, report: Report): void {
  if (type === '') return report.required(rule['SHOOT-PROVIDER-TYPE-MISSING'], path);
  for (const problem of dns1123LabelProblems(type))
    report.invalid(rule['SHOOT-PROVIDER-TYPE'], path, type, { message: `the provider type ${problem}` });
}

function validateUnused(provider: Loose<Provider>, path: FieldPath, report: Report): void {
  for (const field of ['infrastructureConfig', 'controlPlaneConfig', 'workersSettings'] as const)
    if (provider[field] !== undefined) report.forbidden(rule['SHOOT-PROVIDER-WORKERLESS'], path.child(field));
}

/** Pools that have no Kubernetes of their own: nothing but the place of the Shoot decides about them. */
const judgeWorker = onceSound(validateWorker, ({ scope }) => String(scope.inTemplate));

function validateWorkers(spec: Loose<ShootSpec>, scope: ShootScope, path: FieldPath, report: Report): void {
  const workers = spec.provider?.workers ?? [];
  const names = new Set<string>();
  for (const [index, worker] of workers.entries()) {
    const { name = '' } = worker;
    if (worker.kubernetes ?? worker.controlPlane) validateWorker(worker, { spec, scope }, path.index(index), report);
    else judgeWorker(worker, { spec, scope }, path.index(index), report);
    if (names.has(name)) report.duplicate(rule['SHOOT-WORKER-DUPLICATE'], path.index(index).child('name'), name);
    names.add(name);
  }
  validateSystemPools(workers, path, report);
  if (!scope.selfHosted) return;
  validateSingleControlPlanePool(workers, path, report);
  validateSelfHostedPools(workers, path, report);
  validateSelfHostedPool(spec, path, report);
}

/** Every node gets a part of the pod network, which must hold its pods; the first and the last address are not used. */
function validateNodeMask(
  { kubernetes, networking, provider }: Loose<ShootSpec>,
  scope: ShootScope,
  report: Report,
): void {
  const mask = kubernetes?.kubeControllerManager?.nodeCIDRMaskSize;
  if (mask === undefined || networking === undefined) return;
  let pods = scope.workerless ? 0 : (kubernetes?.kubelet?.maxPods ?? 0);
  for (const worker of provider?.workers ?? []) pods = Math.max(pods, worker.kubernetes?.kubelet?.maxPods ?? pods);
  if (pods === 0) pods = defaultMaxPods;
  // upstream subtracts 32-bit numbers, and a negative exponent gives 1 there
  const bits = ((stackOf(networking.ipFamilies) === 'IPv6' ? 128 : 32) - mask) | 0;
  const addresses = 2 ** Math.max(0, bits) - 2;
  if (addresses >= pods) return;
  const path = scope.path.child('kubernetes', 'kubeControllerManager', 'nodeCIDRMaskSize');
  const message = `a mask of ${mask} leaves ${addresses} addresses for the pods of a node, maxPods is ${pods}`;
  report.invalid(rule['SHOOT-NODE-MASK'], path, mask, { message });
}
