import type { Ingress, IngressRule, IngressTLS } from '../../../imports/networking.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import { isIpAddress } from '../../core/ip';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems, wildcardDNS1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateManifestMetadata } from '../meta/manifest-metadata';
import { validateBackend } from './ingress-backend';
import { validatePath } from './ingress-path';

const rule = ruleTable('kubernetes:pkg/apis/networking/validation/validation.go v1.36', {
  'INGRESS-EMPTY': {
    reason: 'an Ingress must have rules or a default backend',
    fix: 'set spec.rules or spec.defaultBackend',
  },
  'INGRESS-CLASS': 'the name of a class is a DNS name',
  'INGRESS-CLASS-TWICE': {
    reason: 'the annotation kubernetes.io/ingress.class and spec.ingressClassName must agree',
    fix: 'remove the annotation',
  },
  'INGRESS-CLASS-ANNOTATION': {
    severity: 'warning',
    reason: 'the annotation kubernetes.io/ingress.class is deprecated',
    fix: 'set spec.ingressClassName instead',
    source: 'kubernetes:pkg/registry/networking/ingress/strategy.go v1.36',
  },
  'INGRESS-HOST': 'a host must be a DNS name in lower case, which may begin with "*."',
  'INGRESS-PATHS': { reason: 'rules for HTTP must have at least one path', fix: 'add a path, or remove http' },
  'INGRESS-SECRET': 'the name of a Secret is a DNS name',
});

const classAnnotation = 'kubernetes.io/ingress.class';
const specPath = FieldPath.of('spec');

/** A new Ingress (`ValidateIngressCreate`). */
export function validateIngress({ metadata, spec = {} }: Loose<Ingress>, report: Report): void {
  validateManifestMetadata(metadata, { namespaced: true, nameProblems: dns1123SubdomainProblems }, report);
  const { rules = [], defaultBackend, ingressClassName, tls = [] } = spec;
  if (rules.length === 0 && defaultBackend === undefined) report.invalid(rule['INGRESS-EMPTY'], specPath, spec.rules);
  if (defaultBackend !== undefined) validateBackend(defaultBackend, specPath.child('defaultBackend'), report);
  for (const [index, entry] of rules.entries()) validateRule(entry, specPath.child('rules').index(index), report);
  for (const [index, entry] of tls.entries()) validateTls(entry, specPath.child('tls').index(index), report);
  validateClass(ingressClassName, metadata?.annotations?.[classAnnotation], report);
}

function validateClass(name: string | undefined, annotation: string | undefined, report: Report): void {
  // upstream writes the path of the annotation without metadata
  const annotationPath = FieldPath.of('metadata', 'annotations').key(classAnnotation);
  for (const problem of name === undefined ? [] : dns1123SubdomainProblems(name))
    report.invalid(rule['INGRESS-CLASS'], specPath.child('ingressClassName'), name, {
      message: `the name of a class ${problem}`,
    });
  if (annotation === undefined) return;
  if (name === undefined) report.add(rule['INGRESS-CLASS-ANNOTATION'], annotationPath, { value: annotation });
  else if (name !== annotation) report.invalid(rule['INGRESS-CLASS-TWICE'], annotationPath, annotation);
}

function validateRule({ host = '', http }: Loose<IngressRule>, path: FieldPath, report: Report): void {
  if (isIpAddress(host))
    report.invalid(rule['INGRESS-HOST'], path.child('host'), host, { message: 'a host must not be an IP address' });
  if (host !== '') validateHost(host, path.child('host'), report);
  if (http === undefined) return;
  const { paths = [] } = http;
  const pathsPath = path.child('http', 'paths');
  if (paths.length === 0) report.required(rule['INGRESS-PATHS'], pathsPath);
  for (const [index, entry] of paths.entries()) validatePath(entry, pathsPath.index(index), report);
}

function validateTls({ hosts = [], secretName = '' }: Loose<IngressTLS>, path: FieldPath, report: Report): void {
  for (const [index, host] of hosts.entries()) validateHost(host, path.child('hosts').index(index), report);
  for (const problem of secretName === '' ? [] : dns1123SubdomainProblems(secretName))
    report.invalid(rule['INGRESS-SECRET'], path.child('secretName'), secretName, {
      message: `the name of a Secret ${problem}`,
    });
}

function validateHost(host: string, path: FieldPath, report: Report): void {
  const problems = host.includes('*') ? wildcardDNS1123SubdomainProblems(host) : dns1123SubdomainProblems(host);
  for (const problem of problems) report.invalid(rule['INGRESS-HOST'], path, host, { message: `a host ${problem}` });
}
