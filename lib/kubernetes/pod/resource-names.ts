import { isQualifiedName } from '../../core/names';
import { Quantity } from '../../core/quantity';

const hugePages = 'hugepages-';
const containerResources = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** Huge pages of one size. */
export function isHugePages(resource: string): boolean {
  return resource.startsWith(hugePages);
}

/** Something that a container can ask for by a name without a prefix. */
export function isContainerResource(resource: string): boolean {
  return containerResources.has(resource) || isHugePages(resource);
}

/** Something that a whole pod can ask for. */
export function isPodResource(resource: string): boolean {
  return resource === 'cpu' || resource === 'memory' || isHugePages(resource);
}

/** A resource of Kubernetes itself: without a prefix, or with one of kubernetes.io. */
export function isNativeResource(resource: string): boolean {
  return !resource.includes('/') || resource.includes('kubernetes.io/');
}

/** A resource of a device plugin, whose name can be counted in a quota. */
export function isExtendedResource(resource: string): boolean {
  return !isNativeResource(resource) && !resource.startsWith('requests.') && isQualifiedName(`requests.${resource}`);
}

/** A limit may be above the request: the node can promise more than it has. */
export function allowsOvercommit(resource: string): boolean {
  return isNativeResource(resource) && !isHugePages(resource);
}

/** Whole pages of the size that the name of the resource says. */
export function isWholePages(resource: string, amount: Quantity): boolean {
  const size = Quantity.parse(resource.slice(hugePages.length));
  if (size === undefined || size.isZero() || size.isNegative() || size.value(-3) % 1000n !== 0n) return false;
  return amount.value() % size.value() === 0n;
}
