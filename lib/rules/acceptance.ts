import type { Finding } from '../core/finding';

/** Says that a finding is known and wanted, and why. Accepted findings are counted and listed, never hidden. */
export interface Acceptance {
  /** Rule id. */
  readonly rule: string;
  /** Why it is fine; a sentence for the reviewers. */
  readonly reason: string;
  /** Cluster of the object. @default any */
  readonly cluster?: string;
  /** Kind of the object. @default any */
  readonly kind?: string;
  /** Namespace of the object. @default any */
  readonly namespace?: string;
  /** Name of the object. @default any */
  readonly name?: string;
  /** The field, or a field above it. @default any */
  readonly path?: string;
}

/** A finding that somebody accepted. */
export interface AcceptedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

/** Whether an acceptance means a finding. `critical` findings cannot be accepted in advance. */
export function accepts(acceptance: Acceptance, finding: Finding): boolean {
  const { object } = finding;
  return (
    finding.severity !== 'critical' &&
    acceptance.rule === finding.rule &&
    matches(acceptance.cluster, finding.cluster) &&
    matches(acceptance.kind, object?.kind) &&
    matches(acceptance.namespace, object?.namespace) &&
    matches(acceptance.name, object?.name) &&
    (acceptance.path === undefined || isBelow(finding.path, acceptance.path))
  );
}

function matches(wanted: string | undefined, found: string | undefined): boolean {
  return wanted === undefined || wanted === found;
}

function isBelow(path: string, ancestor: string): boolean {
  return (
    path === ancestor || (path.startsWith(ancestor) && (path[ancestor.length] === '.' || path[ancestor.length] === '['))
  );
}
