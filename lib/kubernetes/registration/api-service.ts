import type { APIService, APIServiceSpec } from '../../../imports/apiregistration.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1035LabelProblems, dns1123SubdomainProblems, isPortNumber, type Problems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { pathSegmentProblems, validateManifestMetadata } from '../meta/manifest-metadata';

const rule = ruleTable('kube-aggregator:pkg/apis/apiregistration/validation/validation.go v0.36', {
  'APISERVICE-VERSION': 'an APIService must name the group and version that its server has',
  'APISERVICE-PRIORITY': 'the priority of a group is 1 to 20000, that of a version 1 to 1000',
  'APISERVICE-SERVICE': 'the server of an APIService must have a namespace, a name and a port from 1 to 65535',
  'APISERVICE-TLS': {
    reason: 'a server is verified with caBundle or not at all, and the API server does not verify itself',
    fix: 'remove insecureSkipTLSVerify; without a service remove caBundle, too',
  },
});

const specPath = FieldPath.of('spec');
const servicePath = specPath.child('service');

/** A new APIService (`ValidateAPIService`). */
export function validateApiService({ metadata, spec = {} }: Loose<APIService>, report: Report): void {
  const { group = '', version = '' } = spec;
  const nameProblems = (name: string): Problems => apiServiceNameProblems(name, `${version}.${group}`);
  validateManifestMetadata(metadata, { namespaced: false, nameProblems }, report);
  validateGroupVersion({ group, version }, report);
  validatePriorities(spec, report);
  if (spec.service === undefined) validateLocal(spec, report);
  else validateRemote(spec, report);
}

function apiServiceNameProblems(name: string, wanted: string): Problems {
  const problems = pathSegmentProblems(name);
  if (problems.length > 0 || name === wanted) return problems;
  return [`must be spec.version, "." and spec.group: ${wanted}`];
}

function validateGroupVersion({ group, version }: { group: string; version: string }, report: Report): void {
  if (group === '' && version !== 'v1')
    report.required(rule['APISERVICE-VERSION'], specPath.child('group'), {
      message: 'only version v1 of Kubernetes itself has no group',
    });
  for (const problem of group === '' ? [] : dns1123SubdomainProblems(group))
    report.invalid(rule['APISERVICE-VERSION'], specPath.child('group'), group, { message: `a group ${problem}` });
  for (const problem of dns1035LabelProblems(version))
    report.invalid(rule['APISERVICE-VERSION'], specPath.child('version'), version, { message: `a version ${problem}` });
}

/** What is missing is told by the schema. */
function validatePriorities(spec: Loose<APIServiceSpec>, report: Report): void {
  for (const [field, maximum] of Object.entries({ groupPriorityMinimum: 20_000, versionPriority: 1000 } as const)) {
    const value = spec[field as 'groupPriorityMinimum' | 'versionPriority'];
    if (value !== undefined && (value <= 0 || value > maximum))
      report.invalid(rule['APISERVICE-PRIORITY'], specPath.child(field), value, { message: `must be 1 to ${maximum}` });
  }
}

/** An API of the API server itself, or of a CustomResourceDefinition. */
function validateLocal({ caBundle = '', insecureSkipTLSVerify }: Loose<APIServiceSpec>, report: Report): void {
  if (caBundle !== '') report.invalid(rule['APISERVICE-TLS'], specPath.child('caBundle'), caBundle);
  if (insecureSkipTLSVerify === true)
    report.invalid(rule['APISERVICE-TLS'], specPath.child('insecureSkipTLSVerify'), true);
}

function validateRemote(
  { service = {}, caBundle = '', insecureSkipTLSVerify }: Loose<APIServiceSpec>,
  report: Report,
): void {
  const { namespace = '', name = '', port = 443 } = service;
  if (namespace === '') report.required(rule['APISERVICE-SERVICE'], servicePath.child('namespace'));
  if (name === '') report.required(rule['APISERVICE-SERVICE'], servicePath.child('name'));
  if (!isPortNumber(port)) report.invalid(rule['APISERVICE-SERVICE'], servicePath.child('port'), port);
  if (insecureSkipTLSVerify === true && caBundle !== '')
    report.invalid(rule['APISERVICE-TLS'], specPath.child('insecureSkipTLSVerify'), true);
}
