import type { ControlPlaneConfig } from '../../../imports/openstack.provider.extensions.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { validateFeatureGates } from '../../gardener/kubernetes/feature-gates';
import { kubernetesVersion } from '../../gardener/kubernetes/version';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { matchFloatingPool } from '../network/floating-pool';
import { offeredProviders } from '../network/load-balancer-provider';
import type { ProfileConfig } from '../objects';
import type { InfrastructureSpec } from './infrastructure';
import {
  areSameClasses,
  isSameClass,
  validateLoadBalancerClasses,
  type LoadBalancerClassSpec,
} from './load-balancer-classes';

/** The control-plane part of a shoot's OpenStack configuration. */
export type ControlPlaneSpec = Loose<ControlPlaneConfig>;

const rule = ruleTable('provider-openstack:pkg/apis/openstack/validation/controlplane.go v1.58', {
  'OS-CONTROL-PLANE-LB-PROVIDER-MISSING': 'a load-balancer provider must be given',
  'OS-CONTROL-PLANE-LB-CLASS-VPN': 'load-balancer classes for VPN come from the profile only',
  'OS-CONTROL-PLANE-MANILA': {
    reason: 'the Manila driver needs a share network',
    fix: 'set networks.shareNetwork.enabled in the InfrastructureConfig',
  },
  'OS-CONTROL-PLANE-LB-PROVIDER': 'the profile does not offer the load-balancer provider in this region',
  'OS-CONTROL-PLANE-LB-CLASS': 'the floating pool of the profile does not have such a load-balancer class',
  'OS-CONTROL-PLANE-LB-CLASS-POOL':
    'no floating pool of the profile matches, so that its load-balancer classes are unknown',
});

/** Rules of ControlPlaneConfig. */
export const controlPlaneRules = Object.values(rule);

interface Place {
  readonly path: FieldPath;
  readonly report: Report;
}

/** Judges the ControlPlaneConfig of a Shoot by itself. */
export function validateControlPlaneConfig(
  controlPlane: ControlPlaneSpec,
  shoot: { readonly infrastructure: InfrastructureSpec; readonly kubernetesVersion: string },
  { path, report }: Place,
): void {
  const { loadBalancerProvider = '', loadBalancerClasses = [], cloudControllerManager, storage } = controlPlane;
  if (loadBalancerProvider === '')
    report.required(rule['OS-CONTROL-PLANE-LB-PROVIDER-MISSING'], path.child('loadBalancerProvider'));
  validateLoadBalancerClasses(loadBalancerClasses, path.child('loadBalancerClasses'), report);
  for (const [index, { purpose }] of loadBalancerClasses.entries())
    if (purpose === 'vpn')
      report.invalid(
        rule['OS-CONTROL-PLANE-LB-CLASS-VPN'],
        path.child('loadBalancerClasses').index(index).child('purpose'),
        purpose,
      );
  const gates = path.child('cloudControllerManager', 'featureGates');
  validateFeatureGates(cloudControllerManager?.featureGates, kubernetesVersion(shoot.kubernetesVersion), gates, report);
  const wantsManila = storage?.csiManila?.enabled === true;
  if (wantsManila && shoot.infrastructure.networks?.shareNetwork?.enabled !== true)
    report.invalid(rule['OS-CONTROL-PLANE-MANILA'], path.child('storage', 'csiManila', 'enabled'), true);
}

/** What the profile has to offer for the ControlPlaneConfig of a Shoot. */
export interface ControlPlaneOffer {
  readonly config: ProfileConfig;
  readonly region: string;
  /** Domain of the credentials. */
  readonly domain: string;
  readonly floatingPoolName: string;
  /** Path of the InfrastructureConfig. */
  readonly infrastructurePath: FieldPath;
}

/** Judges the ControlPlaneConfig against the profile; what did not change is not judged again. */
export function validateControlPlaneOffer(
  controlPlane: ControlPlaneSpec,
  old: ControlPlaneSpec | undefined,
  place: Place & { readonly offer: ControlPlaneOffer },
): void {
  const { loadBalancerProvider = '', loadBalancerClasses = [] } = controlPlane;
  if (old === undefined || (old.loadBalancerProvider ?? '') !== loadBalancerProvider)
    validateProvider(loadBalancerProvider, place);
  const isNew = old === undefined || !areSameClasses(old.loadBalancerClasses, loadBalancerClasses);
  if (isNew && loadBalancerClasses.length > 0) validateClasses(loadBalancerClasses, place);
}

type OfferPlace = Place & { readonly offer: ControlPlaneOffer };

function validateProvider(provider: string, { offer, path, report }: OfferPlace): void {
  const allowed = offeredProviders(offer.config.constraints?.loadBalancerProviders ?? [], offer.region);
  if (allowed.includes(provider)) return;
  report.notSupported(rule['OS-CONTROL-PLANE-LB-PROVIDER'], path.child('loadBalancerProvider'), provider, allowed);
}

function validateClasses(classes: readonly LoadBalancerClassSpec[], { offer, path, report }: OfferPlace): void {
  const { config, region, domain, floatingPoolName: name } = offer;
  const { pool } = matchFloatingPool(config.constraints?.floatingPools ?? [], { name, region, domain });
  if (pool === undefined) {
    const place = offer.infrastructurePath.child('floatingPoolName');
    report.invalid(rule['OS-CONTROL-PLANE-LB-CLASS-POOL'], place, name);
    return;
  }
  const known = pool.loadBalancerClasses ?? [];
  if (known.length === 0) return;
  const allowed = known.flatMap(entry => entry.name ?? []);
  for (const [index, entry] of classes.entries()) {
    if (known.some(candidate => isSameClass(entry, candidate))) continue;
    report.notSupported(
      rule['OS-CONTROL-PLANE-LB-CLASS'],
      path.child('loadBalancerClasses').index(index),
      entry,
      allowed,
    );
  }
}
