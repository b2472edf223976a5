import type { Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import type { ShootChange } from './change';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150 (validateDNSDomainUniqueness)', {
  'SHOOT-DOMAIN-TAKEN': { reason: 'another Shoot has this domain', fix: 'choose another domain' },
  'SHOOT-DOMAIN-NESTED': {
    reason: 'the domain lies below or above that of another Shoot',
    fix: 'choose a domain beside it',
  },
});

/** The rules about domains of several Shoots. */
export const domainRules = Object.values(rule);

const path = FieldPath.of('spec', 'dns', 'domain');

/** No two Shoots share a domain or a part of it. */
export function validateDomainUnique({ shoot, world }: ShootChange, report: Report): void {
  const domain = shoot.spec?.dns?.domain;
  if (domain === undefined) return;
  const { owners, below } = indexOf(world.shoots());
  const isOther = ({ metadata }: Loose<Shoot>): boolean =>
    metadata?.name !== shoot.metadata?.name || metadata?.namespace !== shoot.metadata?.namespace;
  const twin = owners.get(domain)?.find(isOther);
  if (twin !== undefined)
    return report.duplicate(rule['SHOOT-DOMAIN-TAKEN'], path, domain, { message: `${nameOf(twin)} has this domain` });
  const neighbor = below.get(domain)?.find(isOther) ?? ownerAbove(domain, owners, isOther);
  if (neighbor === undefined) return;
  const message = `${nameOf(neighbor)} has the domain ${neighbor.spec?.dns?.domain ?? ''}`;
  report.forbidden(rule['SHOOT-DOMAIN-NESTED'], path, { value: domain, message });
}

function ownerAbove(
  domain: string,
  owners: Shoots,
  isOther: (shoot: Loose<Shoot>) => boolean,
): Loose<Shoot> | undefined {
  for (const parent of parentsOf(domain)) {
    const owner = owners.get(parent)?.find(isOther);
    if (owner !== undefined) return owner;
  }
  return undefined;
}

function nameOf({ metadata }: Loose<Shoot>): string {
  return `Shoot ${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}

type Shoots = ReadonlyMap<string, readonly Loose<Shoot>[]>;

/** Shoots by their domain, and by every domain that theirs lies below. */
interface DomainIndex {
  readonly owners: Shoots;
  readonly below: Shoots;
}

const indexes = new WeakMap<readonly Loose<Shoot>[], DomainIndex>();

function indexOf(shoots: readonly Loose<Shoot>[]): DomainIndex {
  let index = indexes.get(shoots);
  if (index === undefined) indexes.set(shoots, (index = makeIndex(shoots)));
  return index;
}

function makeIndex(shoots: readonly Loose<Shoot>[]): DomainIndex {
  const owners = new Map<string, Loose<Shoot>[]>();
  const below = new Map<string, Loose<Shoot>[]>();
  for (const shoot of shoots) {
    const domain = shoot.spec?.dns?.domain;
    if (domain === undefined) continue;
    append(owners, domain, shoot);
    for (const parent of parentsOf(domain)) append(below, parent, shoot);
  }
  return { owners, below };
}

function append(map: Map<string, Loose<Shoot>[]>, key: string, shoot: Loose<Shoot>): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [shoot]);
  else list.push(shoot);
}

function parentsOf(domain: string): readonly string[] {
  const parents: string[] = [];
  for (let dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) parents.push(domain.slice(dot + 1));
  return parents;
}
