import type { KubernetesObject } from '../../core/object';
import type { View } from '../../rules/view';
import type { ShootObject } from '../objects';
import { readCredential, secretTexts, type SecretTexts } from '../validation/credentials';
import { coreGroup } from './profile';

interface Reference {
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}

/** The domain of a Shoot's credentials; undefined when the tree does not hold them in clear text. */
export function domainOf(view: View, shoot: ShootObject): string | undefined {
  const texts = credentialsOf(view, shoot);
  return texts && readCredential(texts, 'domainName', false)?.text;
}

/** The data of the Secret that a Shoot's binding refers to. */
function credentialsOf(view: View, shoot: ShootObject): SecretTexts | undefined {
  const namespace = shoot.metadata?.namespace;
  const { credentialsBindingName, secretBindingName } = shoot.spec ?? {};
  const reference =
    secretBindingName === undefined
      ? bindingField(view, {
          group: 'security.gardener.cloud',
          kind: 'CredentialsBinding',
          field: 'credentialsRef',
          namespace,
          name: credentialsBindingName,
        })
      : bindingField(view, {
          group: coreGroup,
          kind: 'SecretBinding',
          field: 'secretRef',
          namespace,
          name: secretBindingName,
        });
  return referredSecret(view, reference, namespace);
}

/** The data of the Secret that a binding in a namespace refers to; undefined when the tree does not hold it in clear text. */
export function referredSecret(
  view: View,
  reference: Reference | undefined,
  namespace: string | undefined,
): SecretTexts | undefined {
  if (reference?.name === undefined || (reference.kind ?? 'Secret') !== 'Secret') return undefined;
  const secret = view.find('', 'Secret', reference.namespace ?? namespace, reference.name)?.object;
  return secret === undefined || isEncrypted(secret) ? undefined : secretTexts(secret);
}

function bindingField(
  view: View,
  binding: {
    readonly group: string;
    readonly kind: string;
    readonly field: string;
    readonly namespace: string | undefined;
    readonly name: string | undefined;
  },
): Reference | undefined {
  if (binding.name === undefined) return undefined;
  return view.find(binding.group, binding.kind, binding.namespace, binding.name)?.object[binding.field] as
    Reference | undefined;
}

/** A Secret that SOPS encrypted, whose values say nothing. */
const isEncrypted = (secret: KubernetesObject): boolean => 'sops' in secret;

/** Finds the data of Secrets in the namespace of a Shoot. */
export function secretsOf(view: View, shoot: ShootObject): (name: string) => SecretTexts | 'absent' | undefined {
  const namespace = shoot.metadata?.namespace;
  return name => {
    const secret = view.find('', 'Secret', namespace, name)?.object;
    if (secret === undefined)
      return view.complete && !view.isExternal('', 'Secret', namespace, name) ? 'absent' : undefined;
    return isEncrypted(secret) ? undefined : secretTexts(secret);
  };
}
