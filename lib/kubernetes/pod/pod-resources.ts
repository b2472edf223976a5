import type { Container, PodSpec, ResourceRequirements } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { readAmounts, totalOf, type Amounts } from './container-totals';
import { defaultedPodAmounts, limitsOf, requestsInPod, requestsOf, type PodAmounts } from './pod-resource-defaults';
import { isHugePages } from './resource-names';
import { validateRequirements } from './resources';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-RESOURCES-TOTAL': {
    reason: 'what the containers of a pod ask for fits into what the whole pod asks for',
    fix: 'raise the amount of the pod, or lower those of its containers',
  },
  'POD-RESOURCES-OF-POD': 'spec.resources has no claims, and a pod of Windows has no spec.resources',
});

/** Where a pod lies, and whether it is one or the template of many. */
export interface PodResourcesScope {
  readonly path: FieldPath;
  readonly isPod: boolean;
}

/** What a whole pod asks for, against what its containers ask for (`validatePodResources`). */
export function validatePodResources(spec: Loose<PodSpec>, { path, isPod }: PodResourcesScope, report: Report): void {
  const { resources } = spec;
  if (resources === undefined) return;
  const place = path.child('resources');
  if (spec.os?.name === 'windows') {
    report.forbidden(rule['POD-RESOURCES-OF-POD'], place);
    return;
  }
  if (resources.claims !== undefined) report.forbidden(rule['POD-RESOURCES-OF-POD'], place.child('claims'));
  const amounts = isPod ? defaultedPodAmounts(spec) : readPodAmounts(resources);
  validateRequirements(textsOf(amounts), { path: place, ofPod: true }, report);
  compare(
    totalOf(spec, isPod ? requestsInPod : requestsOf),
    { ofPod: amounts.requests, path: place.child('requests') },
    report,
  );
  const pages = [...totalOf(spec, limitsOf)].filter(([resource]) => isHugePages(resource));
  compare(new Map(pages), { ofPod: amounts.limits, path: place.child('limits') }, report);
  validateLimits(spec.containers, { ofPod: amounts.limits, path: place.child('containers') }, report);
}

interface TotalSite {
  readonly ofPod: Amounts;
  readonly path: FieldPath;
}

function compare(total: Amounts, { ofPod, path }: TotalSite, report: Report): void {
  for (const [resource, amount] of total) {
    const available = ofPod.get(resource);
    if (available !== undefined && amount.compare(available) > 0)
      report.invalid(rule['POD-RESOURCES-TOTAL'], path.key(resource), available.toString(), {
        message: `the containers need ${amount.toString()}`,
      });
  }
}

/** No container has more than its pod; the path is the one that upstream reports. */
function validateLimits(
  containers: readonly Loose<Container>[] = [],
  { ofPod, path }: TotalSite,
  report: Report,
): void {
  for (const [index, container] of containers.entries())
    for (const [resource, amount] of limitsOf(container)) {
      const limit = ofPod.get(resource);
      if (limit !== undefined && amount.compare(limit) > 0)
        report.invalid(
          rule['POD-RESOURCES-TOTAL'],
          path.index(index).key(resource).child('limits'),
          amount.toString(),
          {
            message: `a container must not have more than its pod, ${limit.toString()}`,
          },
        );
    }
}

function readPodAmounts({ limits, requests }: Loose<ResourceRequirements>): PodAmounts {
  return { limits: readAmounts(limits), requests: readAmounts(requests) };
}

function textsOf({ limits, requests }: PodAmounts): Loose<ResourceRequirements> {
  const texts = (amounts: Amounts): Readonly<Record<string, string>> =>
    Object.fromEntries([...amounts].map(([resource, amount]) => [resource, amount.toString()]));
  return { limits: texts(limits), requests: texts(requests) };
}
