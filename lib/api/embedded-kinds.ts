import type { KindInfo, Registry } from './registry';

/** The kind of configuration that a field takes. */
export interface ExpectedKind {
  readonly group: string;
  readonly kind: string;
}

/** What a field holds besides plain fields of its own object. */
export type ConfigRole =
  | 'InfrastructureConfig'
  | 'InfrastructureStatus'
  | 'ControlPlaneConfig'
  | 'WorkerConfig'
  | 'CloudProfileConfig'
  | 'BackupBucketConfig'
  | 'WorkloadIdentityConfig'
  | 'network'
  | 'extension'
  | 'gardenlet'
  | 'any';

/** Extension types and the configuration that their controllers read. */
const extensionConfigs: Readonly<Record<string, ExpectedKind>> = {
  audit: { group: 'audit.metal.extensions.gardener.cloud', kind: 'AuditConfig' },
  auditing: { group: 'auditing.extensions.gardener.cloud', kind: 'AuditConfiguration' },
  'registry-cache': { group: 'registry.extensions.gardener.cloud', kind: 'RegistryConfig' },
  'registry-mirror': { group: 'mirror.extensions.gardener.cloud', kind: 'MirrorConfig' },
  'shoot-cert-service': { group: 'service.cert.extensions.gardener.cloud', kind: 'CertConfig' },
  'shoot-dns-service': { group: 'service.dns.extensions.gardener.cloud', kind: 'DNSConfig' },
  'shoot-flux': { group: 'flux.extensions.gardener.cloud', kind: 'FluxConfig' },
  'shoot-networking-filter': {
    group: 'shoot-networking-filter.extensions.config.gardener.cloud',
    kind: 'Configuration',
  },
};

/** Extension types whose configuration carries neither apiVersion nor kind, with the name of its schema. */
export const bareConfigs: Readonly<Record<string, { readonly apiVersion: string; readonly kind: string }>> = {
  acl: { apiVersion: 'acl/spec', kind: 'ExtensionSpec' },
};

/** The kind that a field of that role takes for a provider, network or extension type; undefined when anything may stand there. */
export function expectedKind(role: ConfigRole, type: string | undefined): ExpectedKind | undefined {
  if (role === 'gardenlet') return { group: 'gardenlet.config.gardener.cloud', kind: 'GardenletConfiguration' };
  if (type === undefined || role === 'any') return undefined;
  if (role === 'extension') return extensionConfigs[type];
  if (role === 'network') return { group: `${type}.networking.extensions.gardener.cloud`, kind: 'NetworkConfig' };
  return { group: `${type}.provider.extensions.gardener.cloud`, kind: role };
}

/** All kinds that a field of that role takes, whatever the type beside it; none when anything may stand there. */
export function kindsOfRole(role: ConfigRole, registry: Registry): readonly KindInfo[] {
  const configs = [...Object.values(bareConfigs).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)];
  const isOfExtension = ({ apiVersion, group, kind }: KindInfo): boolean =>
    configs.includes(`${apiVersion} ${kind}`) ||
    Object.values(extensionConfigs).some(config => config.group === group && config.kind === kind);
  return [...registry.all()].filter(info => {
    if (role === 'extension') return isOfExtension(info);
    const type = info.group.split('.')[0];
    const expected = expectedKind(role, type);
    return expected !== undefined && expected.group === info.group && expected.kind === info.kind;
  });
}
