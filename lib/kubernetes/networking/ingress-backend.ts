import type { IngressBackend, IngressServiceBackend, ServiceBackendPort } from '../../../imports/networking.k8s.io/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, isPortNumber, portNameProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLocalReference } from './local-reference';

const rule = ruleTable('kubernetes:pkg/apis/networking/validation/validation.go v1.36', {
  'INGRESS-BACKEND': { reason: 'a backend is either a service or a resource', fix: 'set one of service and resource' },
  'INGRESS-SERVICE': 'a backend must name its Service, which is a DNS label',
  'INGRESS-SERVICE-PORT': {
    reason: 'a backend must have the number or the name of the port of its Service, not both',
    fix: 'set port.number or port.name',
  },
});

/** Where requests go (`validateIngressBackend`). */
export function validateBackend(backend: Loose<IngressBackend>, path: FieldPath, report: Report): void {
  const { service, resource } = backend;
  if ((service === undefined) === (resource === undefined)) report.invalid(rule['INGRESS-BACKEND'], path, '');
  else if (resource !== undefined) validateLocalReference(resource, path.child('resource'), report);
  else validateService(service ?? {}, path, report);
}

function validateService(service: Loose<IngressServiceBackend>, path: FieldPath, report: Report): void {
  const { name = '', port } = service;
  const namePath = path.child('service', 'name');
  if (name === '') report.required(rule['INGRESS-SERVICE'], namePath);
  else
    for (const problem of dns1123LabelProblems(name))
      report.invalid(rule['INGRESS-SERVICE'], namePath, name, { message: `the name of a Service ${problem}` });
  // the schema asks for a port
  if (port !== undefined) validatePort(port, path, report);
}

/** Upstream reports at the backend what is wrong with the port as a whole. */
function validatePort({ name = '', number = 0 }: Loose<ServiceBackendPort>, path: FieldPath, report: Report): void {
  const portPath = path.child('service', 'port');
  if (name !== '' && number !== 0) report.invalid(rule['INGRESS-SERVICE-PORT'], path, '');
  else if (name !== '')
    for (const problem of portNameProblems(name))
      report.invalid(rule['INGRESS-SERVICE-PORT'], portPath.child('name'), name, {
        message: `the name of a port ${problem}`,
      });
  else if (number === 0) report.required(rule['INGRESS-SERVICE-PORT'], path);
  else if (!isPortNumber(number))
    report.invalid(rule['INGRESS-SERVICE-PORT'], portPath.child('number'), number, {
      message: 'the number of a port must be 1 to 65535',
    });
}
