import type { ControlPlaneAutoscaling } from '../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { Quantity } from '../../core/quantity';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateResourceQuantity } from '../../kubernetes/quantities';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateControlPlaneAutoscaling)', {
  'K8S-AUTOSCALING-EMPTY': {
    reason: 'minAllowed needs at least one resource',
    fix: 'set cpu or memory, or remove autoscaling',
  },
  'K8S-AUTOSCALING-RESOURCE': {
    reason: 'only cpu and memory can be bounded',
    source: 'gardener:pkg/api/core/validation/shoot.go v1.150 (upstream prints the resource as a field, it is a key)',
  },
  'K8S-AUTOSCALING-TOO-LOW': 'the component does not work with so little',
});

/** The rules about bounds of the vertical autoscaling of components. */
export const autoscalingRules = Object.values(rule);

type Amounts = Readonly<Record<string, string | number | undefined>>;

/** Resources that autoscaling can bound. */
export const scalableResources = ['cpu', 'memory'] as const;

/** The least that a component needs, by resource. */
export type Minimum = Readonly<Partial<Record<(typeof scalableResources)[number], Quantity>>>;

const minimum = (cpu: string | undefined, memory: string): Minimum => ({
  ...(cpu !== undefined && { cpu: Quantity.of(cpu) }),
  memory: Quantity.of(memory),
});

/** The least that each component of a control plane needs (gardener:pkg/api/core/validation/shoot.go v1.150). */
export const minimums = {
  kubeAPIServer: minimum('20m', '200M'),
  clusterAutoscaler: minimum('10m', '30M'),
  etcdMain: minimum(undefined, '300M'),
  etcdEvents: minimum(undefined, '60M'),
} as const;

/** Lower bounds of the autoscaling of a component; `path` is the autoscaling object. */
export function validateControlPlaneAutoscaling(
  autoscaling: Loose<ControlPlaneAutoscaling> | undefined,
  least: Minimum,
  path: FieldPath,
  report: Report,
): void {
  if (autoscaling === undefined) return;
  const amounts = autoscaling.minAllowed ?? {};
  if (Object.keys(amounts).length === 0) {
    report.required(rule['K8S-AUTOSCALING-EMPTY'], path.child('minAllowed'));
    return;
  }
  validateAmounts(amounts, path.child('minAllowed'), report);
  for (const resource of scalableResources) {
    const amount = amounts[resource];
    const bound = least[resource];
    if (amount === undefined || bound === undefined) continue;
    if ((Quantity.parse(amount)?.compare(bound) ?? 0) >= 0) continue;
    const message = `the component needs at least ${bound.toString()} of ${resource}`;
    report.invalid(rule['K8S-AUTOSCALING-TOO-LOW'], path.child('minAllowed').key(resource), amount, { message });
  }
}

/** Upper bounds of the vertical pod autoscaler; `path` is the map. */
export function validateMaxAllowed(amounts: Amounts | undefined, path: FieldPath, report: Report): void {
  if (amounts !== undefined) validateAmounts(amounts, path, report);
}

function validateAmounts(amounts: Amounts, path: FieldPath, report: Report): void {
  for (const resource in amounts) {
    if (!(scalableResources as readonly string[]).includes(resource))
      report.notSupported(rule['K8S-AUTOSCALING-RESOURCE'], path.key(resource), resource, scalableResources);
    validateResourceQuantity(amounts[resource], { resource, path: path.key(resource) }, report);
  }
}
