import type { RuntimeClass, Scheduling } from '../../../imports/node.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { kindValidation } from '../kind-validation';
import { validateImmutable } from '../meta/immutable';
import { validateLabels } from '../meta/labels';
import { validateManifestMetadata } from '../meta/manifest-metadata';
import { validateOverhead } from '../pod/resources';
import { validatePodTolerations } from '../pod/tolerations';
import { requiredText } from '../text-field';

const rule = ruleTable('kubernetes:pkg/apis/node/validation/validation.go v1.36', {
  'RUNTIMECLASS-HANDLER': 'the handler of a runtime class is a DNS label: the name that containerd calls it',
  'RUNTIMECLASS-TOLERATION-DUPLICATE': { reason: 'a toleration is needed once only', fix: 'remove one of them' },
  'RUNTIMECLASS-IMMUTABLE': {
    reason: 'the handler of a runtime class never changes',
    fix: 'create another RuntimeClass and name that in the pods',
  },
});

const schedulingPath = FieldPath.of('scheduling');
const validateHandler = requiredText({
  rule: rule['RUNTIMECLASS-HANDLER'],
  subject: 'the handler',
  problems: dns1123LabelProblems,
});

/** What the API server asks of RuntimeClasses. */
export const runtimeClass = kindValidation<RuntimeClass>('node.k8s.io/RuntimeClass', {
  create({ metadata, handler, overhead, scheduling = {} }, report) {
    validateManifestMetadata(metadata, { namespaced: false, nameProblems: dns1123SubdomainProblems }, report);
    validateHandler(handler, FieldPath.of('handler'), report);
    validateOverhead(overhead?.podFixed ?? {}, FieldPath.of('overhead'), report);
    validateScheduling(scheduling, report);
  },
  update({ handler: next }, { handler: old }, report) {
    validateImmutable(rule['RUNTIMECLASS-IMMUTABLE'], { next, old, path: FieldPath.of('handler') }, report);
  },
});

function validateScheduling({ nodeSelector, tolerations = [] }: Loose<Scheduling>, report: Report): void {
  const path = schedulingPath.child('tolerations');
  validateLabels(nodeSelector, schedulingPath.child('nodeSelector'), report);
  validatePodTolerations(tolerations, path, report);
  const seen = new Set<string>();
  for (const [index, toleration] of tolerations.entries()) {
    const { key = '', operator = '', value = '', effect = '' } = toleration;
    const text = JSON.stringify([key, operator, value, effect]);
    if (seen.has(text)) report.duplicate(rule['RUNTIMECLASS-TOLERATION-DUPLICATE'], path.index(index), toleration);
    seen.add(text);
  }
}
