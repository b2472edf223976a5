import { qualifiedNameProblems, type Problems } from '../../core/names';

const computed = ['cpu', 'memory', 'ephemeral-storage'];
const counted = [
  'configmaps',
  'persistentvolumeclaims',
  'pods',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'services',
  'services.loadbalancers',
  'services.nodeports',
];
const quotaResources: ReadonlySet<string> = new Set([
  ...computed,
  ...computed.flatMap(name => [`requests.${name}`, `limits.${name}`]),
  ...counted,
  'requests.storage',
]);
const containerResources: ReadonlySet<string> = new Set(computed);

/** Whether a quota can be about this resource of Kubernetes itself. */
export function isQuotaResource(name: string): boolean {
  return quotaResources.has(name) || name.startsWith('requests.hugepages-') || name.startsWith('hugepages-');
}

/** Whether containers may get more of a resource than they have asked for. */
export function allowsOvercommit(name: string): boolean {
  return isNative(name) && !name.startsWith('hugepages-');
}

/** Why something is no resource at all: neither of Kubernetes, nor with a domain. */
export function resourceNameProblems(name: string): Problems {
  const problems = qualifiedNameProblems(name);
  if (problems.length > 0 || name.includes('/') || name === 'storage' || isQuotaResource(name)) return problems;
  return ['must be a resource of Kubernetes, or have a domain'];
}

/** Why there can be no quota of a resource. */
export function quotaResourceProblems(name: string): Problems {
  const problems = resourceNameProblems(name);
  if (problems.length > 0 || name.includes('/') || isQuotaResource(name)) return problems;
  return ['must be a resource that quotas know'];
}

/** Why a container cannot ask for a resource. */
export function containerResourceProblems(name: string): Problems {
  const problems = resourceNameProblems(name);
  if (problems.length > 0) return problems;
  if (!name.includes('/'))
    return containerResources.has(name) || name.startsWith('hugepages-') ? [] : ['must be a resource of containers'];
  const isExtended = !name.startsWith('requests.') && qualifiedNameProblems(`requests.${name}`).length === 0;
  return isNative(name) || isExtended
    ? []
    : ['must be a resource of containers, which does not begin with "requests."'];
}

function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}
