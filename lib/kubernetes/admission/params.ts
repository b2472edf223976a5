import type { ParamKind, ParamRef } from '../../../imports/admissionregistration.k8s.io/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1035LabelProblems, dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLabelSelector } from '../meta/label-selector';
import { pathSegmentProblems } from '../meta/manifest-metadata';

const rule = ruleTable('kubernetes:pkg/apis/admissionregistration/validation/validation.go v1.36', {
  'POLICY-PARAM-KIND': 'the kind of parameters must have an apiVersion and a kind',
  'POLICY-PARAM-REF': {
    reason: 'parameters are found by name or by selector, not by both',
    fix: 'set one of paramRef.name and paramRef.selector',
  },
  'POLICY-PARAM-MISSING': {
    reason: 'a binding must say what happens where there are no parameters',
    fix: 'set parameterNotFoundAction: Deny, or Allow',
  },
});

const actions = ['Deny', 'Allow'];

/** The kind of the parameters of a policy (`validateParamKind`). */
export function validateParamKind(
  { apiVersion = '', kind = '' }: Loose<ParamKind>,
  path: FieldPath,
  report: Report,
): void {
  const [versionPath, kindPath] = [path.child('apiVersion'), path.child('kind')];
  if (apiVersion === '') report.required(rule['POLICY-PARAM-KIND'], versionPath);
  for (const message of apiVersion === '' ? [] : apiVersionProblems(apiVersion))
    report.invalid(rule['POLICY-PARAM-KIND'], versionPath, apiVersion, { message });
  if (kind === '') report.required(rule['POLICY-PARAM-KIND'], kindPath);
  for (const problem of kind === '' ? [] : dns1035LabelProblems(kind.toLowerCase()))
    report.invalid(rule['POLICY-PARAM-KIND'], kindPath, kind, { message: `a kind, whatever its case, ${problem}` });
}

function apiVersionProblems(apiVersion: string): readonly string[] {
  const parts = apiVersion === '/' ? [''] : apiVersion.split('/');
  if (parts.length > 2) return ['an apiVersion must be a version, or a group, "/" and a version'];
  const version = parts.at(-1) ?? '';
  const group = parts.length === 2 ? parts[0] : '';
  return [
    ...(group === undefined || group === ''
      ? []
      : dns1123SubdomainProblems(group).map(problem => `a group ${problem}`)),
    ...(version === ''
      ? ['a version is needed']
      : dns1035LabelProblems(version).map(problem => `a version ${problem}`)),
  ];
}

/** Where the parameters of a binding are (`validateParamRef`). */
export function validateParamRef(reference: Loose<ParamRef>, path: FieldPath, report: Report): void {
  const { name = '', selector, parameterNotFoundAction: action = '' } = reference;
  for (const problem of pathSegmentProblems(name))
    report.invalid(rule['POLICY-PARAM-REF'], path.child('name'), name, { message: `a name ${problem}` });
  validateLabelSelector(selector, path.child('selector'), report);
  if (name !== '' && selector !== undefined) {
    report.forbidden(rule['POLICY-PARAM-REF'], path.child('name'));
    report.forbidden(rule['POLICY-PARAM-REF'], path.child('selector'));
  }
  if (name === '' && selector === undefined) report.required(rule['POLICY-PARAM-REF'], path);
  const actionPath = path.child('parameterNotFoundAction');
  if (action === '') report.required(rule['POLICY-PARAM-MISSING'], actionPath);
  else if (!actions.includes(action)) report.notSupported(rule['POLICY-PARAM-MISSING'], actionPath, action, actions);
}
