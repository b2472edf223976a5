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
  /** The file, or a folder above it, as origins name them. @default any */
  readonly file?: string;
}

/** A finding that somebody accepted. */
export interface AcceptedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

/** Whether an acceptance means a finding. `critical` findings cannot be accepted in advance. */
export function accepts(acceptance: Acceptance, finding: Finding): boolean {
  const { object, origin } = finding;
  return (
    finding.severity !== 'critical' &&
    acceptance.rule === finding.rule &&
    matches(acceptance.cluster, finding.cluster) &&
    matches(acceptance.kind, object?.kind) &&
    matches(acceptance.namespace, object?.namespace) &&
    matches(acceptance.name, object?.name) &&
    (acceptance.path === undefined || isBelow(finding.path, acceptance.path, '.[')) &&
    (acceptance.file === undefined || isBelow(origin?.file ?? '', acceptance.file.replace(/\/$/, ''), '/'))
  );
}

function matches(wanted: string | undefined, found: string | undefined): boolean {
  return wanted === undefined || wanted === found;
}

/** Whether a path is an ancestor, or goes on behind it with one of the separators. */
function isBelow(path: string, ancestor: string, separators: string): boolean {
  const next = path[ancestor.length];
  return path.startsWith(ancestor) && (next === undefined || separators.includes(next));
}
