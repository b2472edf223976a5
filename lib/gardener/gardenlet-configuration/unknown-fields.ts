import type { Finding } from '../../core/finding';

const embedded = /^spec\.(?:template\.spec\.)?(?:gardenlet\.)?config\./;

/**
 * Findings of the schema about a Gardenlet, ManagedSeed or ManagedSeedSet, as severe as they are: the API server decodes `config`
 * without strictness, so an unknown field in it is not refused but lost.
 *
 * Source: gardener:pkg/apis/seedmanagement/encoding/encoding.go v1.150.
 */
export function unknownFieldsAsDropped(findings: readonly Finding[]): readonly Finding[] {
  return findings.map(finding => {
    if (finding.type !== 'unknownField' || !embedded.test(finding.path)) return finding;
    return { ...finding, severity: 'warning', effect: 'the API server drops the field without a word' };
  });
}
