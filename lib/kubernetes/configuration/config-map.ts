import type { ConfigMap } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { decodedSize, sortedValues, validateKeys, validateSize, validateStillImmutable } from './values';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'CONFIG-KEY-TWICE': { reason: 'a key is in data or in binaryData', fix: 'leave one of the two' },
});

const [data, binaryData] = [FieldPath.of('data'), FieldPath.of('binaryData')];

/** A new ConfigMap. */
export function validateConfigMap(configMap: Loose<ConfigMap>, report: Report): void {
  const scope = { namespaced: true, nameProblems: dns1123SubdomainProblems };
  validateKubernetesMetadata(configMap.metadata, scope, report);
  const [texts, bytes] = [configMap.data ?? {}, configMap.binaryData ?? {}];
  validateKeys(texts, data, report);
  validateKeys(bytes, binaryData, report);
  for (const key of Object.keys(texts)) if (key in bytes) report.invalid(rule['CONFIG-KEY-TWICE'], data.key(key), key);
  const sizes = [
    ...Object.values(texts).map((text = '') => Buffer.byteLength(text)),
    ...Object.values(bytes).map(decodedSize),
  ];
  validateSize(
    sizes.reduce((sum, size) => sum + size, 0),
    FieldPath.root,
    report,
  );
}

/** What an immutable ConfigMap is refused for. */
export function validateConfigMapUpdate(next: Loose<ConfigMap>, old: Loose<ConfigMap>, report: Report): void {
  if (old.immutable !== true) return;
  const fields = [
    { path: data, next: sortedValues(next.data), old: sortedValues(old.data) },
    { path: binaryData, next: sortedValues(next.binaryData), old: sortedValues(old.binaryData) },
  ];
  validateStillImmutable(next, fields, { path: FieldPath.of('immutable'), report });
}
