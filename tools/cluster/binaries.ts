import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** The programs of a cluster, compiled from the Go modules beside this file. */
export interface Binaries {
  /** etcd, kube-apiserver and kube-controller-manager in one file. */
  readonly controlPlane: string;
  readonly sourceController: string;
  readonly kustomizeController: string;
}

const modules = path.join(__dirname, 'modules');

/** Where the programs are kept between runs: 295 MiB. */
const cache = process.env['CLUSTER_CACHE'] ?? path.join(os.homedir(), '.cache', 'cdk8s-gardener-rig');

/** Finds the programs or compiles them, which takes a quarter of an hour the first time; or says why there are none. */
export function findBinaries(): Binaries | { readonly missing: string } {
  const names = ['control-plane', 'source-controller', 'kustomize-controller'];
  if (process.platform !== 'linux') return { missing: 'the programs of a cluster run on Linux only' };
  if (names.some(name => !fs.existsSync(fileOf(name))) && !hasGo())
    return { missing: 'Go 1.26 or newer is not on the PATH, and the programs are not compiled yet' };
  const [controlPlane, sourceController, kustomizeController] = names.map(built) as [string, string, string];
  return { controlPlane, sourceController, kustomizeController };
}

function hasGo(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function built(name: string): string {
  const file = fileOf(name);
  if (fs.existsSync(file)) return file;
  const folder = path.join(modules, name);
  const target = name === 'control-plane' ? '.' : `github.com/fluxcd/${name}`;
  const flags = name === 'control-plane' ? versionFlags(folder) : [];
  fs.mkdirSync(path.dirname(file), { recursive: true });
  process.stderr.write(`compiling ${name} (minutes, the first time)\n`);
  const ldflags = ['-s', '-w', ...flags].join(' ');
  go(folder, ['build', '-buildvcs=false', '-trimpath', '-ldflags', ldflags, '-o', `${file}.part`, target]);
  fs.renameSync(`${file}.part`, file);
  return file;
}

/** A program is compiled anew when a file of its module changes. */
function fileOf(name: string): string {
  const folder = path.join(modules, name);
  const hash = createHash('sha256');
  for (const file of fs.readdirSync(folder).sort()) hash.update(fs.readFileSync(path.join(folder, file)));
  return path.join(cache, `${name}-${hash.digest('hex').slice(0, 12)}`, name);
}

/** kube-apiserver and its clients read the version of Kubernetes from variables that are set when they are linked. */
function versionFlags(folder: string): readonly string[] {
  const { Version: version } = JSON.parse(go(folder, ['list', '-m', '-json', 'k8s.io/kubernetes'])) as {
    readonly Version: string;
  };
  const [major = '', minor = ''] = version.slice(1).split('.');
  return Object.entries({ gitVersion: version, gitMajor: major, gitMinor: minor }).map(
    ([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`,
  );
}

function go(cwd: string, args: readonly string[]): string {
  return execFileSync('go', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '-mod=readonly' },
  });
}
