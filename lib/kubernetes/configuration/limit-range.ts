import type { LimitRange, LimitRangeItem } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems, qualifiedNameProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { validateAmounts } from './limit-amounts';
import { containerResourceProblems, resourceNameProblems } from './resource-names';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'LIMIT-RANGE-TYPE': 'limits are for a Pod, a Container or a PersistentVolumeClaim, each type but once',
  'LIMIT-RANGE-RESOURCE': 'limits are about resources that the type has',
  'LIMIT-RANGE-POD-DEFAULT': {
    reason: 'a Pod has no defaults of its own, its containers have',
    fix: 'move the defaults to an entry of type: Container',
  },
  'LIMIT-RANGE-CLAIM': { reason: 'limits of claims are about storage', fix: 'set min.storage or max.storage' },
});

const path = FieldPath.of('spec', 'limits');
const types: ReadonlySet<string> = new Set(['Pod', 'Container', 'PersistentVolumeClaim']);
const lists = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;

/** A new or changed LimitRange. */
export function validateLimitRange(range: Loose<LimitRange>, report: Report): void {
  const scope = { namespaced: true, nameProblems: dns1123SubdomainProblems };
  validateKubernetesMetadata(range.metadata, scope, report);
  const seen = new Set<string>();
  for (const [index, item] of (range.spec?.limits ?? []).entries()) {
    const at = path.index(index);
    const { type = '' } = item;
    validateType(type, at.child('type'), report);
    if (seen.has(type)) report.duplicate(rule['LIMIT-RANGE-TYPE'], at.child('type'), type);
    seen.add(type);
    validateItem(item, at, report);
    validateAmounts(item, at, report);
  }
}

function validateType(type: string, at: FieldPath, report: Report): void {
  // a type that is missing is told by the schema
  const isKnown = type === '' || types.has(type) || (type.includes('/') && qualifiedNameProblems(type).length === 0);
  if (!isKnown) report.invalid(rule['LIMIT-RANGE-TYPE'], at, type);
}

function validateItem(item: Loose<LimitRangeItem>, at: FieldPath, report: Report): void {
  const ofContainers = item.type === 'Pod' || item.type === 'Container';
  const nameProblems = ofContainers ? containerResourceProblems : resourceNameProblems;
  for (const list of lists) {
    const amounts = item[list] ?? {};
    if (item.type === 'Pod' && (list === 'default' || list === 'defaultRequest')) {
      if (Object.keys(amounts).length > 0) report.forbidden(rule['LIMIT-RANGE-POD-DEFAULT'], at.child(list));
      continue;
    }
    for (const resource of Object.keys(amounts)) {
      const problems = nameProblems(resource);
      if (problems.length > 0)
        report.invalid(rule['LIMIT-RANGE-RESOURCE'], at.child(list).key(resource), resource, {
          message: `the resource ${problems.join(', ')}`,
        });
    }
  }
  const isLimited = item.min?.['storage'] !== undefined || item.max?.['storage'] !== undefined;
  if (item.type === 'PersistentVolumeClaim' && !isLimited) report.required(rule['LIMIT-RANGE-CLAIM'], at);
}
