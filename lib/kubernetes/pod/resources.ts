import type { ResourceRequirements } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { qualifiedNameProblems } from '../../core/names';
import { Quantity } from '../../core/quantity';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateResourceQuantity } from '../quantities';
import {
  allowsOvercommit,
  isContainerResource,
  isExtendedResource,
  isHugePages,
  isNativeResource,
  isPodResource,
  isWholePages,
} from './resource-names';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-RESOURCE-NAME': {
    reason:
      'a container asks for cpu, memory, ephemeral-storage, huge pages, or a resource with the prefix of its device plugin',
    fix: 'write the name in full, for example example.com/gpu',
  },
  'POD-RESOURCE-OF-POD': 'a whole pod asks for cpu, memory and huge pages',
  'POD-RESOURCES-LIMIT': { reason: 'requests must not exceed limits', fix: 'lower the request or raise the limit' },
  'POD-RESOURCES-EQUAL': {
    reason:
      'huge pages and the resources of device plugins are not promised twice: the limit is set, and the request is the same',
    fix: 'write the limit only',
  },
  'POD-HUGE-PAGES': 'huge pages are asked for in whole pages, together with cpu or memory',
});

/** Who asks for resources. */
export interface RequirementsScope {
  readonly path: FieldPath;
  /** A whole pod asks, not one container. @default false */
  readonly ofPod?: boolean;
}

type Amounts = Readonly<Record<string, string | number | undefined>>;

/** What a container or a pod asks for, without its claims (`validateResourceRequirements`). */
export function validateRequirements(
  { limits = {}, requests = {} }: Loose<Omit<ResourceRequirements, 'claims'>>,
  { path, ofPod = false }: RequirementsScope,
  report: Report,
): void {
  const validateName = ofPod ? validateNameOfPod : validateContainerResource;
  for (const [list, amounts] of [
    ['limits', limits],
    ['requests', requests],
  ] as const)
    for (const [resource, amount] of Object.entries(amounts)) {
      const entry = path.child(list).key(resource);
      validateName(resource, entry, report);
      validateResourceQuantity(amount, { resource, path: entry }, report);
      validatePages(resource, { amount, path: entry }, report);
    }
  for (const [resource, request] of Object.entries(requests))
    validateRequest(resource, { request, limit: limits[resource], path }, report);
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory'))
    report.forbidden(rule['POD-HUGE-PAGES'], path, { message: 'huge pages are asked for together with cpu or memory' });
}

/** The name of something that a container asks for (`validateContainerResourceName`). */
export function validateContainerResource(resource: string, path: FieldPath, report: Report): void {
  const problems = qualifiedNameProblems(resource);
  if (problems.length > 0)
    report.invalid(rule['POD-RESOURCE-NAME'], path, resource, {
      message: `the name of a resource ${problems.join(', ')}`,
    });
  else if (
    resource.includes('/') ? isNativeResource(resource) || isExtendedResource(resource) : isContainerResource(resource)
  )
    return;
  else report.invalid(rule['POD-RESOURCE-NAME'], path, resource);
}

function validateNameOfPod(resource: string, path: FieldPath, report: Report): void {
  if (!isPodResource(resource) || qualifiedNameProblems(resource).length > 0)
    report.invalid(rule['POD-RESOURCE-OF-POD'], path, resource);
}

interface AmountSite {
  readonly amount: string | number | undefined;
  readonly path: FieldPath;
}

function validatePages(resource: string, { amount, path }: AmountSite, report: Report): void {
  if (!isHugePages(resource) || amount === undefined) return;
  const quantity = Quantity.parse(amount);
  if (quantity !== undefined && !isWholePages(resource, quantity))
    report.invalid(rule['POD-HUGE-PAGES'], path, amount, {
      message: `${amount} are no whole pages of ${resource.slice('hugepages-'.length)}`,
    });
}

interface RequestSite {
  readonly request: string | number | undefined;
  readonly limit: string | number | undefined;
  readonly path: FieldPath;
}

function validateRequest(resource: string, { request, limit, path }: RequestSite, report: Report): void {
  const overcommit = allowsOvercommit(resource);
  if (limit === undefined) {
    if (!overcommit)
      report.required(rule['POD-RESOURCES-EQUAL'], path.child('limits'), { message: `${resource} needs a limit` });
    return;
  }
  const [asked, allowed] = [milliOf(request), milliOf(limit)];
  if (asked === undefined || allowed === undefined || asked === allowed) return;
  if (!overcommit)
    report.invalid(rule['POD-RESOURCES-EQUAL'], path.child('requests'), request, {
      message: `the request of ${resource} must be its limit, ${limit}`,
    });
  else if (asked > allowed)
    report.invalid(rule['POD-RESOURCES-LIMIT'], path.child('requests'), request, {
      message: `the request of ${resource} must not exceed its limit, ${limit}`,
    });
}

/** The API server keeps no less than a thousandth. */
function milliOf(amount: string | number | undefined): bigint | undefined {
  return amount === undefined ? undefined : Quantity.parse(amount)?.value(-3);
}

/** What the scheduler adds for the sandbox of a pod (`validateOverhead`). */
export function validateOverhead(overhead: Amounts, path: FieldPath, report: Report): void {
  validateRequirements({ limits: overhead }, { path }, report);
}
