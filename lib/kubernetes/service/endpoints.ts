import type { EndpointAddress, EndpointPort, EndpointSubset, Endpoints } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, dns1123SubdomainProblems, isPortNumber, qualifiedNameProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { addressProblems, specialAddressProblems } from '../strict-address';
import { optionalText, presentText } from '../text-field';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'ENDPOINTS-ADDRESSES': 'endpoints without addresses lead nowhere',
  'ENDPOINTS-ADDRESS': 'the address of an endpoint is one that other hosts can reach, and of the family that it says',
  'ENDPOINTS-NAME': 'hosts and nodes of endpoints have names that are DNS names',
  'ENDPOINTS-PORT': 'a port of endpoints is a number from 1 to 65535',
  'ENDPOINTS-PORT-NAME': 'ports of endpoints have names that are DNS labels, as soon as there are several of them',
  'ENDPOINTS-APP-PROTOCOL': 'the protocol of an application is a qualified name, such as http or kubernetes.io/h2c',
});

const path = FieldPath.of('subsets');

/** The name of a host in DNS. */
export const validateHostname = optionalText({
  rule: rule['ENDPOINTS-NAME'],
  subject: 'the name of a host',
  problems: dns1123LabelProblems,
});
/** The name of a node, where the field is there. */
export const validateNodeName = presentText({
  rule: rule['ENDPOINTS-NAME'],
  subject: 'the name of a node',
  problems: dns1123SubdomainProblems,
});
/** The name of a port, if it has one. */
export const validatePortName = optionalText({
  rule: rule['ENDPOINTS-PORT-NAME'],
  subject: 'the name of a port',
  problems: dns1123LabelProblems,
});
/** The protocol that an application speaks, where the field is there. */
export const validateAppProtocol = presentText({
  rule: rule['ENDPOINTS-APP-PROTOCOL'],
  subject: 'the protocol',
  problems: qualifiedNameProblems,
});

/** An address that other hosts can reach. */
export const validateReachableAddress = presentText({
  rule: rule['ENDPOINTS-ADDRESS'],
  subject: 'the address of an endpoint',
  problems: address => [...addressProblems(address), ...specialAddressProblems(address)],
});

/** New or changed Endpoints (`ValidateEndpoints`). */
export function validateEndpoints(endpoints: Loose<Endpoints>, report: Report): void {
  const scope = { namespaced: true, nameProblems: dns1123SubdomainProblems };
  validateKubernetesMetadata(endpoints.metadata, scope, report);
  for (const [index, subset] of (endpoints.subsets ?? []).entries()) validateSubset(subset, path.index(index), report);
}

function validateSubset(subset: Loose<EndpointSubset>, at: FieldPath, report: Report): void {
  const { addresses = [], notReadyAddresses = [], ports = [] } = subset;
  if (addresses.length === 0 && notReadyAddresses.length === 0) report.required(rule['ENDPOINTS-ADDRESSES'], at);
  for (const [index, address] of addresses.entries())
    validateAddress(address, at.child('addresses').index(index), report);
  for (const [index, address] of notReadyAddresses.entries())
    validateAddress(address, at.child('notReadyAddresses').index(index), report);
  for (const [index, port] of ports.entries()) {
    const place = at.child('ports').index(index);
    validatePort(port, place, report);
    if (ports.length > 1 && (port.name ?? '') === '') {
      const message = 'a port has a name where there are several of them';
      report.required(rule['ENDPOINTS-PORT-NAME'], place.child('name'), { message });
    }
  }
}

function validateAddress(address: Loose<EndpointAddress>, at: FieldPath, report: Report): void {
  validateReachableAddress(address.ip, at.child('ip'), report);
  validateHostname(address.hostname, at.child('hostname'), report);
  validateNodeName(address.nodeName, at.child('nodeName'), report);
}

function validatePort(port: Loose<EndpointPort>, at: FieldPath, report: Report): void {
  validatePortName(port.name, at.child('name'), report);
  if (port.port !== undefined && !isPortNumber(port.port))
    report.invalid(rule['ENDPOINTS-PORT'], at.child('port'), port.port);
  validateAppProtocol(port.appProtocol, at.child('appProtocol'), report);
}
