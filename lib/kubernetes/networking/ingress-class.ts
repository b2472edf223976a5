import type { IngressClass, IngressClassParametersReference } from '../../../imports/networking.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, dns1123SubdomainProblems, isDomainPrefixedPath } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../meta/immutable';
import { validateManifestMetadata } from '../meta/manifest-metadata';
import { validateLocalReference } from './local-reference';

const rule = ruleTable('kubernetes:pkg/apis/networking/validation/validation.go v1.36', {
  'INGRESS-CLASS-CONTROLLER': {
    reason: 'a class must name its controller, as a domain and a path of at most 250 characters',
    fix: 'write for example example.com/ingress-controller',
  },
  'INGRESS-CLASS-IMMUTABLE': {
    reason: 'the controller of a class never changes',
    fix: 'create another class',
  },
  'INGRESS-CLASS-SCOPE': 'parameters of a class are Cluster or Namespace, and only the latter have a namespace',
});

const controllerLength = 250;
const scopes = ['Cluster', 'Namespace'];
const controllerPath = FieldPath.of('spec', 'controller');
const parametersPath = FieldPath.of('spec', 'parameters');

/** A new IngressClass (`ValidateIngressClass`). */
export function validateIngressClass({ metadata, spec = {} }: Loose<IngressClass>, report: Report): void {
  validateManifestMetadata(metadata, { namespaced: false, nameProblems: dns1123SubdomainProblems }, report);
  validateController(spec.controller ?? '', report);
  if (spec.parameters !== undefined) validateParameters(spec.parameters, report);
}

/** A changed IngressClass (`ValidateIngressClassUpdate`). */
export function validateIngressClassUpdate(next: Loose<IngressClass>, old: Loose<IngressClass>, report: Report): void {
  const change = { next: next.spec?.controller, old: old.spec?.controller, path: controllerPath };
  validateImmutable(rule['INGRESS-CLASS-IMMUTABLE'], change, report);
}

function validateController(controller: string, report: Report): void {
  if (Buffer.byteLength(controller) > controllerLength)
    report.tooLong(rule['INGRESS-CLASS-CONTROLLER'], controllerPath, controller, controllerLength);
  if (controller === '') report.required(rule['INGRESS-CLASS-CONTROLLER'], controllerPath);
  else if (!isDomainPrefixedPath(controller))
    report.invalid(rule['INGRESS-CLASS-CONTROLLER'], controllerPath, controller);
}

function validateParameters(parameters: Loose<IngressClassParametersReference>, report: Report): void {
  validateLocalReference(parameters, parametersPath, report);
  const { scope = 'Cluster', namespace } = parameters;
  const namespacePath = parametersPath.child('namespace');
  if (!scopes.includes(scope))
    report.notSupported(rule['INGRESS-CLASS-SCOPE'], parametersPath.child('scope'), scope, scopes);
  else if (scope === 'Cluster') {
    if (namespace !== undefined)
      report.forbidden(rule['INGRESS-CLASS-SCOPE'], namespacePath, { fix: 'set scope: Namespace' });
  } else if (namespace === undefined) report.required(rule['INGRESS-CLASS-SCOPE'], namespacePath);
  else
    for (const problem of dns1123LabelProblems(namespace))
      report.invalid(rule['INGRESS-CLASS-SCOPE'], namespacePath, namespace, { message: `a namespace ${problem}` });
}
