import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { ObjectReference } from '../../imports/core/v1';
import { Landscape } from '../landscape/landscape';

/** A Secret whose value somebody else keeps: External Secrets, Vault, a person. Only its name is in Git. */
export class SecretReference {
  /**
   * Names a Secret of the virtual garden that is not in Git, and says so to the landscape: references to it are then no dangling ones.
   */
  static existing(scope: IConstruct, namespace: string, name: string): SecretReference {
    Landscape.of(scope).declareExternal({ apiVersion: 'v1', kind: 'Secret', namespace, name });
    return new SecretReference(namespace, name);
  }

  /**
   * The Secret that a construct brings: a Secret, also an encrypted one (SopsFile), or the target of an ExternalSecret.
   *
   * @throws Error when the construct brings no Secret, or several
   */
  static of(construct: IConstruct): SecretReference {
    const secrets = construct.node
      .findAll()
      .filter(child => ApiObject.isApiObject(child))
      .flatMap(secretOf);
    const [secret] = secrets;
    if (secret === undefined || secrets.length > 1)
      throw new Error(`${construct.node.path} brings ${secrets.length} Secrets: one is wanted`);
    return secret.isExternal
      ? SecretReference.existing(construct, secret.namespace, secret.name)
      : new SecretReference(secret.namespace, secret.name);
  }

  readonly namespace: string;
  readonly name: string;
  /** As other objects name it. */
  readonly reference: ObjectReference;

  private constructor(namespace: string, name: string) {
    this.namespace = namespace;
    this.name = name;
    this.reference = { apiVersion: 'v1', kind: 'Secret', namespace, name };
  }
}

interface BroughtSecret {
  readonly namespace: string;
  readonly name: string;
  /** A controller makes it. */
  readonly isExternal: boolean;
}

/** An ExternalSecret makes a Secret of its own name unless it names another one. Source: external-secrets:apis/externalsecrets/v1 v0.19 */
function secretOf(object: ApiObject): readonly BroughtSecret[] {
  const { kind, name, metadata, apiGroup } = object;
  const namespace = metadata.namespace ?? '';
  if (kind === 'Secret' && apiGroup === 'core') return [{ namespace, name, isExternal: false }];
  if (kind !== 'ExternalSecret' || apiGroup !== 'external-secrets.io') return [];
  const { spec } = object.toJson() as { readonly spec?: { readonly target?: { readonly name?: string } } };
  return [{ namespace, name: spec?.target?.name ?? name, isExternal: true }];
}
