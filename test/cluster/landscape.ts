import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { loadAll } from 'js-yaml';
import { pluralOf } from '../../lib/api/kind-name';
import { builtinRegistry } from '../../lib/api/registry';
import { kubectl } from '../../tools/kubectl/binary';
import type { Cluster } from '../../tools/cluster/cluster';
import type { Api, Stored } from '../../tools/cluster/api';
import { GitServer } from '../../tools/cluster/git-server';
import { until } from '../../tools/cluster/processes';

const root = path.resolve(__dirname, '../..');
const sources = '/apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/gitrepositories/meadow';
const allKustomizations = '/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations';

/** What happened to one Flux Kustomization. */
export interface Unit {
  /** `<namespace>/<name>`. */
  readonly name: string;
  readonly dependsOn: readonly string[];
  readonly state: 'ready' | 'failed' | 'waiting';
  readonly message: string;
  /** Objects in its inventory. */
  readonly objects: number;
}

/** The committed example landscape in a Git repository that Flux reads. */
export class DeliveredLandscape {
  readonly folder: string;
  private readonly git: GitServer;
  private readonly cluster: Cluster;

  private constructor(cluster: Cluster, git: GitServer, folder: string) {
    this.cluster = cluster;
    this.git = git;
    this.folder = folder;
  }

