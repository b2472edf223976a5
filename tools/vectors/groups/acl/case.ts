import type { Situation } from '../../../../lib/acl/situation';
import type { Connection } from '../../../../lib/acl/evaluate/connection';

/** `input` of a case, or one of its `clusters` (FORMAT.md 3, acl.md 7.2): a missing key is unknown, null is known to be absent. */
export interface ClusterInput {
  readonly gardenerVersion: string;
  readonly project: { readonly name: string };
  readonly seed: object;
  readonly shoot: Situation['shoot'];
  readonly gardenlet?: object | null;
  readonly exposureClass?: object | null;
  readonly infrastructure?: object | null;
  readonly extension?: {
    readonly additionalAllowedCIDRs?: readonly string[];
    readonly maxAllowedCIDRs?: number;
  } | null;
  readonly seedState?: object | null;
  readonly providerConfig?: unknown;
  readonly extensionDisabled?: boolean;
}

/** A connection and what must become of it. */
export interface Probe extends Connection {
  readonly name: string;
  readonly verdict: 'ALLOW' | 'DENY';
  readonly hardenedVerdict?: 'ALLOW' | 'DENY';
  readonly evaluated?: readonly string[];
  readonly deniedBy?: readonly string[];
}

/** Verdict of the admission webhook. */
export interface ExpectedAdmission {
  readonly allowed: boolean;
  readonly message?: string;
  readonly field?: string;
}

/** One entry of acl-vectors.json. */
export interface AclCase {
  readonly id: string;
  readonly input: ClusterInput | { readonly clusters: readonly ClusterInput[] };
  readonly expected?: readonly unknown[];
  readonly outcome?: string | readonly string[];
  readonly error?: string;
  readonly admission?: ExpectedAdmission | readonly ExpectedAdmission[];
  readonly derived: Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[];
  readonly lintsAtLeast?: readonly string[];
  readonly probes?: readonly Probe[];
}

/** The clusters of a case: one, unless it lists several. */
export function clustersOf({ input }: AclCase): readonly ClusterInput[] {
  return 'clusters' in input ? input.clusters : [input];
}
