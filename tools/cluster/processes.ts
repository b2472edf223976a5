import { spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import * as path from 'node:path';

/** Programs of one cluster, which end with it. */
export class Processes {
  private readonly children: { readonly name: string; readonly child: ChildProcess }[] = [];
  private readonly folder: string;
  private readonly killAll = (): void => {
    for (const { child } of this.children) child.kill('SIGKILL');
  };

  /** The folder holds the output of each program, as `<name>.log`. */
  constructor(folder: string) {
    this.folder = folder;
    process.once('exit', this.killAll);
  }

  start(name: string, [file, ...args]: readonly [string, ...string[]], environment: NodeJS.ProcessEnv = {}): void {
    const log = fs.openSync(path.join(this.folder, `${name}.log`), 'a');
    const child = spawn(file, args, { stdio: ['ignore', log, log], env: { ...process.env, ...environment } });
    fs.closeSync(log);
    this.children.push({ name, child });
  }

  /** @throws Error with its last words when a program has ended */
  assertAlive(): void {
    const dead = this.children.find(({ child }) => child.exitCode !== null || child.signalCode !== null);
    if (dead !== undefined) throw new Error(`${dead.name} has ended:\n${this.log(dead.name).slice(-2000)}`);
  }

  log(name: string): string {
    return fs.readFileSync(path.join(this.folder, `${name}.log`), 'utf8');
  }

  /** Ends the programs that were started here, the last one first. */
  async end(): Promise<void> {
    process.removeListener('exit', this.killAll);
    for (const { child } of [...this.children].reverse()) await endOf(child);
  }
}

const patienceMs = 5000;

function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise(resolve => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** Ports of loopback that are free now. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map(server => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))));
  const ports = servers.map(server => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}

const pollMs = 200;

/** Asks until there is an answer that counts; an error counts as "not yet". */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline)
      throw new Error(`${what}: not within ${seconds} s${last instanceof Error ? ` (${last.message})` : ''}`);
    await new Promise(resolve => setTimeout(resolve, pollMs));
  }
}