  static async serve(cluster: Cluster): Promise<DeliveredLandscape> {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'landscape-'));
    const folder = path.join(home, 'tree');
    fs.cpSync(path.join(root, 'dist/meadow'), path.join(folder, 'dist/meadow'), { recursive: true });
    const landscape = new DeliveredLandscape(cluster, await GitServer.start(home), folder);
    // the one thing that a machine without a network has to change: where the repository is
    landscape.edit('runtime/flux-system/gotk-sync.yaml', text =>
      text
        .replace(/ {2}secretRef:\n {4}name: landscapes\n/, '')
        .replace('ssh://git@git.example.org/landscapes.git', landscape.git.url),
    );
    landscape.git.commit(folder, 'the example');
    return landscape;
  }

  /** Changes a file of the landscape. */
  edit(file: string, change: (text: string) => string): void {
    const at = path.join(this.folder, 'dist/meadow', file);
    const before = fs.readFileSync(at, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`the change does not touch ${file}`);
    fs.writeFileSync(at, after);
  }

  /** Removes a file from its unit; the unit stays, also when that was its last one. */
  remove(file: string): void {
    fs.rmSync(path.join(this.folder, 'dist/meadow', file));
    const list = path.join(path.dirname(file), 'kustomization.yaml');
    const withoutLast = /resources:\n$/;
    this.edit(list, text => text.replace(`  - ${path.basename(file)}\n`, '').replace(withoutLast, 'resources: []\n'));
  }

  /** All objects of a cluster, as they lie in Git. */
  objectsOf(cluster: string): readonly Stored[] {
    const folder = path.join(this.folder, 'dist/meadow', cluster);
    const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return files
      .filter(name => name.endsWith('.yaml') && path.basename(name) !== 'kustomization.yaml')
      .sort()
      .flatMap(name => loadAll(fs.readFileSync(path.join(folder, name), 'utf8')) as Stored[]);
  }

  /** The Flux Kustomizations of the runtime cluster, as `<namespace>/<name>`, sorted. */
  unitNames(): readonly string[] {
    return this.objectsOf('runtime')
      .filter(({ apiVersion, kind }) => kind === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit.'))
      .map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name ?? ''}`)
      .sort();
  }

  /** Why a server does not take an object; undefined when it takes it. */
  async dryRun(api: Api, object: Stored): Promise<string | undefined> {
    try {
      await api.apply(pathOf(object), object, { dryRun: true });
      return undefined;
    } catch (error) {
      return String(error);
    }
  }

  /** Looks at the units again and again; the answer says in which round each of them was ready for the first time. */
  watchReadiness(): () => Promise<ReadonlyMap<string, number>> {
    const firstReady = new Map<string, number>();
    let ended = false;
    const look = async (): Promise<void> => {
      for (let round = 0; !ended; round++) {
        const units = await this.cluster.api.list(allKustomizations).catch(() => []);
        for (const unit of units) {
          const { name, state } = unitOf(unit, '');
          if (state === 'ready' && !firstReady.has(name)) firstReady.set(name, round);
        }
        await new Promise(resolve => setTimeout(resolve, 100));
      }
    };
    const looking = look();
    return async () => {
      ended = true;
      await looking;
      return firstReady;
    };
  }

  /** Runs the commands that bring Flux into the cluster, as `synth --bootstrap` prints them. */
  bootstrap(): void {
    const unit = 'dist/meadow/runtime/flux-system';
    this.kubectl('apply', '--server-side', '-f', `${unit}/gotk-components.yaml`);
    const labels = 'app.kubernetes.io/part-of=flux';
    this.kubectl('wait', '--for=condition=established', '--timeout=1m', 'crd', '-l', labels);
    this.kubectl('apply', '--server-side', '-k', unit);
  }

  /** Commits what was changed, asks Flux to look, and waits until every unit is ready or has failed. */
  async deliver(message: string, seconds = 240): Promise<readonly Unit[]> {
    const commit = this.git.commit(this.folder, message);
    const { api } = this.cluster;
    const requestedAt = commit;
    await api.merge(sources, { metadata: { annotations: { 'reconcile.fluxcd.io/requestedAt': requestedAt } } });
    return until(`units at ${message}`, seconds, async () => {
      this.cluster.assertAlive();
      const units = await api.list(allKustomizations);
      const states = units.map(unit => unitOf(unit, commit));
      return states.length > 1 && states.every(({ state }) => state !== 'waiting') && states;
    });
  }

  async stop(): Promise<void> {
    await this.git.stop();
    fs.rmSync(path.dirname(this.folder), { recursive: true, force: true });
  }

  private kubectl(...args: string[]): void {
    const binary = kubectl();
    if ('missing' in binary) throw new Error(binary.missing);
    const env = { ...process.env, KUBECONFIG: this.cluster.kubeconfig };
    execFileSync(binary.file, args, { cwd: this.folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

/** The path of an object in the API: all plurals here are those of our own descriptions. */
function pathOf({ apiVersion, kind, metadata }: Stored): string {
  const info = builtinRegistry().find(apiVersion, kind);
  const plural = info === undefined ? `${kind.toLowerCase()}s` : pluralOf(info);
  const prefix = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const place = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
  return `${prefix}${place}/${plural}/${metadata.name ?? ''}`;
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function unitOf({ metadata, spec = {}, status = {} }: Stored, commit: string): Unit {
  const conditions = (status['conditions'] ?? []) as readonly Condition[];
  const ready = conditions.find(({ type }) => type === 'Ready');
  const revision = textOf(status['lastAppliedRevision']);
  const attempted = textOf(status['lastAttemptedRevision']);
  const inventory = status['inventory'] as { readonly entries?: readonly unknown[] } | undefined;
  const dependencies = (spec['dependsOn'] ?? []) as readonly { readonly name: string; readonly namespace?: string }[];
  const isReady = ready?.status === 'True' && revision.endsWith(commit);
  const hasFailed = ready?.status === 'False' && attempted.endsWith(commit) && ready.reason !== 'DependencyNotReady';
  const namespace = metadata.namespace ?? '';
  return {
    name: `${namespace}/${metadata.name ?? ''}`,
    dependsOn: dependencies.map(({ name, namespace: other = namespace }) => `${other}/${name}`),
    state: isReady ? 'ready' : hasFailed ? 'failed' : 'waiting',
    message: ready?.message ?? '',
    objects: inventory?.entries?.length ?? 0,
  };
}
