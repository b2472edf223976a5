import type { KubernetesObject } from '../core/object';
import { pruneAnnotation } from '../gardener/deletion';
import { deployKey, hostIsKnown, type KeyAlgorithm } from './deploy-key';

/** A key for a repository, and where it goes. */
export interface DeploySecretOptions {
  /** `ssh://...` */
  readonly url: string;
  /** Lines of known_hosts that name the host of the URL. */
  readonly knownHosts: string;
  readonly name: string;
  readonly namespace: string;
  /** @default ecdsa */
  readonly algorithm?: KeyAlgorithm;
}

/** What a new key is made of. */
export interface DeploySecret {
  /** With the private key in clear text: it must be encrypted before it is written anywhere. */
  readonly secret: KubernetesObject;
  /** Line for the Git server. */
  readonly publicKey: string;
}

/** Why no key is made: it could not be used. */
export function deployProblem({
  url,
  knownHosts,
}: Pick<DeploySecretOptions, 'url' | 'knownHosts'>): string | undefined {
  if (!url.startsWith('ssh://')) return `${url}: a deploy key is for a URL that begins with ssh://`;
  return hostIsKnown(knownHosts, url) === false
    ? `known_hosts does not name the host of ${url}: Flux would refuse the connection`
    : undefined;
}

/** Makes a key and the Secret that Flux reads it from. Random: a command calls this, never synth. */
export function deploySecret({ knownHosts, name, namespace, algorithm }: DeploySecretOptions): DeploySecret {
  const { identity, publicKey } = deployKey(algorithm);
  const secret: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, annotations: { [pruneAnnotation]: 'disabled' } },
    type: 'Opaque',
    stringData: { identity, 'identity.pub': `${publicKey}\n`, known_hosts: knownHosts },
  };
  return { secret, publicKey };
}
