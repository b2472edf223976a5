import { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Finding } from '../../core/finding';
import { listsOf, type AccessLists, type LabeledRange } from '../access-lists';
import { alwaysAllowed } from '../always-allowed';
import type { EnvoyFilter } from '../envoy-filter';
import { asForeseen, findGateway } from '../gateway';
import { reservedEgress } from '../egress/known-egress';
import type { AggregatedShoot } from '../hardened/aggregate';
import { renderHardened, type HardenedOptions } from '../hardened/render';
import { aclRules } from '../lints/rules';
import { predictUpstream } from '../outcome';
import type { Situation } from '../situation';
import { clientsText, setsOf, withClients, type AccessSource } from './client-set';
import { checkClientSets } from './client-set-check';
import { normalizeRanges, reportWide } from './normalize';

const rule = ruleTable('gardener-extension-acl:charts/seed/templates/envoyfilter', {
  'ACL-LAYOUT': {
    reason: "the extension's objects belong to one shoot each, so that its profile has no aggregated layout",
    fix: 'use the hardened profile, or leave layout out',
  },
  'ACL-SHADOW': {
    reason: 'a dry run is possible where all filters are ours: what the extension makes is enforced at once',
    fix: 'use delivery gitops with the hardened profile, or leave shadow out',
  },
  'ACL-TWICE': {
    reason: 'a shoot has one access control: the filters of two would replace or contradict each other',
    fix: 'give all ranges to one of them',
  },
});

/** About a second access control of a shoot, which only the constructs know of. */
export const secondControl = rule['ACL-TWICE'];

/** The rules of access controls that only a synth can report. */
export const controlRules = Object.values(rule);

/** Who creates the filters on the seed, and whose behavior they have. */
export interface AccessControlMode {
  /** `extension`: the controller of the ACL extension. `gitops`: Flux. @default extension */
  readonly delivery?: 'extension' | 'gitops';
  /** `upstream`: what the extension does. `hardened`: every entry path, and nothing that was not asked for. @default hardened */
  readonly profile?: 'upstream' | 'hardened';
  /**
   * `separate`: objects of the shoot's own. `aggregated`: few objects per gateway, which many shoots share, in profile `hardened`: half the
   * text, and a new tunnel passes one filter instead of one per shoot. @default separate
   */
  readonly layout?: 'separate' | 'aggregated';
}

/** Everything that an access control of one shoot is made of. */
export interface AccessControlValues extends AccessControlMode, Pick<HardenedOptions, 'shadow' | 'delayDeny'> {
  /** The shoot and its surroundings; its `acl` entry is what we are about to write. */
  readonly situation: Omit<Situation, 'entry'>;
  /** Who gets in, beside what is always allowed. Without it everybody who is not denied. */
  readonly allow?: readonly AccessSource[];
  /** Who never gets in, even where an allowed range holds them. */
  readonly deny?: readonly AccessSource[];
}

/** What an access control adds to the tree. */
export interface AccessControlObjects {
  /** Entry of the Shoot's `spec.extensions`; undefined when the extension has nothing to do. */
  readonly extension?: { readonly type: 'acl'; readonly providerConfig: object };
  /** Objects for the shoot's seed. */
  readonly objects: readonly EnvoyFilter[];
  /** What the shoot adds to the objects that it shares with others; undefined in the layout `separate`. */
  readonly shared?: AggregatedShoot;
  /** The lists that the filters enforce. */
  readonly lists: AccessLists;
  /** Who the ranges are, one line per named set; undefined when none has a name. */
  readonly clients: string | undefined;
  /** What was wrong with the ranges; paths begin with `allow` or `deny`. */
  readonly findings: readonly Finding[];
}

