import type { AddressInfo } from 'node:net';
import type { Connection } from '../../lib/acl/evaluate/connection';
import { evaluate } from '../../lib/acl/evaluate/evaluate';
import { FilterIndex } from '../../lib/acl/evaluate/filter-index';
import { stageOf, type Scene } from './bootstrap';
import { startBackend, tryConnection, type Door } from './client';
import { startEnvoy } from './process';
import type { ProxyHeader } from './proxy-header';

/** A scene with the connections that are tried on it. */
export interface Trial extends Scene {
  readonly connections: readonly Connection[];
  /** What clients send ahead. @default version 1 of the PROXY protocol */
  readonly header?: ProxyHeader;
}

/** What a run of trials found. */
export interface TrialResult {
  readonly tried: number;
  /** How often Envoy let a connection in, and how often not. */
  readonly verdicts: { readonly ALLOW: number; readonly DENY: number };
  /** One line per connection on which Envoy and the evaluator disagree. */
  readonly differences: readonly string[];
}

/** Connections that are open at the same time. */
const parallel = 64;
/** The peer that Envoy sees: everything comes through loopback. */
const loopback = '127.0.0.1';

/** Tries every connection on a real Envoy and compares each verdict with the evaluator's. */
export async function runTrials(binary: string, trials: readonly Trial[]): Promise<TrialResult> {
  const backend = await startBackend();
  const stage = stageOf(trials, (backend.address() as AddressInfo).port);
  try {
    const envoy = await startEnvoy(binary, stage.bootstrap);
    try {
      const tasks = trials.flatMap(trial => {
        const index = new FilterIndex(trial.objects);
        return trial.connections.map(connection => () => {
          const door = { port: envoy.port(stage.listener(trial, connection)), header: trial.header };
          return compare({ name: trial.name, index, door }, connection);
        });
      });
      const outcomes = await inParallel(tasks);
      const count = (wanted: string): number => outcomes.filter(({ wire }) => wire === wanted).length;
      return {
        tried: tasks.length,
        verdicts: { ALLOW: count('ALLOW'), DENY: count('DENY') },
        differences: outcomes.flatMap(({ difference }) => difference ?? []),
      };
    } finally {
      await envoy.stop();
    }
  } finally {
    backend.close();
  }
}

/** A connection as it arrives over loopback: the client's address in a PROXY header. */
export function overLoopback(connection: Connection): Connection {
  return { ...connection, peer: loopback, proxied: connection.proxied ?? connection.peer };
}

async function compare(
  { name, index, door }: { readonly name: string; readonly index: FilterIndex; readonly door: Door },
  connection: Connection,
): Promise<{ readonly wire: string; readonly difference?: string }> {
  const { verdict } = evaluate(index, connection);
  const wire = await tryConnection(door, connection);
  if (wire === verdict) return { wire };
  const { proxied, peer, sni, headers, listener } = connection;
  const request = sni ?? JSON.stringify(headers);
  const difference = `${name}: ${proxied ?? peer} to ${request} on ${listener}: the evaluator says ${verdict}, Envoy ${wire}`;
  return { wire, difference };
}

async function inParallel<Result>(tasks: readonly (() => Promise<Result>)[]): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < tasks.length; i = next++) {
      const task = tasks[i];
      if (task !== undefined) results[i] = await task();
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return results;
}
