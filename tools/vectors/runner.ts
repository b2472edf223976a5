import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Difference } from './compare';
import { NotBuilt, type Evidence, type Shape, type VectorCase } from './shape';

/** Which cases of a file are wanted. */
export interface Selection {
  readonly topic?: string;
  readonly id?: string;
}

/** What became of one file. */
export interface Outcome {
  readonly passed: VectorCase[];
  readonly failed: { readonly case: VectorCase; readonly reason: string; readonly built: boolean }[];
  readonly notRun: VectorCase[];
  readonly evidence: Evidence[];
}

/** A file that no shape recognises: a usage error of the caller. */
export class UnknownShape extends Error {}

/** Every shape below `shapes/`, found by folder so that a topic adds its own without touching a list. */
export function shapes(): Shape[] {
  const folder = path.join(__dirname, 'shapes');
  const files = fs
    .readdirSync(folder)
    .filter(file => file.endsWith('.ts'))
    .sort();
  return files.map(file => (require(path.join(folder, file)) as { shape: Shape }).shape);
}

/** Runs the cases of one parsed vector file. */
export function runVectors(data: unknown, selection: Selection = {}): Outcome {
  const shape = shapes().find(candidate => candidate.matches(data));
  if (shape === undefined) throw new UnknownShape('no known shape of vector file');
  const outcome: Outcome = { passed: [], failed: [], notRun: [], evidence: [] };
  for (const entry of shape.cases(data as never)) {
    if (selection.topic !== undefined && !entry.topics.includes(selection.topic)) continue;
    if (!('run' in entry)) {
      if (selection.id === undefined) outcome.evidence.push(entry);
    } else if (selection.id === undefined || entry.id === selection.id) runCase(entry, outcome);
  }
  return outcome;
}

function runCase(entry: VectorCase, outcome: Outcome): void {
  if (entry.notRun !== undefined) {
    outcome.notRun.push(entry);
    return;
  }
  try {
    const difference = entry.run();
    if (difference === undefined) outcome.passed.push(entry);
    else outcome.failed.push({ case: entry, reason: describe(difference), built: true });
  } catch (error) {
    // a crash of our code is a failure of the case, not of the run
    const reason = error instanceof NotBuilt ? error.message : `threw ${String(error)}`;
    outcome.failed.push({ case: entry, reason, built: !(error instanceof NotBuilt) });
  }
}

function describe({ part, path: where, expected, actual }: Difference): string {
  return `${part}${where === '' ? '' : ` ${where}`}: expected ${short(expected)}, got ${short(actual)}`;
}

function short(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}
