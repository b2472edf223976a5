import type { Seed } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { networkField, validateDisjoint, validateNetworkReserved, type NetworkField } from '../../validation/networks';
import type { ShootChange } from './change';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150 (validateShootNetworks)', {
  'SHOOT-NETWORK-REQUIRED': {
    reason: 'the seed gives Shoots no default for this range',
    fix: 'set it to a private range that is not used elsewhere',
  },
  'SHOOT-NETWORK-SEED': {
    reason: 'the range overlaps one of the seed',
    fix: 'choose another range; only IPv4 ranges may overlap, because they are mapped',
  },
});

/** The rules about networks of Shoots and seeds. */
export const networkAdmissionRules = Object.values(rule);

const networkingPath = FieldPath.of('spec', 'networking');

/** The ranges of a Shoot among each other and against those of its seed. */
export function validateShootNetworks({ shoot, old, relatives }: ShootChange, report: Report): void {
  const { seed } = relatives;
  const { ipFamilies = [], nodes, pods, services } = shoot.spec?.networking ?? {};
  const fieldOf = (name: string, text: string | undefined): NetworkField | undefined =>
    text === undefined ? undefined : networkField(text, networkingPath.child(name));
  const ranges = {
    nodes: fieldOf('nodes', nodes),
    pods: fieldOf('pods', pods),
    services: fieldOf('services', services),
  };
  const v4 = ipFamilies.includes('IPv4');
  if (v4) validateApart(ranges, report);
  if (seed === undefined) return;
  const workerless = (shoot.spec?.provider?.workers ?? []).length === 0;
  if (pods === undefined && !workerless && v4)
    report.required(rule['SHOOT-NETWORK-REQUIRED'], networkingPath.child('pods'));
  if (services === undefined && (v4 || (workerless && ipFamilies.includes('IPv6'))))
    report.required(rule['SHOOT-NETWORK-REQUIRED'], networkingPath.child('services'));
  // a Shoot keeps its seed on an update
  const placed = old?.spec?.seedName !== shoot.spec?.seedName;
  if (!v4 || !placed) return;
  for (const range of [ranges.nodes, ranges.services, ranges.pods]) if (range) validateOutside(range, seed, report);
}

type Ranges = Readonly<Record<'nodes' | 'pods' | 'services', NetworkField | undefined>>;

function validateApart({ nodes, pods, services }: Ranges, report: Report): void {
  if (pods && services) validateDisjoint(pods, services, report);
  if (pods && nodes) validateDisjoint(nodes, pods, report);
  if (services && nodes) validateDisjoint(nodes, services, report);
}

function validateOutside(range: NetworkField, { spec }: Loose<Seed>, report: Report): void {
  const { services, pods, nodes } = spec?.networks ?? {};
  if (range.cidr?.family === 6)
    for (const [use, text] of Object.entries({ services, pods, nodes })) {
      const other = text === undefined ? undefined : networkField(text, FieldPath.of('spec')).cidr;
      if (other === undefined || !range.cidr.overlaps(other)) continue;
      const message = `must not overlap ${text ?? ''}, the range of the ${use} of the seed`;
      report.invalid(rule['SHOOT-NETWORK-SEED'], range.path, range.text, { message });
    }
  validateNetworkReserved(range, report);
}
