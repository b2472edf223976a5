import type { Secret } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../meta/immutable';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { decodedSize, sortedValues, validateKeys, validateSize, validateStillImmutable, type Values } from './values';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'CONFIG-SECRET-KEY-MISSING': {
    reason: 'a Secret of this type has this key',
    fix: 'add the key, or set type: Opaque',
  },
  'CONFIG-SECRET-JSON': {
    reason: 'a Secret for pulling images holds a JSON object',
    fix: 'write the content of the file ~/.docker/config.json',
  },
  'CONFIG-SECRET-ACCOUNT': {
    reason: 'a Secret for the token of a ServiceAccount names it',
    fix: 'set the annotation kubernetes.io/service-account.name',
  },
  'CONFIG-SECRET-TYPE': { reason: 'a Secret keeps its type', fix: 'delete the Secret before, or give it a new name' },
});

const [data, stringData] = [FieldPath.of('data'), FieldPath.of('stringData')];
const accountName = 'kubernetes.io/service-account.name';

/** A new Secret. What SOPS has encrypted is there, and nothing is known about it. */
export function validateSecret(secret: Loose<Secret>, report: Report): void {
  const scope = { namespaced: true, nameProblems: dns1123SubdomainProblems };
  validateKubernetesMetadata(secret.metadata, scope, report);
  validateKeys(secret.data, data, report);
  validateKeys(secret.stringData, stringData, report);
  const values = valuesOf(secret);
  const size = Object.values(values).reduce((sum, text) => sum + decodedSize(text), 0);
  validateSize(size, data, report);
  validateType(secret, values, report);
}

/** A Secret keeps its type, and an immutable one its values. */
export function validateSecretUpdate(next: Loose<Secret>, old: Loose<Secret>, report: Report): void {
  const [type, oldType] = [next.type ?? 'Opaque', old.type ?? 'Opaque'];
  validateImmutable(rule['CONFIG-SECRET-TYPE'], { next: type, old: oldType, path: FieldPath.of('type') }, report);
  if (old.immutable !== true) return;
  const fields = [{ path: data, next: sortedValues(valuesOf(next)), old: sortedValues(valuesOf(old)) }];
  validateStillImmutable(next, fields, { path: FieldPath.of('immutable'), report });
}

/** All values in base64, as the API server keeps them: texts replace what data says. */
function valuesOf(secret: Loose<Secret>): Values {
  const texts = Object.entries(secret.stringData ?? {}).map(([key, text = '']) => [
    key,
    Buffer.from(text).toString('base64'),
  ]);
  return { ...secret.data, ...(Object.fromEntries(texts) as Values) };
}

const neededKeys: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

/** What a type of Secrets asks of its values. */
function validateType(secret: Loose<Secret>, values: Values, report: Report): void {
  const { type = '' } = secret;
  for (const key of neededKeys[type] ?? []) {
    const isMissing = type === 'kubernetes.io/ssh-auth' ? (values[key] ?? '') === '' : !(key in values);
    if (isMissing) report.required(rule['CONFIG-SECRET-KEY-MISSING'], data.key(key));
    else if (key.startsWith('.docker') && !isJsonObject(secret, key))
      report.invalid(
        rule['CONFIG-SECRET-JSON'],
        (key in (secret.stringData ?? {}) ? stringData : data).key(key),
        undefined,
      );
  }
  if (type === 'kubernetes.io/basic-auth' && !('username' in values) && !('password' in values))
    for (const key of ['username', 'password']) report.required(rule['CONFIG-SECRET-KEY-MISSING'], data.key(key));
  if (type === 'kubernetes.io/service-account-token' && (secret.metadata?.annotations?.[accountName] ?? '') === '')
    report.required(rule['CONFIG-SECRET-ACCOUNT'], FieldPath.of('metadata', 'annotations').key(accountName));
}

/** A JSON object or null; what SOPS has encrypted may be one. */
function isJsonObject(secret: Loose<Secret>, key: string): boolean {
  const written = secret.stringData?.[key];
  const encoded = secret.data?.[key] ?? '';
  if ((written ?? encoded).startsWith('ENC[')) return true;
  try {
    const value: unknown = JSON.parse(written ?? Buffer.from(encoded, 'base64').toString('utf8'));
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}
