import type { CRI, Worker } from '../../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../../core/field-path';
import type { Loose } from '../../../../core/loose';
import { memoize } from '../../../../core/memo';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';
import { certificateProblem } from '../../../validation/certificate';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150', {
  'SHOOT-CRI-NAME': 'containerd is the only container runtime',
  'SHOOT-CRI-RUNTIME': {
    reason: 'an additional container runtime needs a type',
    fix: 'set type, for example gvisor',
    source:
      'gardener:pkg/api/core/validation/shoot.go v1.150 (upstream prints containerruntimes, the field is containerRuntimes)',
  },
  'SHOOT-CRI-RUNTIME-DUPLICATE': {
    reason: 'an additional container runtime is listed once',
    fix: 'remove the second entry',
    source:
      'gardener:pkg/api/core/validation/shoot.go v1.150 (upstream prints containerruntimes, the field is containerRuntimes)',
  },
  'SHOOT-WORKER-CA': 'the CA bundle of a pool must be a PEM certificate',
  'SHOOT-SYSCTL-KEY': {
    reason: 'a sysctl is named like net.ipv4.ip_forward',
    source: 'gardener:pkg/api/core/validation/shoot.go v1.150 (upstream prints the sysctl as a field, it is a key)',
  },
  'SHOOT-SYSCTL-LONG': 'the name of a sysctl is too long for a file name',
  'SHOOT-SYSCTL-VALUE': { reason: 'a sysctl needs a value', fix: 'write the value as text' },
});

/** The rules about settings of nodes. */
export const nodeSettingRules = Object.values(rule);

/** Pools of a landscape share few bundles, and reading a certificate is slow. */
const bundleProblem = memoize(certificateProblem, 100);

/** What is set up on the nodes of a pool; `path` is the pool. */
export function validateNodeSettings({ cri, caBundle, sysctls }: Loose<Worker>, path: FieldPath, report: Report): void {
  if (cri) validateCri(cri, path.child('cri'), report);
  const problem = caBundle === undefined ? undefined : bundleProblem(caBundle);
  if (problem !== undefined)
    report.invalid(rule['SHOOT-WORKER-CA'], path.child('caBundle'), '(certificate)', {
      message: `the CA bundle ${problem}`,
    });
  for (const [key, value = ''] of Object.entries(sysctls ?? {}))
    validateSysctl(key, value, path.child('sysctls').key(key), report);
}

function validateCri({ name, containerRuntimes }: Loose<CRI>, path: FieldPath, report: Report): void {
  const given: string = name ?? '';
  if (given !== 'containerd') report.notSupported(rule['SHOOT-CRI-NAME'], path.child('name'), given, ['containerd']);
  const seen = new Set<string>();
  for (const [index, { type = '' }] of (containerRuntimes ?? []).entries()) {
    const place = path.child('containerRuntimes').index(index).child('type');
    if (type === '') report.required(rule['SHOOT-CRI-RUNTIME'], place);
    if (seen.has(type)) report.duplicate(rule['SHOOT-CRI-RUNTIME-DUPLICATE'], place, type);
    seen.add(type);
  }
}

// every part ends with a dot, so that matching never backtracks far
const sysctlKey = /^(?:(?:[a-zA-Z0-9-][a-zA-Z0-9_/-]*|\*)\.)*[a-zA-Z0-9_/-]*[a-zA-Z0-9]$/;
/** Longest path of a file without its folder /proc/sys/, and longest name of a file. */
const maximumLength = 4096 - '/proc/sys/'.length;
const maximumPartLength = 255;

function validateSysctl(key: string, value: string, path: FieldPath, report: Report): void {
  if (!sysctlKey.test(key)) report.invalid(rule['SHOOT-SYSCTL-KEY'], path, key);
  if (Buffer.byteLength(key) > maximumLength) report.tooLong(rule['SHOOT-SYSCTL-LONG'], path, key, maximumLength);
  for (const part of key.split('.'))
    if (Buffer.byteLength(part) > maximumPartLength) report.invalid(rule['SHOOT-SYSCTL-LONG'], path, part);
  if (value === '') report.required(rule['SHOOT-SYSCTL-VALUE'], path);
}
