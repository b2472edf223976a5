import type { WorkloadIdentity } from '../../../imports/security.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateObjectMeta, validateObjectMetaUpdate } from '../../kubernetes/meta/object-meta';

const rule = ruleTable('gardener:pkg/api/security/validation/workloadidentity.go v1.150', {
  'WORKLOADIDENTITY-AUDIENCES': { reason: 'a token is made for at least one audience', fix: 'list an audience' },
  'WORKLOADIDENTITY-AUDIENCE-EMPTY': { reason: 'an audience must not be empty', fix: 'fill or remove the entry' },
  'WORKLOADIDENTITY-AUDIENCE-DUPLICATE': { reason: 'every audience is listed once', fix: 'remove the second entry' },
  'WORKLOADIDENTITY-TYPE': {
    reason: 'a target system needs a type',
    fix: 'set spec.targetSystem.type, for example gcp',
  },
  'WORKLOADIDENTITY-TYPE-SINGLE': {
    reason: 'a workload identity is for one provider only',
    fix: 'create one WorkloadIdentity for each provider',
  },
  'WORKLOADIDENTITY-TYPE-IMMUTABLE': {
    reason: 'the type of the target system never changes',
    fix: 'create another WorkloadIdentity',
  },
  'WORKLOADIDENTITY-SUBJECT': 'the subject of the token is made of namespace, name and uid, and never changes',
  'WORKLOADIDENTITY-SUBJECT-LENGTH': {
    reason: 'the subject of the token, made of namespace, name and uid, is too long',
    fix: 'choose a shorter name',
  },
  'WORKLOADIDENTITY-SUBJECT-ASCII': {
    reason: 'the subject of the token, made of namespace, name and uid, has ASCII characters only',
    fix: 'choose another name',
  },
});

/** The rules about WorkloadIdentities. */
export const workloadIdentityRules = Object.values(rule);

const metadataPath = FieldPath.of('metadata');
const audiencesPath = FieldPath.of('spec', 'audiences');
const typePath = FieldPath.of('spec', 'targetSystem', 'type');
const subjectPath = FieldPath.of('status', 'sub');

/** Characters of a subject, and of the uid that the API server gives to an object. */
const subjectLength = 255;
const uidLength = 36;
const beyondAscii = /[^\0-\x7f]/;

/** A new WorkloadIdentity (`ValidateWorkloadIdentity`); its subject is judged by its length, since the uid is not known yet. */
export function validateWorkloadIdentity(identity: Loose<WorkloadIdentity>, report: Report): void {
  validateIdentity(identity, report, true);
}

/** A changed WorkloadIdentity, judged as a new one too (`ValidateWorkloadIdentityUpdate`). */
export function validateWorkloadIdentityUpdate(
  next: Loose<WorkloadIdentity>,
  old: Loose<WorkloadIdentity>,
  report: Report,
): void {
  validateObjectMetaUpdate(next.metadata, old.metadata, metadataPath, report);
  const type = next.spec?.targetSystem?.type ?? '';
  if (type !== (old.spec?.targetSystem?.type ?? ''))
    report.invalid(rule['WORKLOADIDENTITY-TYPE-IMMUTABLE'], typePath, type);
  const uid = next.metadata?.uid ?? old.metadata?.uid;
  const subject = subjectOf(next, uid);
  if (subject !== subjectOf(old, uid)) report.invalid(rule['WORKLOADIDENTITY-SUBJECT'], subjectPath, subject);
  validateIdentity(next, report, false);
}

/**
 * `gardener.cloud:workloadidentity:<namespace>:<name>:<uid>`: whom a token of the identity speaks for. A uid that is not known yet
 * is shown as zeros.
 */
export function subjectOf({ metadata }: Loose<WorkloadIdentity>, uid = metadata?.uid): string {
  const { namespace = '', name = '' } = metadata ?? {};
  const id = (uid ?? '') === '' ? '0'.repeat(uidLength) : uid;
  return ['gardener.cloud', 'workloadidentity', namespace, name, id].join(':');
}

function validateIdentity(identity: Loose<WorkloadIdentity>, report: Report, generatesNames: boolean): void {
  const scope = { namespaced: true, nameProblems: dns1123SubdomainProblems, generatesNames, path: metadataPath };
  validateObjectMeta(identity.metadata, scope, report);
  validateAudiences(identity.spec?.audiences ?? [], report);
  const type = identity.spec?.targetSystem?.type ?? '';
  if (type === '') report.required(rule['WORKLOADIDENTITY-TYPE'], typePath);
  if (type.includes(',')) report.invalid(rule['WORKLOADIDENTITY-TYPE-SINGLE'], typePath, type);
  const subject = subjectOf(identity);
  if (subject.length > subjectLength)
    report.invalid(rule['WORKLOADIDENTITY-SUBJECT-LENGTH'], subjectPath, subject, {
      message: `the subject of the token has ${subject.length} characters, at most ${subjectLength} are allowed`,
    });
  if (beyondAscii.test(subject)) report.invalid(rule['WORKLOADIDENTITY-SUBJECT-ASCII'], subjectPath, subject);
}

function validateAudiences(audiences: readonly string[], report: Report): void {
  if (audiences.length === 0) report.required(rule['WORKLOADIDENTITY-AUDIENCES'], audiencesPath);
  const seen = new Set<string>();
  for (const [index, audience] of audiences.entries()) {
    if (audience === '') report.required(rule['WORKLOADIDENTITY-AUDIENCE-EMPTY'], audiencesPath.index(index));
    if (seen.has(audience))
      report.duplicate(rule['WORKLOADIDENTITY-AUDIENCE-DUPLICATE'], audiencesPath.index(index), audience);
    seen.add(audience);
  }
}
