import type { Finding } from '../core/finding';
import type { KindInfo } from './registry';

/** Why upstream takes a value that the schema refuses; what it does instead. */
interface Leniency {
  readonly rule: string;
  readonly path: RegExp;
  readonly effect: string;
}

/** Sets of values that upstream closes only by documentation, or judges elsewhere. */
const lenientValues: Readonly<Record<string, readonly Leniency[]>> = {
  'core.gardener.cloud/Shoot': [
    {
      rule: 'SCHEMA-VALUE',
      path: /^spec\.systemComponents\.coreDNS\.autoscaling\.mode$/,
      effect: 'the API server accepts the value, and CoreDNS is not scaled',
    },
  ],
  'core.gardener.cloud/NamespacedCloudProfile': [
    {
      rule: 'SCHEMA-VALUE',
      path: /^spec\.machineImages\[\d+\]\.versions\[\d+\]\.cri\[\d+\]\.name$/,
      effect: 'the object is valid on its own, admission judges it together with its parent',
    },
  ],
};

/** Findings about what upstream tolerates become warnings that say what happens. */
export function withLeniency(findings: readonly Finding[], info: KindInfo, isEmbedded: boolean): readonly Finding[] {
  const lenient = lenientValues[`${info.group}/${info.kind}`] ?? [];
  const ignoresUnknown = isEmbedded && info.kind === 'GardenletConfiguration';
  if (lenient.length === 0 && !ignoresUnknown) return findings;
  return findings.map(finding => {
    const { rule, path } = finding;
    if (ignoresUnknown && rule === 'SCHEMA-UNKNOWN-FIELD') {
      return { ...finding, severity: 'warning', effect: 'gardenlet ignores the field without a word' };
    }
    const leniency = lenient.find(row => row.rule === rule && row.path.test(path));
    return leniency === undefined ? finding : { ...finding, severity: 'warning', effect: leniency.effect };
  });
}
