import type { Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import type { ManagedSeed } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import { withoutNulls } from '../../core/null';
import type { KubernetesObject } from '../../core/object';
import { Report } from '../../rules/report';
import type { View, ViewObject } from '../../rules/view';
import { contextOf } from '../context';
import { completeManagedSeed } from '../managed-seed/admission';
import { managedSeedWorld } from '../managed-seed/admission/world';
import type { ObjectValidation } from '../object-validation';
import { fillShoot } from '../shoot/admission/admit';
import { fillLandscapeDefaults } from '../shoot/admission/landscape-defaults';
import { shootWorld } from '../shoot/admission/world';
import type { Stage } from './effective-values';

/** The steps of the API server on the way from a manifest to what it stores, and what keeps it from storing anything. */
export interface Stages {
  readonly stages: readonly Stage[];
  /** What admission would answer; the values are then those from before. */
  readonly refusals: readonly string[];
}

/** The steps for an object of a kind: the defaults of the API, then the mutating admission plugins. */
export function stagesOf(view: View, entry: ViewObject, validation: ObjectValidation): Stages {
  const object = withoutNulls(entry.object);
  const defaulted: Stage = { by: 'API default', object: validation.defaults(object, contextOf(view)) };
  if (object.kind === 'Shoot') return shootStages(view, { ...entry, object }, defaulted);
  if (object.kind === 'ManagedSeed') return managedSeedStages(view, defaulted);
  return { stages: [defaulted], refusals: [] };
}

function shootStages(view: View, entry: ViewObject, defaulted: Stage): Stages {
  const report = new Report();
  const written = entry.object as unknown as Loose<Shoot>;
  const world = shootWorld(view, entry.cluster);
  const filled = fillShoot(written, undefined, world, report);
  const refusals = filled === undefined ? refusalsOf(report) : [];
  const complete = filled === undefined ? defaulted : { by: pluginOf, object: plain(filled.shoot) };
  const { profile } = filled?.relatives ?? {};
  const defaults = { plugins: world.plugins, profile };
  const landscape = fillLandscapeDefaults(complete.object as unknown as Loose<Shoot>, defaults);
  return { stages: [defaulted, complete, { by: defaultingPluginOf, object: plain(landscape) }], refusals };
}

/** The plugin that completes a field of a Shoot. */
function pluginOf(path: string): string {
  if (path.startsWith('spec.dns')) return 'ShootDNS';
  if (path.startsWith('spec.seedSelector')) return 'ShootExposureClass';
  return path.startsWith('spec.tolerations') ? 'ShootTolerationRestriction' : 'ShootMutator';
}

/** The plugin that fills in a default of the landscape. */
function defaultingPluginOf(path: string): string {
  if (path.startsWith('spec.kubernetes.verticalPodAutoscaler')) return 'ShootVPAEnabledByDefault';
  if (path.startsWith('spec.systemComponents.nodeLocalDNS')) return 'ShootNodeLocalDNSEnabledByDefault';
  return path.startsWith('spec.systemComponents.coreDNS') ? 'ShootDNSRewriting' : 'ShootResourceReservation';
}

function managedSeedStages(view: View, defaulted: Stage): Stages {
  const report = new Report();
  const managedSeed = defaulted.object as unknown as Loose<ManagedSeed>;
  const complete = completeManagedSeed(managedSeed, managedSeedWorld(view), report);
  const shoot = managedSeed.spec?.shoot?.name ?? '';
  return {
    stages: [defaulted, { by: `ManagedSeed plugin, from Shoot ${shoot}`, object: plain(complete) }],
    refusals: refusalsOf(report),
  };
}

const refusalsOf = ({ findings }: Report): string[] =>
  findings.filter(({ severity }) => severity === 'error').map(({ path, message }) => `${path}: ${message}`);

const plain = (object: object): KubernetesObject => object as KubernetesObject;
