import { FieldPath } from '../../core/field-path';
import { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { InfrastructureSpec } from '../validation/infrastructure';
import { validateInfrastructureConfigUpdate } from '../validation/infrastructure-update';
import { validateWorkersUpdate } from '../validation/workers';
import type { ShootObject, WorkerSpec } from '../objects';

const rule = ruleTable('provider-openstack:pkg/admission/validator/shoot.go v1.58', {
  IMMUTABLE: { reason: 'the field cannot be changed' },
  'OS-ZONE-REORDERED': {
    severity: 'notice',
    reason: 'zones change their position, and machine classes of the same name would stand for other zones',
    source: 'provider-openstack:pkg/controller/worker/machines.go v1.58',
  },
  'OS-ZONE-REMOVED': {
    severity: 'notice',
    reason: 'a zone leaves the pool, and later zones would take its place',
    source: 'provider-openstack:pkg/controller/worker/machines.go v1.58',
  },
});

/** Rules that {@link reportImmutable} reports. */
export const immutableRules = Object.values(rule);

const provider = FieldPath.of('spec', 'provider');

/** Fields of the OpenStack configuration that the provider does not let change. */
export function reportImmutable(before: ShootObject, after: ShootObject, report: Report): void {
  const changes = new Report();
  const [old, next] = [before, after].map(
    shoot => shoot.spec?.provider?.infrastructureConfig as InfrastructureSpec | undefined,
  );
  if (old !== undefined && next !== undefined)
    validateInfrastructureConfigUpdate(next, old, { path: provider.child('infrastructureConfig'), report: changes });
  const [oldWorkers, workers] = [before, after].map(shoot => shoot.spec?.provider?.workers ?? []) as [
    WorkerSpec[],
    WorkerSpec[],
  ];
  validateWorkersUpdate(workers, oldWorkers, { path: provider.child('workers'), report: changes });
  for (const { path, value, message, fix } of changes.findings)
    report.invalid(rule.IMMUTABLE, path, value, { message, ...(fix !== undefined && { fix }) });
  for (const [index, worker] of workers.entries())
    reportZones(
      oldWorkers.find(({ name }) => name === worker.name),
      worker,
      { report, index },
    );
}

function reportZones(
  old: WorkerSpec | undefined,
  worker: WorkerSpec,
  { report, index }: { readonly report: Report; readonly index: number },
): void {
  const zones = worker.zones ?? [];
  const path = `spec.provider.workers[${index}].zones`;
  const before = old?.zones ?? [];
  const removed = before.filter(zone => !zones.includes(zone));
  const moved = before.filter((zone, position) => zones.includes(zone) && zones[position] !== zone);
  if (removed.length > 0) report.add(rule['OS-ZONE-REMOVED'], path, { value: removed });
  if (moved.length > 0) report.add(rule['OS-ZONE-REORDERED'], path, { value: moved });
}
