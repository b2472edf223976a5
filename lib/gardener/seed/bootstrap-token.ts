import { shortSha256 } from '../../core/hash';

/** The Gardenlet, ManagedSeed or Shoot that a token lets join. */
export interface TokenOwner {
  /** Absent or empty for cluster-scoped objects. */
  readonly namespace?: string;
  readonly name: string;
}

/**
 * Id of the bootstrap token of an object, six hexadecimal digits: two objects may collide, and so may `a--b` in `c` and `b` in `c--a`
 * (gardener:pkg/utils/kubernetes/bootstraptoken/bootstraptoken.go TokenID v1.150).
 */
export function bootstrapTokenId({ namespace = '', name }: TokenOwner): string {
  return shortSha256(namespace === '' ? name : `${namespace}--${name}`, 6);
}

/** Name of the Secret in `kube-system` that holds the token with that id (kubernetes:cluster-bootstrap/token/util). */
export function bootstrapTokenSecretName(id: string): string {
  return `bootstrap-token-${id}`;
}

/**
 * Whether a text has the form of a bootstrap token, `<id>.<secret>`: six and sixteen characters. Upstream's expression takes any
 * character for the dot; the API server does not.
 */
export function isBootstrapToken(text: string): boolean {
  return /^[a-z0-9]{6}\.[a-z0-9]{16}$/.test(text);
}

/**
 * Description of a token, from which Gardener reads back whose token it is (gardener:pkg/gardenlet/bootstrap/util/util.go v1.150).
 */
export function bootstrapTokenDescription(
  kind: 'ManagedSeed' | 'Gardenlet',
  { namespace = '', name }: TokenOwner,
): string {
  const owner = namespace === '' ? name : `${namespace}/${name}`;
  return `A bootstrap token for the Gardenlet for seedmanagement.gardener.cloud/v1alpha1.${kind} resource ${owner}.`;
}
