import { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { matchFloatingPool } from '../network/floating-pool';
import type { ProfileConfig, ShootObject } from '../objects';
import { validateConfigKind, type ConfigKind } from './config-kind';
import { validateControlPlaneConfig, validateControlPlaneOffer, type ControlPlaneSpec } from './control-plane';
import type { SecretTexts } from './credentials';
import { validateInfrastructureConfig, type InfrastructureSpec } from './infrastructure';
import { validateInfrastructureConfigUpdate } from './infrastructure-update';
import { validateShootDNS } from './shoot-dns';
import { validateWorkers, validateWorkersUpdate } from './workers';

const rule = ruleTable('provider-openstack:pkg/admission/validator/shoot.go v1.58', {
  'OS-SHOOT-INFRASTRUCTURE-MISSING': 'a Shoot in OpenStack needs an infrastructureConfig',
  'OS-SHOOT-CONTROL-PLANE-MISSING': 'a Shoot in OpenStack needs a controlPlaneConfig',
  'OS-SHOOT-PROFILE-CONFIG-MISSING': 'the CloudProfile of the Shoot has no providerConfig',
  'OS-SHOOT-NODES-MISSING': {
    reason: 'a Shoot in OpenStack needs the range of its nodes',
    source: 'provider-openstack:pkg/apis/openstack/validation/shoot.go v1.58',
  },
  'OS-SHOOT-IPV6-ONLY': {
    reason: 'OpenStack supports IPv4 alone or both families',
    source: 'provider-openstack:pkg/apis/openstack/validation/shoot.go v1.58',
  },
  'OS-SHOOT-DUAL-STACK': 'a Shoot with both families needs an IPv6 subnet pool or the IPv6 ranges',
  'OS-SHOOT-FLOATING-POOL': {
    reason: 'the profile does not offer the floating pool for this region and domain',
    source: 'provider-openstack:pkg/apis/openstack/validation/infrastructure.go v1.58',
  },
  'OS-SHOOT-CREDENTIALS-REMOVED': 'the credentials of a Shoot can be changed, but not removed',
});

/** Rules of the Shoot itself. */
export const shootRules = Object.values(rule);

/** What a Shoot is judged by beside itself. */
export interface OpenStackShootContext {
  /** The providerConfig of its profile; undefined when the profile is not known, and what depends on it is then not judged. */
  readonly config?: ProfileConfig | undefined;
  /** The profile is known and has no providerConfig. */
  readonly configMissing?: boolean | undefined;
  /** The domain of its credentials; undefined when they are not known. */
  readonly domain?: string | undefined;
  /** The data of a Secret in its namespace, `absent` when there is none, undefined when that is not known. */
  readonly secret?: ((name: string) => SecretTexts | 'absent' | undefined) | undefined;
}

const provider = FieldPath.of('spec', 'provider');
const infrastructurePath = provider.child('infrastructureConfig');
const controlPlanePath = provider.child('controlPlaneConfig');

/**
 * What provider-openstack says to a new Shoot, or to a changed one with the old one at hand. Shoots without workers are not its business. That
 * its configurations decode is taken for granted.
 */
export function validateOpenStackShoot(
  shoot: ShootObject,
  context: OpenStackShootContext,
  { report, old }: { readonly report: Report; readonly old?: ShootObject | undefined },
): void {
  if ((shoot.spec?.provider?.workers ?? []).length === 0) return;
  const { infrastructureConfig, controlPlaneConfig } = shoot.spec?.provider ?? {};
  if (infrastructureConfig === undefined) report.required(rule['OS-SHOOT-INFRASTRUCTURE-MISSING'], infrastructurePath);
  if (controlPlaneConfig === undefined) report.required(rule['OS-SHOOT-CONTROL-PLANE-MISSING'], controlPlanePath);
  if (context.configMissing) report.required(rule['OS-SHOOT-PROFILE-CONFIG-MISSING'], 'spec.cloudProfile');
  const infrastructure = isConfig(infrastructureConfig, 'InfrastructureConfig', { path: infrastructurePath, report })
    ? (infrastructureConfig as InfrastructureSpec)
    : undefined;
  const controlPlane = isConfig(controlPlaneConfig, 'ControlPlaneConfig', { path: controlPlanePath, report })
    ? (controlPlaneConfig as ControlPlaneSpec)
    : undefined;
  if (old !== undefined) validateUpdate(shoot, old, { infrastructure, report });
  if (infrastructure) validateNetworks(shoot, infrastructure, report);
  if (controlPlane)
    validateControlPlaneConfig(
      controlPlane,
      { infrastructure: infrastructure ?? {}, kubernetesVersion: shoot.spec?.kubernetes?.version ?? '' },
      { path: controlPlanePath, report },
    );
  if (infrastructure && controlPlane) validateOffer(shoot, context, { infrastructure, controlPlane, old, report });
  const workers = shoot.spec?.provider?.workers ?? [];
  validateWorkers(workers, context.config, { path: provider.child('workers'), report });
  validateShootDNS(shoot, context.secret ?? (() => undefined), report);
}

/** Whether a configuration is there and of that kind; another kind is reported. */
function isConfig(config: object | undefined, kind: ConfigKind, place: Place): boolean {
  return config !== undefined && validateConfigKind(config, kind, place);
}

interface Place {
  readonly path: FieldPath;
  readonly report: Report;
}

interface Configs {
  readonly infrastructure: InfrastructureSpec;
  readonly controlPlane: ControlPlaneSpec;
  readonly report: Report;
}

function validateNetworks(shoot: ShootObject, infrastructure: InfrastructureSpec, report: Report): void {
  // the API server fills in an empty block, so that its absence is the same
  const networking = shoot.spec?.networking ?? {};
  const families = networking.ipFamilies ?? [];
  const path = FieldPath.of('spec', 'networking');
  if (networking.nodes === undefined) report.required(rule['OS-SHOOT-NODES-MISSING'], path.child('nodes'));
  if (families.length === 1 && families[0] === 'IPv6')
    report.invalid(rule['OS-SHOOT-IPV6-ONLY'], path.child('ipFamilies'), families);
  validateInfrastructureConfig(infrastructure, networking.nodes, { path: infrastructurePath, report });
  const ipv6 = infrastructure.networks?.ipv6;
  const isDualStack = families.length === 2 && families.includes('IPv4') && families.includes('IPv6');
  if (isDualStack && ipv6?.subnetPoolID === undefined && !ipv6?.nodeCIDR)
    report.required(rule['OS-SHOOT-DUAL-STACK'], infrastructurePath.child('networks', 'ipv6'));
}

/** What the profile has to offer; a floating pool is only looked for again when it changes. */
function validateOffer(
  shoot: ShootObject,
  context: OpenStackShootContext,
  { infrastructure, controlPlane, old, report }: Configs & { readonly old: ShootObject | undefined },
): void {
  const { config, domain } = context;
  const region = shoot.spec?.region ?? '';
  const floatingPoolName = infrastructure.floatingPoolName ?? '';
  if (config === undefined || domain === undefined) return;
  const oldProvider = old?.spec?.provider;
  const before = oldProvider?.infrastructureConfig as InfrastructureSpec | undefined;
  if (before === undefined || (before.floatingPoolName ?? '') !== floatingPoolName) {
    const match = matchFloatingPool(config.constraints?.floatingPools ?? [], {
      name: floatingPoolName,
      region,
      domain,
    });
    if (match.pool === undefined)
      report.notSupported(
        rule['OS-SHOOT-FLOATING-POOL'],
        infrastructurePath.child('floatingPoolName'),
        floatingPoolName,
        match.allowed,
      );
  }
  validateControlPlaneOffer(controlPlane, oldProvider?.controlPlaneConfig, {
    offer: { config, region, domain, floatingPoolName, infrastructurePath },
    path: controlPlanePath,
    report,
  });
}

function validateUpdate(
  next: ShootObject,
  old: ShootObject,
  { infrastructure, report }: { readonly infrastructure: InfrastructureSpec | undefined; readonly report: Report },
): void {
  const before = old.spec?.provider?.infrastructureConfig as InfrastructureSpec | undefined;
  if (before !== undefined && infrastructure !== undefined)
    validateInfrastructureConfigUpdate(infrastructure, before, { path: infrastructurePath, report });
  validateWorkersUpdate(next.spec?.provider?.workers ?? [], old.spec?.provider?.workers ?? [], {
    path: provider.child('workers'),
    report,
  });
  const hadBinding = old.spec?.credentialsBindingName ?? old.spec?.secretBindingName;
  const hasBinding = next.spec?.credentialsBindingName ?? next.spec?.secretBindingName;
  if (hadBinding !== undefined && hasBinding === undefined)
    report.forbidden(rule['OS-SHOOT-CREDENTIALS-REMOVED'], 'spec.credentialsBindingName');
}
