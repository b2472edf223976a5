import { apiGroupVersions, apiResources, type ApiRange } from '../../../imports/tables/kubernetes';
import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { isInRange, rangeText, type KubernetesVersion } from './version';

const rule = ruleTable('gardener:pkg/utils/validation/apigroups/apigroups.go v1.150', {
  'K8S-API-FORMAT': 'an API is named group/version or group/version/resource, and without group in the core group',
  'K8S-API-UNKNOWN': 'no Kubernetes version that Gardener knows has this API',
  'K8S-API-BAD-VERSION': 'without a valid Kubernetes version the API cannot be judged',
  'K8S-API-VERSION': 'this Kubernetes version does not have the API',
  'K8S-API-REQUIRED': { reason: 'Gardener needs this API, so it cannot be switched off', fix: 'remove the entry' },
});

/** The rules about APIs that are switched on and off. */
export const runtimeConfigRules = Object.values(rule);

/** What decides whether an API may be switched off. */
export interface RuntimeConfigContext {
  readonly version: KubernetesVersion;
  readonly workerless: boolean;
}

/** APIs that are switched on or off by `runtimeConfig`; `path` is the map. */
export function validateRuntimeConfig(
  runtimeConfig: Readonly<Record<string, boolean | undefined>> | undefined,
  context: RuntimeConfigContext,
  path: FieldPath,
  report: Report,
): void {
  for (const api in runtimeConfig) validateApi(api, runtimeConfig[api] === true, context, path.key(api), report);
}

function validateApi(
  api: string,
  enabled: boolean,
  { version, workerless }: RuntimeConfigContext,
  path: FieldPath,
  report: Report,
): void {
  const parts = splitApi(api);
  if (parts === undefined) {
    report.invalid(rule['K8S-API-FORMAT'], path, api);
    return;
  }
  const range =
    parts.resource === undefined ? row(apiGroupVersions, parts.groupVersion) : row(apiResources, parts.resource);
  if (range === undefined) report.invalid(rule['K8S-API-UNKNOWN'], path, api);
  else if (version.release === undefined) report.invalid(rule['K8S-API-BAD-VERSION'], path, api);
  else if (!isInRange(range, version.release)) {
    const message = `Kubernetes ${version.text} does not have the API ${api}, it exists in ${rangeText(range)}`;
    report.forbidden(rule['K8S-API-VERSION'], path, { value: api, message });
  } else if (!enabled) {
    const needed = neededApi(parts, workerless);
    if (needed !== undefined)
      report.forbidden(rule['K8S-API-REQUIRED'], path, {
        message: `Gardener needs the API ${needed}, it cannot be switched off`,
      });
  }
}

/** The API that Gardener needs and that would go: the one named, its group version, or one of its resources. */
function neededApi({ groupVersion, resource }: ApiName, workerless: boolean): string | undefined {
  const isNeeded = (range: ApiRange | undefined): boolean =>
    (workerless ? range?.requiredForWorkerless : range?.required) === true;
  if (resource !== undefined && isNeeded(row(apiResources, resource))) return resource;
  if (isNeeded(row(apiGroupVersions, groupVersion))) return groupVersion;
  if (resource !== undefined) return undefined;
  return Object.keys(apiResources).find(name => name.startsWith(`${groupVersion}/`) && isNeeded(apiResources[name]));
}

interface ApiName {
  readonly groupVersion: string;
  /** With its group version. */
  readonly resource?: string;
}

function splitApi(api: string): ApiName | undefined {
  const [first = '', second = '', third] = api.split('/', 4);
  const parts = api.split('/').length;
  if (parts > 3) return undefined;
  if (parts === 1) return { groupVersion: first };
  if (third !== undefined) return { groupVersion: `${first}/${second}`, resource: api };
  return first === 'v1' ? { groupVersion: 'v1', resource: api } : { groupVersion: api };
}

const row = (rows: Readonly<Record<string, ApiRange>>, name: string): ApiRange | undefined =>
  Object.hasOwn(rows, name) ? rows[name] : undefined;
