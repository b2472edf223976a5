import type { Endpoint, EndpointHints, EndpointSlice } from '../../../imports/discovery.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import {
  dns1123SubdomainProblems,
  fullyQualifiedDomainNameProblems,
  labelValueProblems,
  type Problems,
} from '../../core/names';
import { formatIpAddress, parseIpAddress } from '../../core/ip';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../meta/immutable';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { validateLabels } from '../meta/labels';
import { addressProblems, specialAddressProblems } from '../strict-address';
import { presentText } from '../text-field';
import { validateAppProtocol, validateHostname, validateNodeName, validatePortName } from './endpoints';

const rule = ruleTable('kubernetes:pkg/apis/discovery/validation/validation.go v1.36', {
  'ENDPOINTS-SLICE-SIZE': 'a slice of endpoints has its limits',
  'ENDPOINTS-SLICE-ADDRESS': 'an endpoint has addresses, all of the type that the slice says',
  'ENDPOINTS-SLICE-PORT': 'a port of a slice is listed once by name',
  'ENDPOINTS-SLICE-HINT': 'a hint names a zone or a node, each but once',
  'ENDPOINTS-SLICE-TYPE': {
    reason: 'a slice keeps the type of its addresses',
    fix: 'create another EndpointSlice',
  },
});

const limits = { endpoints: 1000, addresses: 100, ports: 20000, topology: 16, hints: 8 } as const;

/** A new or changed EndpointSlice (`ValidateEndpointSlice`). */
export function validateEndpointSlice(slice: Loose<EndpointSlice>, report: Report): void {
  const scope = { namespaced: true, nameProblems: dns1123SubdomainProblems };
  validateKubernetesMetadata(slice.metadata, scope, report);
  const { endpoints = [] } = slice;
  validatePorts(slice, report);
  const at = FieldPath.of('endpoints');
  if (endpoints.length > limits.endpoints)
    report.tooMany(rule['ENDPOINTS-SLICE-SIZE'], at, endpoints.length, limits.endpoints);
  else
    for (const [index, endpoint] of endpoints.entries())
      validateEndpoint(endpoint, { type: slice.addressType ?? '', path: at.index(index) }, report);
}

/** The type of addresses never changes. */
export function validateEndpointSliceUpdate(
  next: Loose<EndpointSlice>,
  old: Loose<EndpointSlice>,
  report: Report,
): void {
  const change = { next: next.addressType, old: old.addressType, path: FieldPath.of('addressType') };
  validateImmutable(rule['ENDPOINTS-SLICE-TYPE'], change, report);
}

function validatePorts({ ports = [] }: Loose<EndpointSlice>, report: Report): void {
  const at = FieldPath.of('ports');
  if (ports.length > limits.ports) {
    report.tooMany(rule['ENDPOINTS-SLICE-SIZE'], at, ports.length, limits.ports);
    return;
  }
  const names = new Set<string>();
  for (const [index, { name = '', appProtocol }] of ports.entries()) {
    validatePortName(name, at.index(index).child('name'), report);
    if (names.has(name)) report.duplicate(rule['ENDPOINTS-SLICE-PORT'], at.index(index).child('name'), name);
    names.add(name);
    validateAppProtocol(appProtocol, at.index(index).child('appProtocol'), report);
  }
}

interface EndpointScope {
  readonly type: string;
  readonly path: FieldPath;
}

function validateEndpoint(endpoint: Loose<Endpoint>, { type, path }: EndpointScope, report: Report): void {
  const { addresses = [], deprecatedTopology: topology = {} } = endpoint;
  const [at, labels] = [path.child('addresses'), path.child('deprecatedTopology')];
  if (addresses.length === 0) report.required(rule['ENDPOINTS-SLICE-ADDRESS'], at);
  if (addresses.length > limits.addresses)
    report.tooMany(rule['ENDPOINTS-SLICE-SIZE'], at, addresses.length, limits.addresses);
  const validate = addressChecks[type];
  for (const [index, address] of addresses.entries()) validate?.(address, at.index(index), report);
  validateNodeName(endpoint.nodeName, path.child('nodeName'), report);
  const size = Object.keys(topology).length;
  if (size > limits.topology) report.tooMany(rule['ENDPOINTS-SLICE-SIZE'], labels, size, limits.topology);
  validateLabels(topology, labels, report);
  if (endpoint.hostname === '') report.invalid(rule['ENDPOINTS-SLICE-ADDRESS'], path.child('hostname'), '');
  validateHostname(endpoint.hostname, path.child('hostname'), report);
  if (endpoint.hints) validateHints(endpoint.hints, path.child('hints'), report);
}

function addressCheck(problems: (address: string) => Problems) {
  return presentText({ rule: rule['ENDPOINTS-SLICE-ADDRESS'], subject: 'an address of this slice', problems });
}

/** What each type of addresses asks; IPv6 addresses are written in one way only. */
const addressChecks: Readonly<Record<string, ReturnType<typeof addressCheck>>> = {
  IPv4: addressCheck(address => [
    ...addressProblems(address),
    ...(address.includes(':') ? ['must be of IPv4'] : specialAddressProblems(address)),
  ]),
  IPv6: addressCheck(address => [
    ...addressProblems(address),
    ...(address.includes(':')
      ? [...specialAddressProblems(address), ...spellingProblems(address)]
      : ['must be of IPv6']),
  ]),
  FQDN: addressCheck(fullyQualifiedDomainNameProblems),
};

function spellingProblems(text: string): Problems {
  const address = parseIpAddress(text);
  if (address === undefined || formatIpAddress(address) === text) return [];
  return [`must be written as ${formatIpAddress(address)}`];
}

function validateHints({ forZones = [], forNodes = [] }: Loose<EndpointHints>, path: FieldPath, report: Report): void {
  const lists = [
    ['forZones', forZones, labelValueProblems],
    ['forNodes', forNodes, dns1123SubdomainProblems],
  ] as const;
  for (const [field, hints, problems] of lists) {
    const at = path.child(field);
    if (hints.length > limits.hints) {
      report.tooMany(rule['ENDPOINTS-SLICE-SIZE'], at, hints.length, limits.hints);
      return;
    }
    const seen = new Set<string>();
    const validateName = presentText({ rule: rule['ENDPOINTS-SLICE-HINT'], subject: 'a hint', problems });
    for (const [index, { name = '' }] of hints.entries()) {
      const place = at.index(index).child('name');
      if (seen.has(name)) report.duplicate(rule['ENDPOINTS-SLICE-HINT'], place, name);
      seen.add(name);
      validateName(name, place, report);
    }
  }
}
