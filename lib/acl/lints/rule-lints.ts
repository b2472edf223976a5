import { Cidr } from '../../core/cidr';
import { overlappingPairs } from '../../core/cidr-overlap';
import { suggest } from '../../core/suggest';
import type { Report } from '../../rules/report';
import { lowerCase, ruleKeys } from '../access-rule';
import { maxCIDRs } from '../admission';
import { actions, types } from '../rule-validation';
import { isWide, rangeFix, readCidr, renderedNetwork, type WrittenCidr } from '../written-cidr';
import { configPath, type Analysis } from './analysis';
import { aclRules } from './rules';

/** Judges the access rule as it is written: everything that needs nothing but the providerConfig. */
export function lintRule(analysis: Analysis, report: Report): void {
  const { decoded, situation } = analysis;
  if (analysis.delivery === 'gitops' || situation.entry.disabled) return;
  lintKeys(analysis, report);
  if (decoded.error !== undefined) {
    const field = decoded.errorField ?? 'rule';
    report.typeInvalid(ruleOfField[field], configPath(analysis, field), undefined, { message: decoded.error });
    return;
  }
  if (decoded.rule === undefined) {
    report.required(aclRules['ACL-E001'], configPath(analysis, 'rule'));
    return;
  }
  lintAction(analysis, decoded.rule.action, report);
  lintType(analysis, decoded.rule.type, report);
  lintRanges(analysis, decoded.rule.cidrs, report);
}

const ruleOfField = {
  rule: aclRules['ACL-E001'],
  'rule.action': aclRules['ACL-E002'],
  'rule.type': aclRules['ACL-E003'],
  'rule.cidrs': aclRules['ACL-E005'],
};

function lintKeys(analysis: Analysis, report: Report): void {
  for (const { path, key, readAs } of analysis.decoded.strayKeys) {
    const known = path.length === 0 ? ['rule'] : ruleKeys;
    const meant = readAs ?? suggest(key, known);
    const message =
      readAs === undefined ? `the extension ignores the key "${key}"` : `the extension takes "${key}" for "${readAs}"`;
    report.unknownField(aclRules['ACL-E009'], configPath(analysis, ...path, key), {
      message,
      allowed: known,
      ...(meant !== undefined && { fix: `write "${meant}"` }),
    });
  }
}

function lintAction(analysis: Analysis, action: string, report: Report): void {
  const path = configPath(analysis, 'rule.action');
  const upper = action.toUpperCase();
  if (!actions.some(known => known === upper)) {
    if (action === '') report.required(aclRules['ACL-E002'], path);
    else report.invalid(aclRules['ACL-E002'], path, action);
    return;
  }
  if (action !== upper) report.add(aclRules['ACL-E007'], path, { value: action, fix: `write "${upper}"` });
  if (upper === 'DENY') report.add(aclRules['ACL-E008'], path, { value: action });
}

function lintType(analysis: Analysis, type: string, report: Report): void {
  const path = configPath(analysis, 'rule.type');
  const lower = lowerCase(type);
  if (!types.some(known => known === lower)) {
    if (type === '') report.required(aclRules['ACL-E003'], path);
    else report.invalid(aclRules['ACL-E003'], path, type);
  } else if (lower !== 'remote_ip') {
    const message =
      lower === 'source_ip'
        ? 'source_ip is deprecated in Envoy, and means the same here'
        : 'direct_remote_ip sees the load balancer, not the client, where it speaks PROXY protocol';
    report.add(aclRules['ACL-W105'], path, { value: type, message });
  }
}

function lintRanges(analysis: Analysis, cidrs: readonly string[], report: Report): void {
  const path = configPath(analysis, 'rule.cidrs');
  if (cidrs.length === 0) report.required(aclRules['ACL-E004'], path);
  const limit = maxCIDRs(analysis.situation.operator);
  if (limit > 0 && cidrs.length > limit) report.tooMany(aclRules['ACL-E006'], path, cidrs.length, limit);
  const read = cidrs.map(cidr => readCidr(cidr));
  for (const [i, cidr] of read.entries()) lintRange(cidr, cidrs[i] ?? '', { path: `${path}[${i}]`, report });
  lintOverlaps(read, path, report);
}

function lintRange(
  cidr: WrittenCidr | undefined,
  text: string,
  { path, report }: { readonly path: string; readonly report: Report },
): void {
  if (cidr === undefined) {
    report.invalid(aclRules['ACL-E005'], path, text, { message: Cidr.problem(text) ?? '', ...rangeFix(text) });
    return;
  }
  if (cidr.mapped) {
    const fix = cidr.network.family === 4 ? `write "${cidr.network.toString()}"` : 'write the IPv4 range that is meant';
    report.add(aclRules['ACL-E010'], path, { value: text, fix });
  } else {
    const details = { value: text, fix: `write "${cidr.network.toString()}"` };
    if (cidr.network.hasHostBits()) report.add(aclRules['ACL-W101'], path, details);
    if (text !== `${cidr.address}/${cidr.length}`) report.add(aclRules['ACL-W102'], path, details);
  }
  const rendered = renderedNetwork(cidr);
  if (isWide(rendered)) {
    const message = `the range is very wide: ${rendered.toString()} holds ${rendered.size()} addresses`;
    report.add(aclRules['ACL-W104'], path, { value: text, message });
  }
}

function lintOverlaps(read: readonly (WrittenCidr | undefined)[], path: string, report: Report): void {
  const entries = read.flatMap((cidr, index) => (cidr === undefined ? [] : [{ index, cidr }]));
  const reported = new Set<number>();
  for (const { outer, inner } of overlappingPairs(entries, ({ cidr }) => cidr.network)) {
    const [covered, covering] =
      outer.cidr.network.equals(inner.cidr.network) && outer.index > inner.index ? [outer, inner] : [inner, outer];
    if (reported.has(covered.index)) continue;
    reported.add(covered.index);
    report.add(aclRules['ACL-W103'], `${path}[${covered.index}]`, {
      value: covered.cidr.text,
      message: `the range lies in ${path}[${covering.index}] (${covering.cidr.text})`,
      fix: 'remove it',
    });
  }
}
