import type { IpSet } from '../../core/ip-set';
import { admitted, upstreamLists, type AccessLists } from '../access-lists';
import { decodeProviderConfig, type AccessRule, type DecodedConfig } from '../access-rule';
import { accessTable, type AccessRow } from '../access-table';
import { alwaysAllowed, type AlwaysAllowedResult } from '../always-allowed';
import { FilterIndex } from '../evaluate/filter-index';
import { findGateway, type GatewaySearch } from '../gateway';
import { foreseenObjects, predictUpstream, type Outcome } from '../outcome';
import { ruleProblem } from '../rule-validation';
import type { Situation } from '../situation';

/** One shoot with an ACL, and how it comes about. */
export interface AclSubject {
  readonly situation: Situation;
  /** `extension`: the Shoot has an `acl` entry. `gitops`: the tree holds filters for it and the Shoot has no entry. */
  readonly delivery: 'extension' | 'gitops';
  /** The seed is known: without it nothing can be said about gateways and hosts. */
  readonly seedKnown: boolean;
  /** The tree holds filters for this shoot, so that what is not known now cannot be found out later. @default false */
  readonly guarded?: boolean;
  /** EnvoyFilters of the tree that are applied to the shoot's seed. */
  readonly filters: FilterIndex;
}

/** What all lints of a shoot look at, computed once. */
export interface Analysis extends AclSubject {
  readonly decoded: DecodedConfig;
  /** Undefined when it is missing or the extension refuses it. */
  readonly rule: AccessRule | undefined;
  readonly always: AlwaysAllowedResult;
  readonly search: GatewaySearch;
  readonly outcome: Outcome;
  /** What the extension makes of the rule; undefined without a valid one. */
  readonly lists: AccessLists | undefined;
  /** Every way in, with the filters of the tree and those that the extension will render. */
  readonly table: readonly AccessRow[];
  /** Addresses that the rule lets in, or, without a rule, those that the filters of the API hosts let in. */
  readonly admitted: IpSet | undefined;
}

/** Looks at one shoot. */
export function analyze(subject: AclSubject): Analysis {
  const { situation, delivery, filters } = subject;
  const decoded = delivery === 'extension' ? decodeProviderConfig(situation.entry.providerConfig) : { strayKeys: [] };
  const valid = decoded.error === undefined && ruleProblem(decoded.rule, 0) === undefined;
  const rule = valid ? decoded.rule : undefined;
  const outcome: Outcome = delivery === 'extension' ? predictUpstream(situation) : { kind: 'not-deployed' };
  const predicted = delivery === 'extension' ? foreseenObjects(situation) : [];
  const lists = rule && upstreamLists(situation, rule);
  const table = accessTable(situation, filters, new FilterIndex(predicted));
  return {
    ...subject,
    decoded,
    rule,
    always: alwaysAllowed(situation),
    search: findGateway(situation),
    outcome,
    lists,
    table,
    admitted: lists === undefined ? tableAdmits(table) : admitted(lists),
  };
}

/** Is the shoot's ACL in force, or would it be if the gateway were known? */
export function isActive({ situation, delivery, rule }: Analysis): boolean {
  return delivery === 'gitops' || (!situation.entry.disabled && rule !== undefined);
}

/** Path of the `acl` entry's providerConfig in the Shoot. */
export function configPath({ situation, delivery }: AclSubject, ...below: string[]): string {
  if (delivery === 'gitops') return '';
  return [`spec.extensions[${situation.entry.index}].providerConfig`, ...below].join('.');
}

function tableAdmits(table: readonly AccessRow[]): IpSet | undefined {
  return table.find(({ path, state }) => state === 'protected' && (path.kind === 'api' || path.kind === 'internal'))
    ?.admitted;
}
