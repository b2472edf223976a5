import type { Machine, ShootSpec, Worker } from '../../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../../core/field-path';
import type { Loose } from '../../../../core/loose';
import { dns1123LabelProblems } from '../../../../core/names';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';
import { validateClusterAutoscalerOptions } from '../../../kubernetes/cluster-autoscaler';
import { fieldChecks } from '../../../../rules/field-checks';
import { validateAnnotations, validateLabels } from '../../../../kubernetes/meta/labels';
import type { ShootScope } from '../scope';
import { validateControlPlanePool } from './control-plane-pool';
import { validateMachineController } from './machine-controller';
import { validateNodeSettings } from './node-settings';
import { validatePoolKubernetes } from './pool-kubernetes';
import { validateScaling } from './scaling';
import { validateTaints } from './taints';
import { validateVolumes } from './volumes';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateWorker)', {
  'SHOOT-WORKER-NAME': 'the name of a pool is a DNS label',
  'SHOOT-WORKER-NAME-LONG': 'the name of a pool is too long',
  'SHOOT-WORKER-MACHINE': { reason: 'a pool needs a machine type', fix: 'set machine.type' },
  'SHOOT-WORKER-IMAGE': { reason: 'a pool needs a machine image', fix: 'set machine.image.name' },
  'SHOOT-WORKER-IMAGE-VERSION': {
    reason: 'a machine image needs a version',
    fix: 'set machine.image.version, or leave it out to get the newest one',
  },
  'SHOOT-WORKER-ARCHITECTURE': 'this CPU architecture does not exist',
  'SHOOT-WORKER-STRATEGY': 'this update strategy does not exist',
  'SHOOT-WORKER-PRIORITY': 'the priority of a pool must be -1 or more',
});

/** The rules about pools that no other table holds. */
export const workerRules = Object.values(rule);

const maximumNameLength = 15;

const checkFields = fieldChecks<Worker>({
  updateStrategy: {
    rule: rule['SHOOT-WORKER-STRATEGY'],
    allowed: ['AutoInPlaceUpdate', 'AutoRollingUpdate', 'ManualInPlaceUpdate'],
  },
  priority: { rule: rule['SHOOT-WORKER-PRIORITY'], holds: priority => priority >= -1 },
});

const checkMachine = fieldChecks<Machine>({
  architecture: { rule: rule['SHOOT-WORKER-ARCHITECTURE'], allowed: ['amd64', 'arm64'] },
});

/** One worker pool; `path` is the pool. */
export function validateWorker(
  worker: Loose<Worker>,
  { spec, scope }: { readonly spec: Loose<ShootSpec>; readonly scope: ShootScope },
  path: FieldPath,
  report: Report,
): void {
  validateName(worker.name ?? '', path.child('name'), report);
  validateMachine(worker.machine ?? {}, scope.inTemplate, path.child('machine'), report);
  validateScaling(worker, path, report);
  validateLabels(worker.labels, path.child('labels'), report);
  validateAnnotations(worker.annotations, path.child('annotations'), report);
  if (worker.taints) validateTaints(worker.taints, path.child('taints'), report);
  if (worker.kubernetes) validatePoolKubernetes(worker.kubernetes, { spec, scope }, path.child('kubernetes'), report);
  validateVolumes(worker, path, report);
  validateNodeSettings(worker, path, report);
  if (worker.clusterAutoscaler)
    validateClusterAutoscalerOptions(worker.clusterAutoscaler, path.child('clusterAutoscaler'), report);
  validateMachineController(worker, path, report);
  checkFields(worker, path, report);
  const owner = { namespace: scope.namespace, providerType: spec.provider?.type ?? '' };
  if (worker.controlPlane) validateControlPlanePool(worker, owner, path, report);
}

function validateName(name: string, path: FieldPath, report: Report): void {
  for (const problem of dns1123LabelProblems(name))
    report.invalid(rule['SHOOT-WORKER-NAME'], path, name, { message: `the name of a pool ${problem}` });
  if (Buffer.byteLength(name) > maximumNameLength)
    report.tooLong(rule['SHOOT-WORKER-NAME-LONG'], path, name, maximumNameLength);
}

function validateMachine(machine: Loose<Machine>, inTemplate: boolean, path: FieldPath, report: Report): void {
  const { type = '', image } = machine;
  if (type === '') report.required(rule['SHOOT-WORKER-MACHINE'], path.child('type'));
  // admission completes the machines of a template when a Shoot is made from it
  if (image === undefined) {
    if (!inTemplate) report.required(rule['SHOOT-WORKER-IMAGE'], path.child('image'));
  } else {
    const { name = '', version = '' } = image;
    if (name === '') report.required(rule['SHOOT-WORKER-IMAGE'], path.child('image', 'name'));
    if (version === '' && !inTemplate)
      report.required(rule['SHOOT-WORKER-IMAGE-VERSION'], path.child('image', 'version'));
  }
  checkMachine(machine, path, report);
}
