import type {
  APIServerLogging,
  APIServerRequests,
  ResourceWatchCacheSize,
  WatchCacheSizes,
} from '../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { fieldChecks, isCount, isWithin } from '../../rules/field-checks';
import { isFromMinor, type KubernetesVersion } from './version';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150', {
  'K8S-REQUESTS-NON-MUTATING': 'the number of concurrent reading requests must be 0 to 5000',
  'K8S-REQUESTS-MUTATING': 'the number of concurrent changing requests must be 0 to 2500',
  'K8S-LOGGING-VERBOSITY': 'the verbosity of a log must be 0 or more',
  'K8S-WATCH-CACHE-DEFAULT': 'the default size of watch caches must be 0 or more',
  'K8S-WATCH-CACHE-DEFAULT-GONE': {
    reason: 'from Kubernetes 1.35 on the default size of watch caches cannot be set',
    fix: 'remove default',
  },
  'K8S-WATCH-CACHE-RESOURCE': {
    reason: 'the size of a watch cache needs a resource',
    fix: 'set resource, for example secrets',
  },
  'K8S-WATCH-CACHE-RESOURCE-CASE': 'the resource of a watch cache is written in lower case',
  'K8S-WATCH-CACHE-RESOURCE-CHARACTERS': 'the resource of a watch cache has no comma, dot, blank or "#"',
  'K8S-WATCH-CACHE-GROUP-CASE': 'the API group of a watch cache is written in lower case',
  'K8S-WATCH-CACHE-GROUP-CHARACTERS': 'the API group of a watch cache has no comma, blank or "#"',
  'K8S-WATCH-CACHE-SIZE': 'the size of a watch cache must be 0 or more',
});

/** The rules about requests, logs and watch caches of API servers. */
export const apiServerRequestRules = Object.values(rule);

/** Concurrent requests of an API server. */
export const validateApiServerRequests = fieldChecks<APIServerRequests>({
  maxNonMutatingInflight: { rule: rule['K8S-REQUESTS-NON-MUTATING'], holds: isWithin(0, 5000) },
  maxMutatingInflight: { rule: rule['K8S-REQUESTS-MUTATING'], holds: isWithin(0, 2500) },
});

/** Verbosity of the logs of an API server. */
export const validateApiServerLogging = fieldChecks<APIServerLogging>({
  verbosity: { rule: rule['K8S-LOGGING-VERBOSITY'], holds: isCount },
  httpAccessVerbosity: { rule: rule['K8S-LOGGING-VERBOSITY'], holds: isCount },
});

const notInResource = /[,. #]/;
const notInGroup = /[, #]/;

/** Sizes of the watch caches of an API server. */
export function validateWatchCacheSizes(
  sizes: Loose<WatchCacheSizes> | undefined,
  version: KubernetesVersion,
  path: FieldPath,
  report: Report,
): void {
  if (sizes === undefined) return;
  if (sizes.default !== undefined) {
    if (isFromMinor(version, 35)) report.forbidden(rule['K8S-WATCH-CACHE-DEFAULT-GONE'], path.child('default'));
    else if (sizes.default < 0) report.invalid(rule['K8S-WATCH-CACHE-DEFAULT'], path.child('default'), sizes.default);
  }
  for (const [index, size] of (sizes.resources ?? []).entries())
    validateCacheSize(size, path.child('resources').index(index), report);
}

function validateCacheSize(
  { resource = '', apiGroup = '', size = 0 }: Loose<ResourceWatchCacheSize>,
  path: FieldPath,
  report: Report,
): void {
  if (resource === '') report.required(rule['K8S-WATCH-CACHE-RESOURCE'], path.child('resource'));
  if (resource.toLowerCase() !== resource)
    report.invalid(rule['K8S-WATCH-CACHE-RESOURCE-CASE'], path.child('resource'), resource);
  if (notInResource.test(resource))
    report.invalid(rule['K8S-WATCH-CACHE-RESOURCE-CHARACTERS'], path.child('resource'), resource);
  if (apiGroup.toLowerCase() !== apiGroup)
    report.invalid(rule['K8S-WATCH-CACHE-GROUP-CASE'], path.child('apiGroup'), apiGroup);
  if (notInGroup.test(apiGroup))
    report.invalid(rule['K8S-WATCH-CACHE-GROUP-CHARACTERS'], path.child('apiGroup'), apiGroup);
  if (size < 0) report.invalid(rule['K8S-WATCH-CACHE-SIZE'], path.child('size'), size);
}
