import type { IConstruct } from 'constructs';
import { gardenerMinor } from '../api/gardener-minor';
import type { Finding } from '../core/finding';
import { isDNS1123Subdomain } from '../core/names';
import { ruleTable, type Rule } from '../rules/rule';
import { originOf } from '../synth/origin';

const rule = ruleTable('cdk8s-gardener', {
  'LANDSCAPE-GARDENER': { reason: 'this is no version of Gardener', fix: 'write one such as "1.150.0"' },
  'LANDSCAPE-DOMAIN': { reason: 'this is no domain', fix: 'write one such as "meadow.example.org"' },
});

/** All rules about what describes a landscape, for the reference. */
export const landscapeRules: readonly Rule[] = Object.values(rule);

interface Described extends IConstruct {
  readonly gardener: string;
  readonly domain: string;
}

/** What is wrong with the description of a landscape, so that nothing can be judged by it. */
export function propsFindings(landscape: Described): readonly Finding[] {
  const { gardener, domain } = landscape;
  const wrong: (readonly [Rule, string])[] = [];
  if (!isGardenerVersion(gardener)) wrong.push([rule['LANDSCAPE-GARDENER'], gardener]);
  if (!isDNS1123Subdomain(domain)) wrong.push([rule['LANDSCAPE-DOMAIN'], domain]);
  return wrong.map(([{ id, severity, reason, fix, source }, value]) => ({
    rule: id,
    severity,
    path: '',
    value,
    message: `"${value}": ${reason}`,
    ...(fix !== undefined && { fix }),
    source,
    origin: originOf(landscape),
  }));
}

function isGardenerVersion(text: string): boolean {
  try {
    gardenerMinor(text);
    return true;
  } catch {
    return false;
  }
}
