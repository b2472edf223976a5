import type { EnvFromSource, EnvVar, EnvVarSource } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import {
  configMapKeyProblems,
  dns1123LabelProblems,
  dns1123SubdomainProblems,
  isRelaxedEnvVarName,
} from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateFieldRef, validateResourceFieldRef } from '../storage/downward-fields';
import { climbs } from '../storage/volume-path';
import { optionalText, presentText, requiredText } from '../text-field';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-ENV-NAME': 'the name of an environment variable has printable characters of ASCII without "="',
  'POD-ENV-SOURCE': {
    reason: 'a variable has either a value, or valueFrom with exactly one source',
    fix: 'leave one of them',
  },
  'POD-ENV-FROM-SOURCE': {
    reason: 'an entry of envFrom has either configMapRef or secretRef',
    fix: 'leave one of them',
  },
  'POD-ENV-REFERENCE': 'a variable names an object and a key as they can be',
  'POD-ENV-FILE': 'a variable from a file names a volume, a path inside it, and a variable of the file',
});

/** Fields of the Pod that a variable can have. */
const fields: readonly string[] = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

const nameProblems = (name: string): readonly string[] =>
  isRelaxedEnvVarName(name) ? [] : ['must be printable characters of ASCII without "="'];

const envName = requiredText({ rule: rule['POD-ENV-NAME'], subject: 'a variable name', problems: nameProblems });
const envPrefix = optionalText({
  rule: rule['POD-ENV-NAME'],
  subject: 'a prefix of variables',
  problems: nameProblems,
});
const objectName = { rule: rule['POD-ENV-REFERENCE'], subject: 'the name', problems: dns1123SubdomainProblems };
const keyedName = presentText(objectName);
const sourceName = requiredText(objectName);
const key = requiredText({ rule: rule['POD-ENV-REFERENCE'], subject: 'a key', problems: configMapKeyProblems });
const fileKey = requiredText({ rule: rule['POD-ENV-FILE'], subject: 'a variable name', problems: nameProblems });
const fileVolume = requiredText({
  rule: rule['POD-ENV-FILE'],
  subject: 'a volume name',
  problems: dns1123LabelProblems,
});
const filePath = requiredText({
  rule: rule['POD-ENV-FILE'],
  subject: 'the path of a file',
  problems: path => (climbs(path) ? ['must not contain ".."'] : []),
});

/** The variables of a container (`ValidateEnv`). */
export function validateEnv(variables: readonly Loose<EnvVar>[] = [], path: FieldPath, report: Report): void {
  for (const [index, variable] of variables.entries()) {
    envName(variable.name, path.index(index).child('name'), report);
    if (variable.valueFrom !== undefined) validateValueFrom(variable, path.index(index).child('valueFrom'), report);
  }
}

function validateValueFrom(
  { value = '', valueFrom: source = {} }: Loose<EnvVar>,
  path: FieldPath,
  report: Report,
): void {
  validateSource(source, path, report);
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = source;
  const sources = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef];
  const count = sources.filter(entry => entry !== undefined).length;
  if (count === 1 && value === '') return;
  const message =
    count === 0
      ? 'valueFrom needs one of fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef'
      : value === ''
        ? 'valueFrom has more than one source'
        : 'a variable has either value or valueFrom';
  report.invalid(rule['POD-ENV-SOURCE'], path, '', { message });
}

function validateSource(source: Loose<EnvVarSource>, path: FieldPath, report: Report): void {
  if (source.fieldRef) validateFieldRef(source.fieldRef, { allowed: fields, path: path.child('fieldRef') }, report);
  if (source.resourceFieldRef)
    validateResourceFieldRef(
      source.resourceFieldRef,
      { isVolume: false, path: path.child('resourceFieldRef') },
      report,
    );
  for (const field of ['configMapKeyRef', 'secretKeyRef'] as const) {
    const reference = source[field];
    if (reference === undefined) continue;
    keyedName(reference.name ?? '', path.child(field, 'name'), report);
    key(reference.key, path.child(field, 'key'), report);
  }
  if (source.fileKeyRef === undefined) return;
  const file = path.child('fileKeyRef');
  fileKey(source.fileKeyRef.key, file.child('key'), report);
  fileVolume(source.fileKeyRef.volumeName, file.child('volumeName'), report);
  filePath(source.fileKeyRef.path, file.child('path'), report);
}

/** ConfigMaps and Secrets whose keys become variables (`ValidateEnvFrom`); a wrong number of sources is reported at the list. */
export function validateEnvFrom(sources: readonly Loose<EnvFromSource>[] = [], path: FieldPath, report: Report): void {
  for (const [index, { prefix, configMapRef, secretRef }] of sources.entries()) {
    const entry = path.index(index);
    envPrefix(prefix, entry.child('prefix'), report);
    if (configMapRef) sourceName(configMapRef.name, entry.child('configMapRef', 'name'), report);
    if (secretRef) sourceName(secretRef.name, entry.child('secretRef', 'name'), report);
    if ((configMapRef === undefined) === (secretRef === undefined))
      report.invalid(rule['POD-ENV-FROM-SOURCE'], path, '');
  }
}
