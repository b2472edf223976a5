import { Cidr } from '../../core/cidr';
import { overlappingPairs } from '../../core/cidr-overlap';
import type { LabeledRange } from '../access-lists';
import { aclRules } from '../lints/rules';
import type { Report } from '../../rules/report';
import { isWide, rangeFix, readCidr } from '../written-cidr';
import type { ClientSet } from './client-set';

interface Entry {
  readonly label: LabeledRange;
  readonly network: Cidr;
  readonly path: string;
}

/**
 * The ranges of sets in their canonical form. Nothing is dropped without a word: what cannot be read and what is not clear is an error,
 * what is normalized is a warning.
 */
export function normalizeRanges(sets: readonly ClientSet[], path: string, report: Report): LabeledRange[] {
  const entries = sets.flatMap(({ name, ranges }) =>
    ranges.flatMap((text, i) => normalizeRange(text, name, { path: `${path}[${name}][${i}]`, report })),
  );
  const covered = coveredBy(entries);
  return entries.flatMap(entry => {
    const outer = covered.get(entry);
    if (outer === undefined) return [entry.label];
    const message = `${entry.label.cidr} lies in ${outer.label.cidr} of "${outer.label.origin}": left out`;
    report.add(aclRules['ACL-W103'], entry.path, { value: entry.label.cidr, message });
    return [];
  });
}

/** Says which ranges let nearly everybody in, where no entry of a Shoot says so. */
export function reportWide(ranges: readonly LabeledRange[], path: string, report: Report): void {
  for (const { cidr, origin } of ranges) {
    const network = readCidr(cidr)?.network;
    if (network === undefined || !isWide(network)) continue;
    const message = `the range is very wide: ${cidr} holds ${network.size()} addresses`;
    report.add(aclRules['ACL-W104'], `${path}[${origin}]`, { value: cidr, message });
  }
}

function normalizeRange(
  text: string,
  origin: string,
  { path, report }: { readonly path: string; readonly report: Report },
): Entry[] {
  const single = text.includes('/') ? undefined : Cidr.parse(`${text}/${text.includes(':') ? 128 : 32}`);
  const read = readCidr(single === undefined ? text : `${text}/${text.includes(':') ? 128 : 32}`);
  if (read === undefined) {
    report.invalid(aclRules['ACL-E005'], path, text, { message: Cidr.problem(text) ?? '', ...rangeFix(text) });
    return [];
  }
  if (read.mapped) {
    const fix = read.network.family === 4 ? `write "${read.network.toString()}"` : 'write the IPv4 range that is meant';
    report.add(aclRules['ACL-E010'], path, { value: text, fix });
    return [];
  }
  const cidr = read.network.toString();
  const masked = read.network.hasHostBits();
  if (masked) report.add(aclRules['ACL-W101'], path, { value: text, message: `host bits are masked: ${cidr}` });
  else if (single === undefined && text !== cidr)
    report.add(aclRules['ACL-W102'], path, { value: text, message: `written as ${cidr}` });
  return [{ label: { cidr, origin }, network: read.network, path }];
}

/** For each entry that lies in another one, the largest such; of equal ones the first stays. */
function coveredBy(entries: readonly Entry[]): ReadonlyMap<Entry, Entry> {
  const covered = new Map<Entry, Entry>();
  for (const { outer, inner } of overlappingPairs(entries, ({ network }) => network)) {
    if (!covered.has(inner) && !covered.has(outer)) covered.set(inner, outer);
  }
  return covered;
}
