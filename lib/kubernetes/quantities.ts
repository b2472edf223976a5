import type { FieldPath } from '../core/field-path';
import { isQualifiedName } from '../core/names';
import { Quantity } from '../core/quantity';
import type { Report } from '../rules/report';
import { ruleTable } from '../rules/rule';

const rule = ruleTable('gardener:pkg/utils/validation/kubernetes/core/validation.go v1.150', {
  'QUANTITY-NEGATIVE': { reason: 'an amount must not be negative', fix: 'write 0 or more' },
  'QUANTITY-FRACTION': { reason: 'this resource is counted in whole numbers', fix: 'write a whole number' },
});

/** The rules about amounts of resources. */
export const quantityRules = Object.values(rule);

const countedResources: ReadonlySet<string> = new Set([
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
]);

/** What an amount counts, and where it stands. */
export interface QuantityField {
  /** Name of the resource, for example `cpu` or `nvidia.com/gpu`. */
  readonly resource: string;
  readonly path: FieldPath;
}

/**
 * An amount is 0 or more, and whole where the resource is counted (`ValidateResourceQuantityValue`). A text that is no quantity is
 * left to the schema.
 */
export function validateResourceQuantity(
  value: string | number | undefined,
  { resource, path }: QuantityField,
  report: Report,
): void {
  if (value === undefined) return;
  const quantity = Quantity.parse(value);
  if (quantity === undefined) return;
  if (quantity.isNegative()) report.invalid(rule['QUANTITY-NEGATIVE'], path, value);
  if (isCounted(resource) && quantity.value(-3) % 1000n !== 0n) report.invalid(rule['QUANTITY-FRACTION'], path, value);
}

function isCounted(resource: string): boolean {
  return countedResources.has(resource) || isExtendedResource(resource);
}

/** A resource of a device plugin: prefixed, and neither of Kubernetes itself nor a request in a ResourceQuota. */
function isExtendedResource(resource: string): boolean {
  const native = !resource.includes('/') || resource.includes('kubernetes.io/');
  return !native && !resource.startsWith('requests.') && isQualifiedName(`requests.${resource}`);
}
