import type { Node } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems, labelValueProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { validateLabelKey } from '../meta/labels';
import { networkProblems } from '../strict-address';
import { optionalText, presentText } from '../text-field';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'NODE-TAINT-TWICE': { reason: 'a node has a taint of one key and effect but once', fix: 'remove one of them' },
  'NODE-TAINT-VALUE': 'the value of a taint is a label value',
  'NODE-POD-CIDRS': 'the pods of a node have one network per family, in CIDR notation',
  'NODE-IMMUTABLE': { reason: 'a node keeps its networks and its machine once it has them', fix: 'add another node' },
});

const path = FieldPath.of('spec');
const validateTaintValue = optionalText({
  rule: rule['NODE-TAINT-VALUE'],
  subject: 'the value of a taint',
  problems: labelValueProblems,
});
const validateNetwork = presentText({
  rule: rule['NODE-POD-CIDRS'],
  subject: 'a network of pods',
  problems: networkProblems,
});

/** A new Node, as far as somebody writes it by hand. Upstream reports taints below metadata. */
export function validateNode(node: Loose<Node>, report: Report): void {
  const scope = { namespaced: false, nameProblems: dns1123SubdomainProblems };
  validateKubernetesMetadata(node.metadata, scope, report);
  const seen = new Set<string>();
  for (const [index, { key = '', value, effect = '' }] of (node.spec?.taints ?? []).entries()) {
    const at = path.child('taints').index(index);
    validateLabelKey(key, at.child('key'), report);
    validateTaintValue(value, at.child('value'), report);
    if (seen.has(`${key} ${effect}`)) report.duplicate(rule['NODE-TAINT-TWICE'], at, `${key}:${effect}`);
    seen.add(`${key} ${effect}`);
  }
  validateNetworks(networksOf(node), report);
}

/** What a Node keeps once it has it. */
export function validateNodeUpdate(next: Loose<Node>, old: Loose<Node>, report: Report): void {
  const [networks, before] = [networksOf(next), networksOf(old)];
  if (before.length > 0 && networks.join() !== before.join())
    report.forbidden(rule['NODE-IMMUTABLE'], path.child('podCIDRs'), { value: networks });
  const [machine = '', oldMachine = ''] = [next.spec?.providerID, old.spec?.providerID];
  if (oldMachine !== '' && machine !== oldMachine)
    report.forbidden(rule['NODE-IMMUTABLE'], path.child('providerID'), { value: machine });
}

/** The first network stands in podCIDR, too, which counts when they differ. */
function networksOf({ spec }: Loose<Node>): readonly string[] {
  const { podCIDR = '', podCIDRs = [] } = spec ?? {};
  return podCIDR !== '' && podCIDRs[0] !== podCIDR ? [podCIDR] : podCIDRs;
}

function validateNetworks(networks: readonly string[], report: Report): void {
  const at = path.child('podCIDRs');
  for (const [index, network] of networks.entries()) validateNetwork(network, at.index(index), report);
  const families = new Set(networks.map(network => network.includes(':')));
  if (networks.length > 2 || families.size < networks.length) report.invalid(rule['NODE-POD-CIDRS'], at, networks);
}
