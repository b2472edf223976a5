import type {
  ExposureClass,
  Networking,
  Project,
  Seed,
  SeedSelector,
  Shoot,
  Toleration,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import { Cidr } from '../../../core/cidr';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';

const rule = ruleTable('gardener:plugin/pkg/shoot/exposureclass/admission.go v1.150', {
  'SHOOT-EXPOSURE-SELECTOR': {
    reason: 'the seed selectors of the Shoot and of its ExposureClass want different values of a label',
    fix: 'remove the label from spec.seedSelector.matchLabels',
  },
  'SHOOT-EXPOSURE-TOLERATION': {
    reason: 'the Shoot and its ExposureClass tolerate the same taint',
    fix: 'remove the toleration from the Shoot; its ExposureClass brings it along',
  },
});

/** The rules about what an ExposureClass adds. */
export const completePlacementRules = Object.values(rule);

const spec = FieldPath.of('spec');

/** The Shoot with the seed selector and the tolerations of its ExposureClass (ShootExposureClass). */
export function completeExposure(
  shoot: Loose<Shoot>,
  exposureClass: Loose<ExposureClass> | undefined,
  report: Report,
): Loose<Shoot> {
  const scheduling = exposureClass?.scheduling;
  if (scheduling === undefined) return shoot;
  const { seedSelector, tolerations = [] } = shoot.spec ?? {};
  const added = scheduling.tolerations ?? [];
  const clash = added.find(({ key }) => tolerations.some(toleration => toleration.key === key));
  if (clash !== undefined)
    report.forbidden(rule['SHOOT-EXPOSURE-TOLERATION'], spec.child('tolerations'), { value: clash.key });
  const selector = uniteSelectors(seedSelector, scheduling.seedSelector, report);
  const united = added.length === 0 ? tolerations : [...tolerations, ...added];
  return { ...shoot, spec: { ...shoot.spec, ...(selector && { seedSelector: selector }), tolerations: united } };
}

type Selector = Loose<SeedSelector> | undefined;

function uniteSelectors(own: Selector, added: Selector, report: Report): Selector {
  if (added === undefined) return own;
  const labels = own?.matchLabels ?? {};
  const clash = Object.entries(added.matchLabels ?? {}).find(([key, value]) => key in labels && labels[key] !== value);
  if (clash !== undefined)
    report.forbidden(rule['SHOOT-EXPOSURE-SELECTOR'], spec.child('seedSelector', 'matchLabels').key(clash[0]), {
      value: labels[clash[0]],
    });
  const matchLabels = { ...labels, ...added.matchLabels };
  const matchExpressions = [...(own?.matchExpressions ?? []), ...(added.matchExpressions ?? [])];
  const providerTypes = [...new Set([...(own?.providerTypes ?? []), ...(added.providerTypes ?? [])])].sort();
  return {
    ...own,
    ...(Object.keys(matchLabels).length > 0 && { matchLabels }),
    ...(matchExpressions.length > 0 && { matchExpressions }),
    ...(providerTypes.length > 0 && { providerTypes }),
  };
}

/** A new Shoot with the default tolerations of its project, where it does not have the key (ShootTolerationRestriction). */
export function completeTolerations(shoot: Loose<Shoot>, project: Loose<Project> | undefined): Loose<Shoot> {
  const { tolerations = [] } = shoot.spec ?? {};
  const defaults: readonly Loose<Toleration>[] = project?.spec?.tolerations?.defaults ?? [];
  const added = defaults.filter(({ key }) => !tolerations.some(toleration => toleration.key === key));
  return added.length === 0 ? shoot : { ...shoot, spec: { ...shoot.spec, tolerations: [...tolerations, ...added] } };
}

/**
 * The Shoot with the ranges that its seed gives to Shoots. The IPv6 service range of a Shoot without workers is drawn by lot and stays
 * missing (ShootMutator).
 */
export function completeNetworks(shoot: Loose<Shoot>, seed: Loose<Seed> | undefined): Loose<Shoot> {
  const defaults = seed?.spec?.networks?.shootDefaults;
  if (defaults === undefined) return shoot;
  const networking: Loose<Networking> = shoot.spec?.networking ?? {};
  const workerless = (shoot.spec?.provider?.workers ?? []).length === 0;
  const { pods, services } = defaults;
  const fits = (range: string | undefined): range is string => range !== undefined && isOfFamilies(range, networking);
  return {
    ...shoot,
    spec: {
      ...shoot.spec,
      networking: {
        ...networking,
        ...(networking.pods === undefined && !workerless && fits(pods) && { pods }),
        ...(networking.services === undefined && fits(services) && { services }),
      },
    },
  };
}

function isOfFamilies(range: string, { ipFamilies = [] }: Loose<Networking>): boolean {
  const cidr = Cidr.parse(range);
  return cidr !== undefined && ipFamilies.includes(`IPv${cidr.family}`);
}
