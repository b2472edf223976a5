import type { ExposureClass } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../../kubernetes/meta/immutable';
import { validateLabelSelector } from '../../kubernetes/meta/label-selector';
import { validateObjectMeta } from '../../kubernetes/meta/object-meta';
import { validateTolerations } from '../validation/tolerations';

const rule = ruleTable('gardener:pkg/api/core/validation/exposureclass.go v1.150', {
  'EXPOSURECLASS-HANDLER': 'the handler of an exposure class is a DNS label',
  'EXPOSURECLASS-HANDLER-LENGTH': {
    reason: 'a handler is part of the name of a namespace, istio-ingress-handler-<handler>--<zone>',
    fix: 'choose a handler of at most 34 characters, here and in the gardenlet configuration',
  },
  'EXPOSURECLASS-IMMUTABLE': {
    reason: 'handler and scheduling of an exposure class never change',
    fix: 'create another ExposureClass and move the Shoots to it',
  },
});

/** The rules about ExposureClasses. */
export const exposureClassRules = Object.values(rule);

const handlerLength = 34;
const handlerPath = FieldPath.of('handler');
const schedulingPath = FieldPath.of('scheduling');

/** A new ExposureClass (`ValidateExposureClass`). */
export function validateExposureClass(exposureClass: Loose<ExposureClass>, report: Report): void {
  const scope = { namespaced: false, nameProblems: dns1123LabelProblems, path: FieldPath.of('metadata') };
  validateObjectMeta(exposureClass.metadata, scope, report);
  validateHandler(exposureClass.handler ?? '', report);
  const { seedSelector, tolerations } = exposureClass.scheduling ?? {};
  if (seedSelector) validateLabelSelector(seedSelector, schedulingPath.child('seedSelector'), report);
  validateTolerations(tolerations, schedulingPath.child('tolerations'), report);
}

/** A changed ExposureClass; upstream judges nothing else on an update (`ValidateExposureClassUpdate`). */
export function validateExposureClassUpdate(
  next: Loose<ExposureClass>,
  old: Loose<ExposureClass>,
  report: Report,
): void {
  for (const field of ['handler', 'scheduling'] as const) {
    const change = { next: next[field], old: old[field], path: FieldPath.of(field), isPointer: field === 'scheduling' };
    validateImmutable(rule['EXPOSURECLASS-IMMUTABLE'], change, report);
  }
}

function validateHandler(handler: string, report: Report): void {
  const problems = dns1123LabelProblems(handler);
  if (problems.length > 0)
    report.invalid(rule['EXPOSURECLASS-HANDLER'], handlerPath, handler, {
      message: `the handler ${problems.join(', ')}`,
    });
  if (handler.length > handlerLength) report.invalid(rule['EXPOSURECLASS-HANDLER-LENGTH'], handlerPath, handler);
}
