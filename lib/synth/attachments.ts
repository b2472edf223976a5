import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Finding, Origin } from '../core/finding';
import type { KubernetesObject } from '../core/object';

const findingsSymbol = Symbol.for('cdk8s-gardener.findings');
const originSymbol = Symbol.for('cdk8s-gardener.origin');
const verbatimSymbol = Symbol.for('cdk8s-gardener.verbatim');
const finishSymbol = Symbol.for('cdk8s-gardener.finish');

type Attached = Record<symbol, unknown>;

function attach(construct: IConstruct, symbol: symbol, value: unknown): void {
  Object.defineProperty(construct, symbol, { value });
}

/** Findings that a construct made while it read its input; the synth reports them. */
export function attachFindings(construct: IConstruct, findings: readonly Finding[]): void {
  attach(construct, findingsSymbol, findings);
}

/** What was attached with {@link attachFindings}. */
export function findingsOf(construct: IConstruct): readonly Finding[] {
  return ((construct as unknown as Attached)[findingsSymbol] as readonly Finding[] | undefined) ?? none;
}

const none: readonly Finding[] = [];

/** Finds the place of a field of an object that was read from a file. */
export type OriginFinder = (path?: string) => Origin | undefined;

/** Says that an object was read from a file: its findings name places there instead of lines of the app. */
export function attachOrigin(object: ApiObject, origin: OriginFinder): void {
  attach(object, originSymbol, origin);
}

/** What was attached with {@link attachOrigin}. */
export function originFinderOf(object: ApiObject): OriginFinder | undefined {
  return (object as unknown as Attached)[originSymbol] as OriginFinder | undefined;
}

/** Says that an object is printed as this text, byte for byte: a file that SOPS has encrypted must not be written anew. */
export function attachVerbatim(object: ApiObject, text: string): void {
  attach(object, verbatimSymbol, text);
}

/** What was attached with {@link attachVerbatim}. */
export function verbatimOf(object: ApiObject): string | undefined {
  return (object as unknown as Attached)[verbatimSymbol] as string | undefined;
}

/** The last change of a plain object, after everything that the app has said about it. */
export type Finish = (object: KubernetesObject) => KubernetesObject;

/** Says how an object is finished before it is checked and printed: what a delivery adds to objects that others made. */
export function attachFinish(object: ApiObject, finish: Finish): void {
  attach(object, finishSymbol, finish);
}

/** What was attached with {@link attachFinish}. */
export function finishOf(object: ApiObject): Finish | undefined {
  return (object as unknown as Attached)[finishSymbol] as Finish | undefined;
}
