import type { Kind } from '../../imports/kind';
import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { groupOf } from '../core/object';
import { TypedObject, type TypedObjectProps } from '../api/typed-object';
import { setPlacement } from '../synth/owner';
import { clusterOf } from '../synth/unit-place';
import { Landscape } from './landscape';

/** Where objects of a kind are applied when nobody says otherwise. */
interface Home {
  readonly cluster: 'runtime' | 'virtual-garden';
  /** Folder of the unit; `<project>` stands for the project that the namespace belongs to. */
  readonly unit: string;
}

const projectUnit: Home = { cluster: 'virtual-garden', unit: 'projects/<project>' };

/**
 * Bindings have a unit of their own: Flux dry-runs a whole unit before it applies any of it, and Gardener's admission refuses a
 * binding whose Quota or WorkloadIdentity does not exist yet. Next to them in one unit, neither would ever be applied.
 */
const credentialsUnit: Home = { cluster: 'virtual-garden', unit: 'credentials/<project>' };

/** Homes of Gardener's kinds, by group and kind (design.md 4). */
const homes: Readonly<Record<string, Home>> = {
  'operator.gardener.cloud/Garden': { cluster: 'runtime', unit: 'garden' },
  'operator.gardener.cloud/Extension': { cluster: 'runtime', unit: 'extensions' },
  'core.gardener.cloud/CloudProfile': { cluster: 'virtual-garden', unit: 'profiles' },
  'core.gardener.cloud/ExposureClass': { cluster: 'virtual-garden', unit: 'profiles' },
  'core.gardener.cloud/ControllerRegistration': { cluster: 'virtual-garden', unit: 'extensions' },
  'core.gardener.cloud/ControllerDeployment': { cluster: 'virtual-garden', unit: 'extensions' },
  'core.gardener.cloud/Seed': { cluster: 'virtual-garden', unit: 'seeds' },
  'seedmanagement.gardener.cloud/Gardenlet': { cluster: 'virtual-garden', unit: 'seeds' },
  'seedmanagement.gardener.cloud/ManagedSeed': { cluster: 'virtual-garden', unit: 'seeds' },
  'seedmanagement.gardener.cloud/ManagedSeedSet': { cluster: 'virtual-garden', unit: 'seeds' },
  'core.gardener.cloud/Project': projectUnit,
  'core.gardener.cloud/NamespacedCloudProfile': projectUnit,
  'core.gardener.cloud/Quota': projectUnit,
  'core.gardener.cloud/SecretBinding': credentialsUnit,
  'security.gardener.cloud/CredentialsBinding': credentialsUnit,
  'security.gardener.cloud/WorkloadIdentity': projectUnit,
  'core.gardener.cloud/Shoot': { cluster: 'virtual-garden', unit: 'shoots/<project>' },
};

/** Where an object goes. */
export interface PlaceProps {
  /** Project that the object belongs to. @default derived from the namespace `garden-<project>` */
  readonly project?: string;
  /** Name of the file below the unit, without ending. @default the id of the construct */
  readonly file?: string;
  /** Home of a kind that has none of its own, or another than its own. */
  readonly home?: { readonly cluster: string; readonly unit: string };
}

/**
 * Makes an object for a construct and puts it where its kind belongs: into the nearest unit around the construct if that lies in
 * the right cluster, else into the unit of the kind. The object remembers the construct.
 */
export function place<T>(
  owner: IConstruct,
  kind: Kind<T>,
  props: TypedObjectProps<T>,
  where: PlaceProps = {},
): TypedObject<T> {
  const unit = unitFor(owner, kind, props, where);
  const object = new TypedObject<T>(unit, freeId(unit, owner, kind), kind, props);
  setPlacement(object, { owner, ...(where.file !== undefined && { file: where.file }) });
  return object;
}

function unitFor<T>(owner: IConstruct, kind: Kind<T>, props: TypedObjectProps<T>, where: PlaceProps): Chart {
  const home = where.home ?? homes[`${groupOf(kind.apiVersion)}/${kind.kind}`];
  const nearest = nearestChart(owner);
  if (nearest !== undefined && (home === undefined || clusterOf(nearest) === home.cluster)) return nearest;
  if (home === undefined) throw new Error(`${kind.kind} has no cluster of its own: create it below a Unit`);
  const project = where.project ?? projectOf(props.metadata?.namespace) ?? 'garden';
  return Landscape.of(owner).clusterOf(home.cluster).unit(home.unit.replace('<project>', project));
}

function nearestChart(construct: IConstruct): Chart | undefined {
  return construct.node.scopes.reverse().find((scope): scope is Chart => Chart.isChart(scope));
}

/** Project of a namespace `garden-<project>`; the namespace `garden` belongs to the project of that name. */
export function projectOf(namespace: string | undefined): string | undefined {
  if (namespace === 'garden') return 'garden';
  return namespace?.startsWith('garden-') ? namespace.slice('garden-'.length) : undefined;
}

/** Ids must be unique below a unit; two objects with one identity are reported by a rule, not by a crash. */
function freeId(unit: Chart, owner: IConstruct, kind: Kind): string {
  const id = `${owner.node.path.replaceAll('/', '.')}.${kind.kind}`;
  let free = id;
  for (let count = 2; unit.node.tryFindChild(free) !== undefined; count++) free = `${id}.${count}`;
  return free;
}
