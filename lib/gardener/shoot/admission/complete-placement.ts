import type {
  ExposureClass,
  Networking,
  Project,
  Seed,
  SeedSelector,
  ShootSpec,
  Toleration,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import { Cidr } from '../../../core/cidr';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import type { ServerPlugins } from '../../garden/server-plugins';
import { landscapeTolerations } from './landscape-tolerations';

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

/** The spec with the seed selector and the tolerations of its ExposureClass (ShootExposureClass). */
export function completeExposure(
  shoot: Loose<ShootSpec>,
  exposureClass: Loose<ExposureClass> | undefined,
  report: Report,
): Loose<ShootSpec> {
  const scheduling = exposureClass?.scheduling;
  if (scheduling === undefined) return shoot;
  const { seedSelector, tolerations = [] } = shoot;
  const added = scheduling.tolerations ?? [];
  const clash = added.find(({ key }) => tolerations.some(toleration => toleration.key === key));
  if (clash !== undefined)
    report.forbidden(rule['SHOOT-EXPOSURE-TOLERATION'], spec.child('tolerations'), { value: clash.key });
  const selector = uniteSelectors(seedSelector, scheduling.seedSelector, report);
  const united = added.length === 0 ? tolerations : [...tolerations, ...added];
  return { ...shoot, ...(selector && { seedSelector: selector }), tolerations: united };
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

type Tolerations = readonly Loose<Toleration>[] | undefined;

/** The tolerations of a new Shoot with those of its landscape and project, where it does not have the key (ShootTolerationRestriction). */
export function completeTolerations(
  tolerations: Tolerations,
  project: Loose<Project> | undefined,
  plugins: ServerPlugins,
): Tolerations {
  const defaults = [...landscapeTolerations(plugins, 'defaults'), ...(project?.spec?.tolerations?.defaults ?? [])];
  const added = defaults.filter(({ key }) => tolerations?.some(toleration => toleration.key === key) !== true);
  return added.length === 0 ? tolerations : [...(tolerations ?? []), ...added];
}

/**
 * The networks of a Shoot with the ranges that its seed gives to Shoots. The IPv6 service range of a Shoot without workers is drawn by
 * lot and stays missing (ShootMutator).
 */
export function completeNetworks(
  { networking, provider }: Loose<ShootSpec>,
  seed: Loose<Seed> | undefined,
): Loose<Networking> | undefined {
  const { pods, services } = seed?.spec?.networks?.shootDefaults ?? {};
  const hasWorkers = (provider?.workers ?? []).length > 0;
  let result = networking;
  if (hasWorkers && pods !== undefined && networking?.pods === undefined && isOfFamilies(pods, networking))
    result = { ...result, pods };
  if (services !== undefined && networking?.services === undefined && isOfFamilies(services, networking))
    result = { ...result, services };
  return result;
}

function isOfFamilies(range: string, networking: Loose<Networking> | undefined): boolean {
  const cidr = Cidr.parse(range);
  return cidr !== undefined && networking?.ipFamilies?.includes(`IPv${cidr.family}`) === true;
}
