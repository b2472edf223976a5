import type { SeedNetworks } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateImmutable } from '../../../kubernetes/meta/immutable';
import { validateIPFamilies } from '../../validation/ip-families';
import {
  networkField,
  validateDisjoint,
  validateNetworkFamily,
  validateNetworkReserved,
  validateNetworksDisjoint,
  validateNetworkText,
  type NetworkField,
} from '../../validation/networks';
import type { SeedSite } from './site';

const rule = ruleTable('gardener:pkg/api/core/validation/seed.go v1.150', {
  'SEED-NETWORKS-SERVICES-SIZE': {
    reason: 'the services of a seed are mapped into a /8 and must not be larger',
    fix: 'choose a prefix of /8 or longer',
  },
  'SEED-NETWORKS-IMMUTABLE': { reason: 'the networks of a seed never change', fix: 'create another seed' },
});

/** The rules about networks of seeds beside those that all networks obey. */
export const seedNetworkRules = Object.values(rule);

const servicesBits = 8;

/** The networks of a seed: own ones apart from each other, shoot defaults too, IPv6 defaults also from the seed (`validateSeedNetworks`). */
export function validateSeedNetworks(networks: Loose<SeedNetworks> | undefined, site: SeedSite, report: Report): void {
  const path = site.path.child('networks');
  const families = networks?.ipFamilies ?? [];
  if (!validateIPFamilies(families, path.child('ipFamilies'), report)) return;
  const own = ownNetworks(networks, site, path);
  const defaults = shootDefaults(networks, path.child('shootDefaults'));
  const all = [...own, ...defaults];

  const before = report.findings.length;
  validateServicesSize(own, path, report);
  for (const network of all) validateNetworkText(network, report);
  // both families are welcome in dual stack
  if (families.length !== 2) for (const network of all) validateNetworkFamily(network, families[0] ?? 'IPv4', report);
  // overlaps of networks that are wrong themselves are no news
  if (report.findings.length > before) return;

  const defaultsV6 = defaults.filter(network => network.cidr?.family === 6);
  validateNetworksDisjoint(own, report);
  validateNetworksDisjoint(defaults, report);
  for (const network of own) for (const other of defaultsV6) validateDisjoint(network, other, report);
  for (const network of all) validateNetworkReserved(network, report);
}

/** What stays on an update; nodes may be added once (`validateSeedNetworksUpdate`). */
export function validateSeedNetworksUpdate(
  next: Loose<SeedNetworks> | undefined,
  old: Loose<SeedNetworks> | undefined,
  path: FieldPath,
  report: Report,
): void {
  const fields = ['ipFamilies', 'pods', 'services', ...(old?.nodes === undefined ? [] : (['nodes'] as const))] as const;
  for (const field of fields) {
    const change = { next: next?.[field], old: old?.[field], path: path.child(field) };
    validateImmutable(rule['SEED-NETWORKS-IMMUTABLE'], change, report);
  }
}

function ownNetworks(networks: Loose<SeedNetworks> | undefined, site: SeedSite, path: FieldPath): NetworkField[] {
  const { pods = '', services = '', nodes } = networks ?? {};
  const required = (text: string): boolean => !site.template || text !== '';
  return [
    ...(required(pods) ? [networkField(pods, path.child('pods'))] : []),
    ...(required(services) ? [networkField(services, path.child('services'))] : []),
    ...(nodes === undefined ? [] : [networkField(nodes, path.child('nodes'))]),
  ];
}

function shootDefaults(networks: Loose<SeedNetworks> | undefined, path: FieldPath): NetworkField[] {
  const { pods, services } = networks?.shootDefaults ?? {};
  return [
    ...(pods === undefined ? [] : [networkField(pods, path.child('pods'))]),
    ...(services === undefined ? [] : [networkField(services, path.child('services'))]),
  ];
}

function validateServicesSize(own: readonly NetworkField[], path: FieldPath, report: Report): void {
  const services = path.child('services').toString();
  const network = own.find(candidate => candidate.path.toString() === services);
  if (network?.cidr?.family === 4 && network.cidr.bits < servicesBits)
    report.invalid(rule['SEED-NETWORKS-SERVICES-SIZE'], network.path, network.text);
}
