import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from '../../../imports/networking.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems, isPortNumber, portNameProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLabelSelector } from '../meta/label-selector';
import { validateManifestMetadata } from '../meta/manifest-metadata';
import { validateIpBlock } from './ip-block';

const rule = ruleTable('kubernetes:pkg/apis/networking/validation/validation.go v1.36', {
  'NETPOL-PEER': {
    reason: 'a peer must be selected by labels or by an ipBlock, not by both',
    fix: 'write two entries; for every peer remove the list of peers',
  },
  'NETPOL-PROTOCOL': 'the protocol of a port must be TCP, UDP or SCTP',
  'NETPOL-PORT': 'a port must be a number from 1 to 65535 or the name of a port',
  'NETPOL-END-PORT': {
    reason: 'endPort ends a range that begins with port, both of them numbers',
    fix: 'set port to the first number of the range, and endPort to the last one',
  },
  'NETPOL-TYPES': 'a policy is about Ingress, Egress or both',
});

const protocols = ['TCP', 'UDP', 'SCTP'];
const policyTypes = ['Ingress', 'Egress'];
const specPath = FieldPath.of('spec');

/** A new NetworkPolicy (`ValidateNetworkPolicy`). */
export function validateNetworkPolicy({ metadata, spec = {} }: Loose<NetworkPolicy>, report: Report): void {
  validateManifestMetadata(metadata, { namespaced: true, nameProblems: dns1123SubdomainProblems }, report);
  validateLabelSelector(spec.podSelector, specPath.child('podSelector'), report);
  for (const [index, { ports, from }] of (spec.ingress ?? []).entries()) {
    const path = specPath.child('ingress').index(index);
    validatePorts(ports, path.child('ports'), report);
    validatePeers(from, path.child('from'), report);
  }
  for (const [index, { ports, to }] of (spec.egress ?? []).entries()) {
    const path = specPath.child('egress').index(index);
    validatePorts(ports, path.child('ports'), report);
    validatePeers(to, path.child('to'), report);
  }
  validateTypes(spec, report);
}

/** Too many are not judged one by one. */
function validateTypes({ policyTypes: types = [] }: Loose<NetworkPolicySpec>, report: Report): void {
  const path = specPath.child('policyTypes');
  if (types.length > policyTypes.length) {
    report.invalid(rule['NETPOL-TYPES'], path, types, { message: 'there are no more than two types to list' });
    return;
  }
  for (const [index, type] of types.entries())
    if (!policyTypes.includes(type)) report.notSupported(rule['NETPOL-TYPES'], path.index(index), type, policyTypes);
}

function validatePeers(peers: readonly Loose<NetworkPolicyPeer>[] = [], path: FieldPath, report: Report): void {
  for (const [index, peer] of peers.entries()) validatePeer(peer, path.index(index), report);
}

function validatePeer(peer: Loose<NetworkPolicyPeer>, path: FieldPath, report: Report): void {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  validateLabelSelector(podSelector, path.child('podSelector'), report);
  validateLabelSelector(namespaceSelector, path.child('namespaceSelector'), report);
  if (ipBlock !== undefined) validateIpBlock(ipBlock, path.child('ipBlock'), report);
  const hasSelector = podSelector !== undefined || namespaceSelector !== undefined;
  if (!hasSelector && ipBlock === undefined)
    report.required(rule['NETPOL-PEER'], path, { message: 'a peer must have a selector or an ipBlock' });
  if (hasSelector && ipBlock !== undefined) report.forbidden(rule['NETPOL-PEER'], path);
}

function validatePorts(ports: readonly Loose<NetworkPolicyPort>[] = [], path: FieldPath, report: Report): void {
  for (const [index, port] of ports.entries()) validatePort(port, path.index(index), report);
}

function validatePort({ protocol, port, endPort }: Loose<NetworkPolicyPort>, path: FieldPath, report: Report): void {
  if (protocol !== undefined && !protocols.includes(protocol))
    report.notSupported(rule['NETPOL-PROTOCOL'], path.child('protocol'), protocol, protocols);
  if (typeof port === 'number') {
    if (!isPortNumber(port)) report.invalid(rule['NETPOL-PORT'], path.child('port'), port);
    if (endPort !== undefined) validateEndPort({ port, endPort }, path.child('endPort'), report);
    return;
  }
  if (endPort !== undefined)
    report.invalid(rule['NETPOL-END-PORT'], path.child('endPort'), endPort, {
      message: `endPort needs a port that is a number, and port is ${port === undefined ? 'missing' : 'a name'}`,
    });
  for (const problem of port === undefined ? [] : portNameProblems(port))
    report.invalid(rule['NETPOL-PORT'], path.child('port'), port, { message: `the name of a port ${problem}` });
}

interface PortRange {
  readonly port: number;
  readonly endPort: number;
}

function validateEndPort({ port, endPort }: PortRange, path: FieldPath, report: Report): void {
  if (endPort < port)
    report.invalid(rule['NETPOL-END-PORT'], path, endPort, { message: `endPort must not be less than port, ${port}` });
  if (!isPortNumber(endPort))
    report.invalid(rule['NETPOL-END-PORT'], path, endPort, { message: 'endPort must be a number from 1 to 65535' });
}
