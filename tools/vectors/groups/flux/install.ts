import * as fs from 'node:fs';
import * as path from 'node:path';
import type { KubernetesObject } from '../../../../lib/core/object';
import { defaultComponents } from '../../../../lib/flux/config/applied-objects';
import type { InstallOptions } from '../../../../lib/flux/install/options';
import { renderInstallation, subjectsOf, type ReleaseManifests } from '../../../../lib/flux/install/render';
import { knownComponents } from '../../../../lib/flux/config/lints/installation';
import { mapAt, mapsOf } from '../../../../lib/flux/plain';
import { atLeast, equal, firstOf, sameMultiset, type Difference } from '../../compare';

interface Expectation {
  readonly order?: readonly string[];
  readonly objectCount?: number;
  readonly expectWarningHeader?: readonly string[];
  readonly images?: readonly string[];
  readonly kustomizeControllerArgs?: readonly string[];
  readonly sourceWatcherLastArg?: string;
  readonly rbacNames?: readonly string[];
  readonly bindingSubjectsAlwaysListAllSevenControllers?: boolean;
}

interface Case extends Expectation {
  readonly options: InstallOptions;
  readonly expect?: Expectation;
}

const version = 'v2.9.2';

/** Answers one case of the group `install`, with the manifests of the folder that `FLUX_MANIFESTS` names. */
export function runInstall(entry: unknown): Difference | undefined {
  const { options, expect, ...top } = entry as Case;
  const expected: Expectation = { ...top, ...expect };
  const rendered = renderInstallation(readManifests(process.env['FLUX_MANIFESTS'] ?? ''), { version, ...options });
  if ('problems' in rendered)
    throw new Error(rendered.problems.map(({ at, message }) => `${at}: ${message}`).join(', '));
  const { objects, header, images } = rendered;
  const components = [...(options.components ?? defaultComponents), ...(options.componentsExtra ?? [])];
  const wanted = expected.expectWarningHeader?.map(line =>
    line.replace('<version>', options.version ?? version).replace('<comma list>', components.join(',')),
  );
  const ifAny =
    <T>(value: T | undefined, compare: (value: T) => Difference | undefined) =>
    (): Difference | undefined =>
      value === undefined ? undefined : compare(value);
  return firstOf(
    ifAny(expected.order, order => compareOrder(order, objects)),
    ifAny(expected.objectCount, count => equal('objectCount', count, objects.length)),
    ifAny(wanted, lines => equal('header', lines, header)),
    ifAny(expected.images, list => sameMultiset('images', list, images)),
    ifAny(expected.kustomizeControllerArgs, args =>
      equal('kustomizeControllerArgs', args, argumentsOf(objects, 'kustomize-controller')),
    ),
    ifAny(expected.sourceWatcherLastArg, last =>
      equal('sourceWatcherLastArg', last, argumentsOf(objects, 'source-watcher').at(-1)),
    ),
    ifAny(expected.rbacNames, names =>
      atLeast(
        'rbacNames',
        names,
        objects.map(({ metadata }) => metadata.name),
      ),
    ),
    ifAny(expected.bindingSubjectsAlwaysListAllSevenControllers, () => compareSubjects(objects)),
  );
}

/** The last entry of an order may say in words what follows: then only what stands before it is compared. */
function compareOrder(order: readonly string[], objects: readonly KubernetesObject[]): Difference | undefined {
  const named = order.filter(name => /^[A-Za-z]+\/\S+$/.test(name));
  const actual = objects.map(({ kind, metadata }) => `${kind}/${metadata.name ?? ''}`);
  return equal('order', named, named.length === order.length ? actual : actual.slice(0, named.length));
}

function compareSubjects(objects: readonly KubernetesObject[]): Difference | undefined {
  const binding = objects.find(
    ({ kind, metadata }) => kind === 'ClusterRoleBinding' && metadata.name?.startsWith('crd-controller') === true,
  );
  return sameMultiset('subjects', knownComponents, binding === undefined ? [] : subjectsOf(binding));
}

function argumentsOf(objects: readonly KubernetesObject[], name: string): readonly unknown[] {
  const deployment = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === name);
  const [container = {}] = mapsOf(mapAt(deployment, 'spec', 'template', 'spec')['containers']);
  return (container['args'] ?? []) as unknown[];
}

/** The YAML files of a folder by name. */
export function readManifests(folder: string): ReleaseManifests {
  const files = fs.readdirSync(folder).filter(file => file.endsWith('.yaml'));
  return Object.fromEntries(files.map(file => [file, fs.readFileSync(path.join(folder, file), 'utf8')]));
}