/** The objects of one access control. Pure: the construct only gathers the values and adds the objects. */
export function renderAccessControl(values: AccessControlValues): AccessControlObjects {
  const { delivery = 'extension', profile = 'hardened', layout = 'separate' } = values;
  const report = new Report();
  const sets = { allow: setsOf(values.allow ?? []), deny: setsOf(values.deny ?? []) };
  checkClientSets(values.allow ?? [], 'allow', report);
  checkClientSets(values.deny ?? [], 'deny', report);
  const allow = normalizeRanges(sets.allow, 'allow', report);
  const deny = normalizeRanges(sets.deny, 'deny', report);
  if (values.allow?.length === 0 || (values.allow === undefined && values.deny === undefined)) {
    report.required(aclRules['ACL-E004'], 'allow');
  }
  const entry = delivery === 'extension' ? extensionEntry(allow) : undefined;
  if (entry === undefined) reportWide(allow, 'allow', report);
  if (values.shadow === true && (entry !== undefined || profile === 'upstream'))
    report.add(rule['ACL-SHADOW'], 'shadow', { value: true });
  const situation = withEntry(values.situation, allow);
  const lists = listsOf({ allow, deny }, [...alwaysAllowed(situation).list, ...reservedEgress(situation).ranges]);
  const clients = clientsText([...sets.allow, ...sets.deny]);
  const made = { ...(entry && { extension: entry }), lists, clients };
  if (profile === 'upstream') {
    if (layout === 'aggregated') report.add(rule['ACL-LAYOUT'], 'layout', { value: layout });
    const objects = upstream(situation, { delivery, deny, report }).map(object => withClients(object, clients));
    return { ...made, objects, findings: report.findings };
  }
  const shoot = { situation, lists };
  const options = hardenedOptions(values, lists);
  if (layout === 'aggregated') {
    return { ...made, objects: [], shared: { ...shoot, options, clients }, findings: report.findings };
  }
  const objects = renderHardened(shoot, options).map(object => withClients(object, clients));
  return { ...made, objects, findings: report.findings };
}

function extensionEntry(allow: readonly LabeledRange[]): AccessControlObjects['extension'] {
  if (allow.length === 0) return undefined; // the extension's DENY lets the denied ranges into the tunnels
  return { type: 'acl', providerConfig: ruleOf(allow) };
}

function ruleOf(allow: readonly LabeledRange[]): object {
  return { rule: { action: 'ALLOW', type: 'remote_ip', cidrs: allow.map(({ cidr }) => cidr) } };
}

function withEntry(situation: Omit<Situation, 'entry'>, allow: readonly LabeledRange[]): Situation {
  return { ...situation, entry: { index: 0, disabled: false, providerConfig: ruleOf(allow) } };
}

/** Where the extension stays, its filters stand for the allow-list of the API host, but know nothing of denied ranges. */
function hardenedOptions(values: AccessControlValues, lists: AccessLists): HardenedOptions {
  const { delivery = 'extension', shadow, delayDeny } = values;
  const covered = delivery === 'extension' && lists.allow !== undefined && lists.deny === undefined;
  return {
    coverage: covered ? 'complement' : 'complete',
    ...(shadow !== undefined && { shadow }),
    ...(delayDeny !== undefined && { delayDeny }),
  };
}

function upstream(
  situation: Situation,
  {
    delivery,
    deny,
    report,
  }: { readonly delivery: string; readonly deny: readonly LabeledRange[]; readonly report: Report },
): readonly EnvoyFilter[] {
  if (deny.length > 0) report.add(aclRules['ACL-E008'], 'deny', { fix: 'use the hardened profile' });
  if (delivery === 'extension') return []; // the controller makes them
  const isAbsent = findGateway(situation).kind === 'absent';
  // the controller would leave what it made; what is not rendered here is pruned
  const outcome = predictUpstream(isAbsent ? asForeseen(situation) : situation);
  if (outcome.kind === 'rendered') return outcome.objects;
  if (outcome.kind === 'indeterminate') report.add(aclRules['ACL-E013'], 'profile', {});
  if (outcome.kind === 'error') report.add(aclRules['ACL-E012'], 'profile', { message: outcome.error });
  return [];
}
