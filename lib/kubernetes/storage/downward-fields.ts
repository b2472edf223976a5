import type { ObjectFieldSelector, ResourceFieldSelector } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { qualifiedNameProblems } from '../../core/names';
import { Quantity } from '../../core/quantity';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-FIELD-REF': 'a container can be told some fields of its pod only',
  'POD-FIELD-REF-KEY': "a single label or annotation is named metadata.labels['<key>']",
  'POD-RESOURCE-FIELD-REF':
    'a container can be told its requests and limits of cpu, memory, ephemeral-storage and huge pages',
  'POD-RESOURCE-DIVISOR': 'a divisor is one unit: 1m or 1 for cpu, 1 or one with a suffix such as 1Mi for the others',
});

/** All fields of pods that have ever been given to containers (`ConvertDownwardAPIFieldLabel`). */
const convertible: ReadonlySet<string> = new Set([
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.host',
  'spec.nodeName',
  'spec.restartPolicy',
  'spec.schedulerName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.phase',
  'status.podIP',
  'status.podIPs',
]);

const subscripted = /^([^[]+|[^[].*?)\['(.*)'\]$/s;

/** A field of the pod (`validateObjectFieldSelector`), one of `allowed` or a single label or annotation. */
export function validateFieldRef(
  { apiVersion, fieldPath = '' }: Loose<ObjectFieldSelector>,
  { allowed, path }: { readonly allowed: readonly string[]; readonly path: FieldPath },
  report: Report,
): void {
  const at = path.child('fieldPath');
  if (fieldPath === '') {
    report.required(rule['POD-FIELD-REF'], at);
    return;
  }
  if (apiVersion !== undefined && apiVersion !== '' && apiVersion !== 'v1') {
    const message = 'fields of pods are known for apiVersion v1 only';
    report.invalid(rule['POD-FIELD-REF'], at, fieldPath, { message });
    return;
  }
  const [, map, key] = subscripted.exec(fieldPath) ?? [];
  if (map !== undefined && key !== undefined) validateKey(fieldPath, { map, key, path }, report);
  else if (!convertible.has(fieldPath)) report.invalid(rule['POD-FIELD-REF'], at, fieldPath, { allowed });
  else {
    const field = fieldPath === 'spec.host' ? 'spec.nodeName' : fieldPath;
    if (!allowed.includes(field)) report.notSupported(rule['POD-FIELD-REF'], at, fieldPath, allowed);
  }
}

interface Subscript {
  readonly map: string;
  readonly key: string;
  readonly path: FieldPath;
}

function validateKey(fieldPath: string, { map, key, path }: Subscript, report: Report): void {
  if (map !== 'metadata.labels' && map !== 'metadata.annotations') {
    const message = 'single entries are known of metadata.labels and metadata.annotations only';
    report.invalid(rule['POD-FIELD-REF-KEY'], path.child('fieldPath'), fieldPath, { message });
    return;
  }
  const problems = qualifiedNameProblems(map === 'metadata.annotations' ? key.toLowerCase() : key);
  if (problems.length === 0) return;
  const message = `the key of a label or annotation ${problems.join(', ')}`;
  report.invalid(rule['POD-FIELD-REF-KEY'], path, key, { message });
}

const resources = ['cpu', 'memory', 'ephemeral-storage'].flatMap(name => [`limits.${name}`, `requests.${name}`]).sort();
const hugePages = /^(?:requests|limits)\.hugepages-/;
const cpu = /^(?:requests|limits)\.cpu$/;
const cpuDivisor = /^1m?$/;
const divisor = /^1(?:[kMGTPE]|[KMGTPE]i)?$/;

/** A request or limit of a container (`validateContainerResourceFieldSelector`); a volume needs the name of the container. */
export function validateResourceFieldRef(
  selector: Loose<ResourceFieldSelector>,
  { isVolume, path }: { readonly isVolume: boolean; readonly path: FieldPath },
  report: Report,
): void {
  const { containerName = '', resource = '' } = selector;
  const known = resources.includes(resource) || hugePages.test(resource);
  if (isVolume && containerName === '') {
    const message = 'a volume belongs to all containers, so that the container must be named';
    report.required(rule['POD-RESOURCE-FIELD-REF'], path.child('containerName'), { message });
  } else if (resource === '') report.required(rule['POD-RESOURCE-FIELD-REF'], path.child('resource'));
  else if (!known) report.notSupported(rule['POD-RESOURCE-FIELD-REF'], path.child('resource'), resource, resources);
  const amount = Quantity.parse(selector.divisor ?? '0');
  if (!known || amount === undefined || amount.isZero()) return;
  if (!(cpu.test(resource) ? cpuDivisor : divisor).test(amount.toString()))
    report.invalid(rule['POD-RESOURCE-DIVISOR'], path.child('divisor'), selector.divisor);
}
