import type { WorkloadIdentity } from '../../../imports/security.gardener.cloud/v1alpha1';
import type { Loose } from '../../../lib/core/loose';
import {
  subjectOf,
  validateWorkloadIdentity,
  validateWorkloadIdentityUpdate,
} from '../../../lib/gardener/workload-identity/validation';
import { Report } from '../../../lib/rules/report';

type Fields = Loose<WorkloadIdentity>;

const uid = '11111111-2222-3333-4444-555555555555';
const identity: Fields = {
  metadata: { name: 'orchard', namespace: 'garden-orchard' },
  spec: { audiences: ['sts.example.org'], targetSystem: { type: 'gcp' } },
};

function judge(run: (report: Report) => void): string[] {
  const report = new Report();
  run(report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

describe('a WorkloadIdentity', () => {
  test('has a subject of namespace, name and uid', () => {
    const known = { ...identity, metadata: { ...identity.metadata, uid } };
    expect(subjectOf(known)).toBe(`gardener.cloud:workloadidentity:garden-orchard:orchard:${uid}`);
  });

  test('has a subject of at most 255 characters, the uid of the future included', () => {
    // 31 characters before the namespace, 1 between it and the name, 37 for colon and uid
    const named = (length: number): Fields => ({
      ...identity,
      metadata: { name: 'n'.repeat(length), namespace: 'garden-orchard' },
    });
    const longest = 255 - subjectOf(named(0)).length;
    expect(judge(report => validateWorkloadIdentity(named(longest), report))).toEqual([]);
    expect(judge(report => validateWorkloadIdentity(named(longest + 1), report))).toEqual([
      'WORKLOADIDENTITY-SUBJECT-LENGTH invalid status.sub',
    ]);
  });

  test('has a subject of ASCII characters', () => {
    const named = { ...identity, metadata: { name: 'pfläumle', namespace: 'garden-orchard' } };
    expect(judge(report => validateWorkloadIdentity(named, report))).toEqual([
      'META-NAME invalid metadata.name',
      'WORKLOADIDENTITY-SUBJECT-ASCII invalid status.sub',
    ]);
  });

  test('lists audiences, each once, and one target system', () => {
    const spec = { audiences: ['a', '', 'a'], targetSystem: { type: 'aws,gcp' } };
    expect(judge(report => validateWorkloadIdentity({ ...identity, spec }, report))).toEqual([
      'WORKLOADIDENTITY-AUDIENCE-EMPTY required spec.audiences[1]',
      'WORKLOADIDENTITY-AUDIENCE-DUPLICATE duplicate spec.audiences[2]',
      'WORKLOADIDENTITY-TYPE-SINGLE invalid spec.targetSystem.type',
    ]);
    expect(judge(report => validateWorkloadIdentity({ ...identity, spec: {} }, report))).toEqual([
      'WORKLOADIDENTITY-AUDIENCES required spec.audiences',
      'WORKLOADIDENTITY-TYPE required spec.targetSystem.type',
    ]);
  });

  test('keeps type and subject; a manifest without uid is no change of the subject', () => {
    const stored = { ...identity, metadata: { ...identity.metadata, uid }, status: { sub: 'anything' } };
    expect(judge(report => validateWorkloadIdentityUpdate(identity, stored, report))).toEqual([]);
    const next: Fields = {
      metadata: { name: 'plum', namespace: 'garden-orchard' },
      spec: { ...identity.spec, targetSystem: { type: 'aws' } },
    };
    expect(judge(report => validateWorkloadIdentityUpdate(next, stored, report))).toEqual([
      'META-IMMUTABLE invalid metadata.name',
      'WORKLOADIDENTITY-TYPE-IMMUTABLE invalid spec.targetSystem.type',
      'WORKLOADIDENTITY-SUBJECT invalid status.sub',
    ]);
  });
});
