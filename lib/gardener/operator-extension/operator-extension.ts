import type { Construct } from 'constructs';
import { Extension as ExtensionKind, type ExtensionSpec } from '../../../imports/operator.gardener.cloud/v1alpha1';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';

/** The fields of an operator Extension's spec, and its metadata. */
export interface OperatorExtensionProps extends ObjectProps, ExtensionSpec {}

/** An extension that gardener-operator installs: in the runtime cluster, in the virtual garden, and on seeds. */
export class OperatorExtension extends GardenerObject<ExtensionKind> {
  constructor(scope: Construct, id: string, props: OperatorExtensionProps) {
    super(scope, id, ExtensionKind, { ...metadataOf(props), fields: () => ({ spec: withoutMetadata(props) }) });
  }
}
