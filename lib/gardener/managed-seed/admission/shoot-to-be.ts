import type { DNSProvider, Project, Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import type { View } from '../../../rules/view';
import { serverPlugins } from '../../garden/server-plugins';

type Fields = Loose<Shoot>;

/** Stands for a domain that only the clusters know. */
const unknownDomain = '<default domain>';

/**
 * A Shoot of a tree as it will be stored, as far as a ManagedSeed looks at it: with the vertical pod autoscaler, a domain and a
 * primary DNS provider. `ingress` is the ingress domain that the ManagedSeed asks for: it is believed where nothing contradicts it.
 *
 * Sources: gardener:plugin/pkg/shoot/vpa/admission.go v1.150, gardener:plugin/pkg/shoot/dns/admission.go v1.150
 */
export function shootToBe(shoot: Fields, ingress: string | undefined, view: View): Fields {
  const { spec = {} } = shoot;
  const { kubernetes = {}, dns = {} } = spec;
  const autoscaler = serverPlugins(view).isOn('ShootVPAEnabledByDefault') ? { enabled: true } : undefined;
  const domain = dns.domain ?? (isUnmanaged(dns.providers) ? undefined : assignedDomain(shoot, ingress, view));
  return {
    ...shoot,
    spec: {
      ...spec,
      kubernetes: { ...kubernetes, verticalPodAutoscaler: kubernetes.verticalPodAutoscaler ?? autoscaler },
      dns: {
        ...dns,
        ...(domain !== undefined && { domain }),
        ...(dns.providers && { providers: withPrimary(dns.providers) }),
      },
    },
  };
}

function isUnmanaged(providers: readonly Loose<DNSProvider>[] = []): boolean {
  return (providers.find(({ primary }) => primary === true) ?? providers[0])?.type === 'unmanaged';
}

/** Without a primary provider the first one is it. */
function withPrimary(providers: readonly Loose<DNSProvider>[]): Loose<DNSProvider>[] {
  const has = providers.some(({ primary }) => primary === true);
  return providers.map((provider, index) => (index === 0 && !has ? { ...provider, primary: true } : provider));
}

/** `<name>.<project>.<default domain>`; which default domain, depends on the seed to which the Shoot is scheduled. */
function assignedDomain({ metadata }: Fields, ingress: string | undefined, view: View): string {
  const place = `${metadata?.name ?? ''}.${projectOf(metadata?.namespace ?? '', view)}`;
  if (ingress === undefined || ingress === '') return `${place}.default-domain`;
  return ingress.startsWith(`ingress.${place}.`) ? ingress.slice('ingress.'.length) : `${place}.${unknownDomain}`;
}

/** The name of the project that a namespace belongs to. */
function projectOf(namespace: string, view: View): string {
  const named = view
    .ofKind('core.gardener.cloud', 'Project')
    .map(({ object }) => object as unknown as Loose<Project>)
    .find(({ spec }) => spec?.namespace === namespace);
  return named?.metadata?.name ?? namespace.replace(/^garden-/, '');
}
