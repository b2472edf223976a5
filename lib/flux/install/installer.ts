import type { KubernetesObject } from '../../core/object';
import { Version } from '../../core/version';
import { Constraint } from '../../core/version-constraint';
import { defaultComponents } from '../config/applied-objects';
import { networkLabels } from '../delivery/virtual-garden-access';
import { mapAt } from '../plain';
import { tuneControllers, type ControllerTuning } from './controller-arguments';
import { fluxInstance, type FluxInstanceOptions } from './flux-instance';
import type { InstallOptions } from './options';
import { readRelease } from './release-files';
import { renderInstallation, type InstallProblem } from './render';
import { sharded } from './sharded';

/** How Flux gets into a cluster, beside what an extension does there. */
export type Installer = ReleaseInstaller | OperatorInstaller;

/** What the installer does not decide: it belongs to the delivery. */
type OfDelivery = 'version' | 'namespace';

/** The objects of a release, rendered into dist/, so that Flux upgrades itself by a commit. */
export interface ReleaseInstaller {
  readonly type: 'release';
  /** Archive or folder. */
  readonly path: string;
  readonly options: Omit<InstallOptions, OfDelivery>;
  readonly tuning: ControllerTuning;
}

/** A FluxInstance, which Flux Operator carries out. */
export interface OperatorInstaller {
  readonly type: 'operator';
  readonly options: Omit<FluxInstanceOptions, 'namespace' | 'sync' | 'shards'>;
}

/** The manifests of a release, as archive `manifests.tar.gz` or as folder; a local path, because a synth opens no connection. */
export function releaseManifests(
  path: string,
  { tuning = {}, ...options }: ReleaseInstaller['options'] & { readonly tuning?: ControllerTuning } = {},
): ReleaseInstaller {
  return { type: 'release', path, options, tuning };
}

/** A FluxInstance for Flux Operator, which has to run in the cluster: nothing of Flux itself lies in dist/. */
export function fluxOperator(options: OperatorInstaller['options']): OperatorInstaller {
  return { type: 'operator', options };
}

/** An installation in one cluster. */
export interface InstalledFlux {
  /** Name of the file in the unit of Flux, without ending. */
  readonly file: 'gotk-components' | 'flux-instance';
  readonly objects: readonly KubernetesObject[];
  readonly problems: readonly InstallProblem[];
}

/** What the delivery says about an installation. */
export interface InstallContext {
  readonly version: string;
  readonly namespace: string;
  /** Flux reaches the virtual garden from this cluster, and the network policies of Gardener must let it. */
  readonly reachesVirtualGarden: boolean;
  /** Shards that the Flux Kustomizations are dealt out to. */
  readonly shards: readonly string[];
}

/**
 * The objects of an installation.
 *
 * @throws Error when the release cannot be read
 */
export function installFlux(installer: Installer, context: InstallContext): InstalledFlux {
  const { namespace, reachesVirtualGarden, shards } = context;
  if (installer.type === 'operator') {
    const patches = [...(installer.options.patches ?? []), ...(reachesVirtualGarden ? accessPatches : [])];
    const object = fluxInstance({ ...installer.options, namespace, patches, shards });
    return { file: 'flux-instance', objects: [object], problems: rangeProblems(installer.options, context) };
  }
  const version = `v${context.version.replace(/^v/, '')}`;
  const rendered = renderInstallation(readRelease(installer.path), { ...installer.options, version, namespace });
  if ('problems' in rendered) return { file: 'gotk-components', objects: [], problems: rendered.problems };
  const tuned = sharded(tuneControllers(rendered.objects, installer.tuning), shards);
  const objects = reachesVirtualGarden ? tuned.map(withAccessLabels) : tuned;
  return { file: 'gotk-components', objects, problems: [] };
}

/** Flux Operator must not choose a release that the Flux Kustomizations are not made for. */
function rangeProblems(
  { version: range }: OperatorInstaller['options'],
  { version }: InstallContext,
): InstallProblem[] {
  const release = Version.parse(version);
  if (release === undefined || Constraint.parse(range)?.allows(release) !== false) return [];
  return [{ at: 'version', message: `${range} does not hold ${version}, the release that the delivery is made for` }];
}

/** The controllers that an installation has. */
export function componentsOfInstaller(installer: Installer | undefined): readonly string[] {
  const { components = defaultComponents, componentsExtra = [] } = (installer?.options ?? {}) as InstallOptions;
  return [...components, ...componentsExtra];
}

function withAccessLabels(object: KubernetesObject): KubernetesObject {
  if (object.kind === 'Namespace') return labeled(object, networkLabels.namespace);
  if (object.kind !== 'Deployment' || !(object.metadata.name ?? '').startsWith('kustomize-controller')) return object;
  const spec = mapAt(object, 'spec');
  const template = mapAt(spec, 'template') as unknown as KubernetesObject;
  return { ...object, spec: { ...spec, template: labeled(template, networkLabels.kustomizeController) } };
}

function labeled<T extends Pick<KubernetesObject, 'metadata'>>(object: T, labels: Readonly<Record<string, string>>): T {
  return { ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, ...labels } } };
}

/** The same labels for a FluxInstance, as patches of kustomize. */
const accessPatches: NonNullable<FluxInstanceOptions['patches']> = [
  { target: { kind: 'Namespace' }, patch: labelPatch('/metadata/labels', networkLabels.namespace) },
  {
    target: { kind: 'Deployment', name: 'kustomize-controller.*' },
    patch: labelPatch('/spec/template/metadata/labels', networkLabels.kustomizeController),
  },
];

function labelPatch(at: string, labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `- op: add\n  path: ${at}/${key.replaceAll('/', '~1')}\n  value: ${value}\n`)
    .join('');
}
