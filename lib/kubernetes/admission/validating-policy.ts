import type {
  AuditAnnotation,
  Validation,
  ValidatingAdmissionPolicy,
} from '../../../imports/admissionregistration.k8s.io/v1';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems, qualifiedNameProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateManifestMetadata } from '../meta/manifest-metadata';
import { bool, celType } from '../cel/type';
import { validateExpression, type ExpressionPlace } from './expression';
import { policyPath, validatePolicy, validateVariables } from './policy';

const rule = ruleTable('kubernetes:pkg/apis/admissionregistration/validation/validation.go v1.36', {
  'POLICY-EMPTY': {
    reason: 'a policy must have validations or auditAnnotations',
    fix: 'add a validation, or remove the policy',
  },
  'POLICY-VALIDATION': 'a validation must have an expression',
  'POLICY-MESSAGE': 'a message must be one line of text',
  'POLICY-REASON': 'the reason of a refusal must be one that admission may give',
  'POLICY-ANNOTATION':
    'an audit annotation must have an expression of at most 5 KiB and a key, which follows the name of the policy',
  'POLICY-ANNOTATION-KEY': { reason: 'the keys of audit annotations must differ', fix: 'give one of them another key' },
  'POLICY-ANNOTATIONS': 'there are at most 20 audit annotations',
});

const reasons = ['Forbidden', 'Invalid', 'RequestEntityTooLarge'];
const string = celType('string');
const none = celType('null');
const maxAnnotations = 20;
const maxExpressionBytes = 5 * 1024;

/** A new ValidatingAdmissionPolicy (`ValidateValidatingAdmissionPolicy`). */
export function validateValidatingPolicy(
  { metadata, spec = {} }: Loose<ValidatingAdmissionPolicy>,
  report: Report,
): void {
  validateManifestMetadata(metadata, { namespaced: false, nameProblems: dns1123SubdomainProblems }, report);
  validatePolicy(spec, report);
  const types = validateVariables(spec, report);
  const { validations = [], auditAnnotations = [], variables = [] } = spec;
  const scope = { params: spec.paramKind !== undefined, composed: variables.length > 0 ? types : undefined };
  if (validations.length === 0 && auditAnnotations.length === 0)
    for (const field of ['validations', 'auditAnnotations'])
      report.required(rule['POLICY-EMPTY'], policyPath.child(field));
  for (const [index, validation] of validations.entries())
    validateValidation(validation, { ...scope, path: policyPath.child('validations').index(index) }, report);
  validateAnnotations(auditAnnotations, { ...scope, policy: metadata?.name ?? '' }, report);
}

function validateValidation(validation: Loose<Validation>, place: ExpressionPlace, report: Report): void {
  const { path } = place;
  const { expression = '', message = '', messageExpression = '', reason } = validation;
  if (expression.trim() === '') report.required(rule['POLICY-VALIDATION'], path.child('expression'));
  else validateExpression(expression, { ...place, path: path.child('expression'), wanted: [bool] }, report);
  const messagePlace = { ...place, path: path.child('messageExpression'), authorizer: false, wanted: [string] };
  if (messageExpression.trim() !== '') validateExpression(messageExpression, messagePlace, report);
  for (const [field, text] of Object.entries({ message, messageExpression }))
    if (text !== '' && text.trim() === '')
      report.invalid(rule['POLICY-MESSAGE'], path.child(field), text, { message: 'a message must not be blank' });
  if (/[\n\r]/.test(message.trim())) report.invalid(rule['POLICY-MESSAGE'], path.child('message'), message);
  if (reason !== undefined && !reasons.includes(reason))
    report.notSupported(rule['POLICY-REASON'], path.child('reason'), reason, reasons);
}

function validateAnnotations(
  annotations: readonly Loose<AuditAnnotation>[],
  scope: Omit<AnnotationPlace, 'path'>,
  report: Report,
): void {
  const path = policyPath.child('auditAnnotations');
  if (annotations.length > maxAnnotations) report.invalid(rule['POLICY-ANNOTATIONS'], path, annotations);
  const keys = new Set<string>();
  for (const [index, annotation] of annotations.entries()) {
    const { key = '' } = annotation;
    const at = path.index(index);
    validateAnnotation(annotation, { ...scope, path: at }, report);
    if (keys.has(key)) report.duplicate(rule['POLICY-ANNOTATION-KEY'], at.child('key'), key);
    keys.add(key);
  }
}

interface AnnotationPlace extends ExpressionPlace {
  /** Name of the policy. */
  readonly policy: string;
}

function validateAnnotation(
  { key = '', valueExpression = '' }: Loose<AuditAnnotation>,
  { policy, ...place }: AnnotationPlace,
  report: Report,
): void {
  const { path } = place;
  for (const problem of policy === '' ? ['needs a policy with a name'] : qualifiedNameProblems(`${policy}/${key}`))
    report.invalid(rule['POLICY-ANNOTATION'], path.child('key'), key, { message: `a key ${problem}` });
  const expression = valueExpression.trim();
  if (expression === '' || Buffer.byteLength(expression) > maxExpressionBytes)
    report.required(rule['POLICY-ANNOTATION'], path.child('valueExpression'));
  else
    validateExpression(expression, { ...place, path: path.child('valueExpression'), wanted: [string, none] }, report);
}
