import { spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as os from 'node:os';
import * as path from 'node:path';

const startTimeoutMs = 30_000;
const pollMs = 20;

/** A running Envoy on loopback, with ports that the kernel chose. */
export interface RunningEnvoy {
  /** Port of a listener. */
  port(listener: string): number;
  /** Ends this process, and no other. */
  stop(): Promise<void>;
}

/** Starts Envoy with a bootstrap; rejects with Envoy's own words when it refuses it. */
export async function startEnvoy(binary: string, bootstrap: object): Promise<RunningEnvoy> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'envoy-'));
  const [admin, log] = [path.join(folder, 'admin'), path.join(folder, 'log')];
  const child = spawnEnvoy(binary, bootstrap, folder);
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    process.removeListener('exit', kill);
    await end(child);
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const ports = await listenerPorts(await ready(child, admin, log));
    return { port: listener => ports.get(listener) ?? fail(`Envoy has no listener ${listener}`), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Writes its bootstrap, its log and its admin address into a folder of its own. */
function spawnEnvoy(binary: string, bootstrap: object, folder: string): ChildProcess {
  const config = path.join(folder, 'bootstrap.json');
  const address = { socket_address: { address: '127.0.0.1', port_value: 0 } };
  fs.writeFileSync(config, JSON.stringify({ ...bootstrap, admin: { address } }));
  const files = [
    '-c',
    config,
    '--admin-address-path',
    path.join(folder, 'admin'),
    '--log-path',
    path.join(folder, 'log'),
  ];
  const options = ['--concurrency', '1', '--disable-hot-restart', '-l', 'warning'];
  return spawn(binary, [...files, ...options], { stdio: 'ignore' });
}

async function ready(child: ChildProcess, admin: string, log: string): Promise<string> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    if (child.exitCode !== null) fail(`Envoy refused the configuration:\n${read(log)}`);
    if (Date.now() > deadline) fail(`Envoy did not become ready:\n${read(log)}`);
    const host = read(admin).trim();
    if (host !== '' && (await get(host, '/ready').catch(() => '')).startsWith('LIVE')) return host;
    await new Promise(resolve => setTimeout(resolve, pollMs));
  }
}

async function listenerPorts(host: string): Promise<ReadonlyMap<string, number>> {
  interface Status {
    readonly name: string;
    readonly local_address: { readonly socket_address: { readonly port_value: number } };
  }
  const answer = JSON.parse(await get(host, '/listeners?format=json')) as { listener_statuses?: Status[] };
  return new Map(
    (answer.listener_statuses ?? []).map(({ name, local_address }) => [name, local_address.socket_address.port_value]),
  );
}

function get(host: string, target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.get(`http://${host}${target}`, { agent: false }, response => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(text));
    });
    request.on('error', reject);
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

function read(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function fail(message: string): never {
  throw new Error(message);
}
