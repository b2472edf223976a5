import type { HTTPIngressPath } from '../../../imports/networking.k8s.io/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateBackend } from './ingress-backend';

const rule = ruleTable('kubernetes:pkg/apis/networking/validation/validation.go v1.36', {
  'INGRESS-PATH-TYPE': 'every path must say how it is compared: Exact, Prefix or ImplementationSpecific',
  'INGRESS-PATH':
    'a path must begin with "/"; unless its type is ImplementationSpecific it must be in its shortest form',
});

const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix'];
const forbiddenParts = ['//', '/./', '/../', '%2f', '%2F'];
const forbiddenEnds = ['/..', '/.'];

/** One path of a rule with its backend (`validateHTTPIngressPath`). */
export function validatePath(entry: Loose<HTTPIngressPath>, path: FieldPath, report: Report): void {
  const { pathType, path: text = '', backend } = entry;
  if (pathType === undefined) {
    report.required(rule['INGRESS-PATH-TYPE'], path.child('pathType'));
    return;
  }
  if (!pathTypes.includes(pathType))
    report.notSupported(rule['INGRESS-PATH-TYPE'], path.child('pathType'), pathType, pathTypes);
  else
    for (const message of pathProblems(text, pathType))
      report.invalid(rule['INGRESS-PATH'], path.child('path'), text, { message });
  // the schema asks for a backend
  if (backend !== undefined) validateBackend(backend, path.child('backend'), report);
}

function pathProblems(text: string, type: string): readonly string[] {
  const relative = text.startsWith('/') ? [] : ['a path must begin with "/"'];
  if (type === 'ImplementationSpecific') return text === '' ? [] : relative;
  return [
    ...relative,
    ...forbiddenParts.filter(part => text.includes(part)).map(part => `a path must not contain "${part}"`),
    ...forbiddenEnds.filter(end => text.endsWith(end)).map(end => `a path must not end with "${end}"`),
  ];
}
