import type { aclRules } from '../lints/rules';
import type { Situation } from '../situation';

/** One source address of the nodes that an infrastructure config fixes. */
export type EgressSource = SourceOrigin &
  (
    | {
        /** The address or range itself. */
        readonly range: string;
      }
    | {
        /** What the cloud calls it. The fact `egressAddresses` of the shoot tells which addresses that are. */
        readonly id: string;
      }
  );

interface SourceOrigin {
  /** Field of the Shoot that fixes it. */
  readonly path: string;
  /** The provider publishes it in `status.egressCIDRs`, so that the extension lets it in by itself. */
  readonly published: boolean;
}

/** What is wrong with the egress addresses of a shoot. */
export interface EgressProblem {
  readonly rule: keyof typeof aclRules;
  readonly path: string;
  readonly message: string;
  readonly fix?: string;
}

/** What one provider extension makes of the egress addresses of its shoots. */
export interface EgressProvider {
  /** Source addresses that the infrastructure config fixes, as a value or by an id. */
  sources(situation: Situation): readonly EgressSource[];
  /** Why addresses are missing from what the provider publishes, or can change. */
  problems(situation: Situation): readonly EgressProblem[];
  /** Are the IPv6 ranges of the nodes among the published addresses? @default no */
  publishesIPv6?(situation: Situation): boolean;
}

/** Where the infrastructure config lies in a Shoot. */
export const configPath = 'spec.provider.infrastructureConfig';

/** The addresses behind an id of the infrastructure config; undefined when no fact tells. */
export function addressesBehind({ facts }: Situation, id: string): readonly string[] | undefined {
  const known = Object.entries(facts.egressAddresses ?? {}).find(([key]) => key === id)?.[1];
  return typeof known === 'string' ? [known] : known;
}

/** The sources that fields name, as far as the fields are there. */
export function sourcesOf(
  fields: readonly { readonly id: unknown; readonly path: string; readonly published?: boolean }[],
): EgressSource[] {
  return fields.flatMap(({ id, path, published = true }) =>
    typeof id === 'string' && id !== '' ? [{ id, path, published }] : [],
  );
}
