import type { Networking } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { isLabelKey } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateIPFamilies, type IPFamily } from '../../validation/ip-families';
import { networkField, validateNetworkFamily, validateNetworkText } from '../../validation/networks';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (validateNetworking)', {
  'SHOOT-NETWORK-WORKERLESS': { reason: 'a Shoot without workers does not use this field', fix: 'remove the field' },
  'SHOOT-NETWORK': { reason: 'a Shoot with workers needs a network', fix: 'set networking.type, for example calico' },
  'SHOOT-NETWORK-TYPE-MISSING': {
    reason: 'a Shoot with workers needs a network type',
    fix: 'set type, for example calico',
  },
  'SHOOT-NETWORK-TYPE': 'the network type becomes part of a label, so it must be valid there',
  'SHOOT-NETWORK-HOST-BITS': 'a network is written by its first address',
});

/** The rules about networks of Shoots. */
export const networkingRules = Object.values(rule);

/** Beginning of the label that carries the network type. */
const typeLabelPrefix = 'networking.extensions.gardener.cloud/';

/** The network of a Shoot; `path` is its configuration. Whether ranges overlap depends on the seed and is judged elsewhere. */
export function validateNetworking(
  networking: Loose<Networking> | undefined,
  workerless: boolean,
  path: FieldPath,
  report: Report,
): void {
  if (networking === undefined) {
    if (!workerless) report.required(rule['SHOOT-NETWORK'], path);
    return;
  }
  if (workerless) validateUnused(networking, path, report);
  else validateType(networking.type, path.child('type'), report);
  const { ipFamilies = [] } = networking;
  if (!validateIPFamilies(ipFamilies, path.child('ipFamilies'), report)) return;
  // with two families a range may be of either
  const family = ipFamilies.length < 2 ? (ipFamilies[0] ?? 'IPv4') : undefined;
  for (const field of ['nodes', 'pods', 'services'] as const) {
    const text = networking[field];
    if (text !== undefined) validateRange(text, family, path.child(field), report);
  }
}

function validateUnused(networking: Loose<Networking>, path: FieldPath, report: Report): void {
  for (const field of ['type', 'providerConfig', 'pods', 'nodes'] as const)
    if (networking[field] !== undefined) report.forbidden(rule['SHOOT-NETWORK-WORKERLESS'], path.child(field));
}

function validateType(type = '', path: FieldPath, report: Report): void {
  if (type === '') report.required(rule['SHOOT-NETWORK-TYPE-MISSING'], path);
  else if (!isLabelKey(typeLabelPrefix + type)) report.invalid(rule['SHOOT-NETWORK-TYPE'], path, type);
}

function validateRange(text: string, family: IPFamily | undefined, path: FieldPath, report: Report): void {
  const network = networkField(text, path);
  validateNetworkText(network, report);
  if (family !== undefined) validateNetworkFamily(network, family, report);
  if (network.cidr?.hasHostBits() === true) {
    const message = `a network is written by its first address: ${network.cidr.toString()}`;
    report.invalid(rule['SHOOT-NETWORK-HOST-BITS'], path, text, { message });
  }
}
