import { isMap } from '../../core/plain-map';

const group = 'pod-security.admission.config.k8s.io';
const versions = new Set([`${group}/v1`, `${group}/v1beta1`, `${group}/v1alpha1`]);

const levels = ['enforce', 'enforce-version', 'audit', 'audit-version', 'warn', 'warn-version'];
const exemptions = ['usernames', 'namespaces', 'runtimeClasses'];

/**
 * Why a configuration of the admission plugin PodSecurity cannot be decoded; undefined when it can. Unknown fields and levels do no
 * harm at this point (gardener:pkg/utils/validation/admissionplugins/admissionplugins.go v1.150, pod-security-admission:admission/api).
 */
export function podSecurityProblem(config: unknown): string | undefined {
  if (!isMap(config)) return 'must be an object';
  const { apiVersion, kind, defaults, exemptions: exempt } = config;
  if (typeof apiVersion !== 'string' || !versions.has(apiVersion)) return `apiVersion must be ${group}/v1`;
  if (kind !== 'PodSecurityConfiguration') return 'kind must be PodSecurityConfiguration';
  return (
    sectionProblem('defaults', defaults, levels, isText) ?? sectionProblem('exemptions', exempt, exemptions, isTexts)
  );
}

function sectionProblem(
  name: string,
  section: unknown,
  fields: readonly string[],
  fits: (value: unknown) => boolean,
): string | undefined {
  if (section === undefined || section === null) return undefined;
  if (!isMap(section)) return `${name} must be an object`;
  const wrong = fields.find(field => section[field] !== undefined && section[field] !== null && !fits(section[field]));
  return wrong === undefined ? undefined : `${name}.${wrong} has a wrong type`;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
