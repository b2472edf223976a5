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
