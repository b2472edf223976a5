import { Cidr } from '../../core/cidr';
import { suggest } from '../../core/suggest';
import type { Report } from '../../rules/report';
import { allowedRanges, type ChartValues, type OperatorSource } from '../view/operator-config';
import { rangeFix, readCidr } from '../written-cidr';
import { aclRules } from './rules';

/** Values of the two charts that decide about access, under their exact names. */
const valueOf = { extension: 'additionalAllowedCidrs', admission: 'maxAllowedCIDRs' } as const;
type Chart = keyof typeof valueOf;

/** Judges how the operator runs the extension: what its charts do not know and its controller cannot read has no effect, and nobody is told. */
export function lintOperator({ extension, admission }: OperatorSource, report: Report): void {
  lintNames(extension, 'extension', report);
  if (admission !== undefined) lintNames(admission, 'admission', report);
  for (const [i, range] of allowedRanges(extension.values).entries()) {
    lintAllowed(range, `${extension.path}.${valueOf.extension}[${i}]`, report);
  }
}

function lintNames({ path, values }: ChartValues, chart: Chart, report: Report): void {
  const other = chart === 'extension' ? 'admission' : 'extension';
  for (const key of Object.keys(values)) {
    if (key === valueOf[chart]) continue;
    const meant = suggest(key, [valueOf[chart]]);
    const strayed = key === valueOf[other];
    if (meant === undefined && !strayed) continue;
    const message = strayed
      ? `"${key}" is a value of the ${other} chart, which the ${chart} chart does not know`
      : `the chart does not know "${key}"`;
    const fix = strayed ? `move it to the values of ${other}` : `write "${meant ?? ''}"`;
    report.add(aclRules['ACL-OPERATOR-VALUE'], `${path}.${key}`, { message, fix });
  }
}

function lintAllowed(range: string, path: string, report: Report): void {
  const read = readCidr(range);
  if (read === undefined) {
    report.add(aclRules['ACL-E011'], path, { value: range, message: Cidr.problem(range) ?? '', ...rangeFix(range) });
  } else if (read.mapped) report.add(aclRules['ACL-E010'], path, { value: range });
}
