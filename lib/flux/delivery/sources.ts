import type { KubernetesObject } from '../../core/object';
import { hasFeature } from './flux-release';
import { hostOf, isSplit, namespaceOf, type CompleteDelivery } from './options';
import { fluxFolder, unitKey, type DeliveredUnit } from './unit';

/** Files that no cluster applies, those of neighboring landscapes too, in the syntax of `.sourceignore`. */
function notDelivered({ path }: CompleteDelivery): string {
  const above = path.includes('/') ? `/${path.slice(0, path.lastIndexOf('/'))}` : '';
  const landscapes = path === '' ? '' : `${above}/*`;
  return ['preview', 'reports'].map(folder => `${landscapes}/${folder}/\n`).join('');
}

/** Name of the source in each cluster. */
export function sourceName({ landscape }: CompleteDelivery): string {
  return landscape;
}

/** The source of dist/, as each Flux needs it. */
export function sourceObject(options: CompleteDelivery): KubernetesObject {
  const { source, sourceInterval, namespace } = options;
  const metadata = { name: sourceName(options), namespace };
  const secretRef = source.secretName === undefined ? {} : { secretRef: { name: source.secretName } };
  const spec = { interval: sourceInterval, url: source.url, ref: source.ref, ...secretRef };
  if (source.type === 'oci')
    return { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'OCIRepository', metadata, spec };
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata,
    spec: { ...spec, ignore: notDelivered(options) },
  };
}

/** Where a Flux Kustomization finds its unit. */
export interface UnitSource {
  readonly sourceRef: { readonly kind: string; readonly name: string; readonly namespace?: string };
  readonly path: string;
}

export function unitSource(unit: DeliveredUnit, name: string, options: CompleteDelivery): UnitSource {
  const { namespace } = options;
  const elsewhere = namespaceOf(unit.cluster, options) === namespace ? {} : { namespace };
  if (isSplit(hostOf(unit.cluster, options), options))
    return { sourceRef: { kind: 'ExternalArtifact', name, ...elsewhere }, path: './' };
  return {
    sourceRef: { kind: sourceKind(options), name: sourceName(options), ...elsewhere },
    path: pathOf(unit, options),
  };
}

/** Folder of a unit in the source, as Flux writes it. */
export function pathOf(unit: Pick<DeliveredUnit, 'cluster' | 'folder'>, { path }: CompleteDelivery): string {
  return `./${path === '' ? '' : `${path}/`}${unitKey(unit)}`;
}

function sourceKind({ source }: CompleteDelivery): string {
  return source.type === 'git' ? 'GitRepository' : 'OCIRepository';
}

/**
 * Splits the source into one artifact per unit, whose revision is a hash of its content: a commit then concerns only the units that it
 * changes. Source: source-watcher:docs/spec/v1beta1/artifactgenerators.md v2.2
 */
export function artifactGenerator(
  units: readonly { readonly unit: DeliveredUnit; readonly name: string }[],
  options: CompleteDelivery,
): KubernetesObject {
  const folder = (unit: DeliveredUnit): string => pathOf(unit, options).slice('./'.length);
  return {
    apiVersion: 'source.extensions.fluxcd.io/v1beta1',
    kind: 'ArtifactGenerator',
    metadata: { name: sourceName(options), namespace: options.namespace },
    spec: {
      sources: [{ alias: 'dist', kind: sourceKind(options), name: sourceName(options) }],
      artifacts: units.map(({ unit, name }) => ({
        name,
        originRevision: '@dist',
        copy: [{ from: `@dist/${folder(unit)}/**`, to: '@artifact/' }],
      })),
    },
  };
}

/** Only where an encrypted file lies below: the keys are then needed in that cluster. */
export function decryptionOf({ encrypted }: Pick<DeliveredUnit, 'encrypted'>, options: CompleteDelivery): object {
  return encrypted === true ? { decryption: { provider: 'sops', secretRef: { name: options.decryptionSecret } } } : {};
}

/** The Flux Kustomization that applies the others of its cluster, and itself. */
export function rootKustomization(
  cluster: string,
  options: CompleteDelivery,
  own: Pick<DeliveredUnit, 'encrypted'> = {},
): KubernetesObject {
  const { namespace, interval, retryInterval } = options;
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'flux-system', namespace },
    spec: {
      interval,
      retryInterval,
      path: pathOf({ cluster, folder: fluxFolder }, options),
      // removing a unit removes its Kustomization; removing everything must be somebody's decision
      prune: true,
      ...(hasFeature(options.flux, 'deletionPolicy') && { deletionPolicy: 'Orphan' }),
      sourceRef: { kind: sourceKind(options), name: sourceName(options) },
      ...decryptionOf(own, options),
    },
  };
}
