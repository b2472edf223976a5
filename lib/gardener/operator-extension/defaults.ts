import type {
  Extension,
  ExtensionSpec,
  ExtensionSpecResources,
} from '../../../imports/operator.gardener.cloud/v1alpha1';
import { builtinRegistry } from '../../api/registry';
import type { Loose } from '../../core/loose';
import { withSchemaDefaults } from '../schema-defaults';

/**
 * An Extension with its defaults: those of its CRD, and those of the webhook of gardener-operator.
 *
 * Source: gardener:pkg/operator/webhook/defaulting/extension/handler.go v1.150.
 */
export function defaultExtension(extension: Loose<Extension>): Loose<Extension> {
  const schema = builtinRegistry().find('operator.gardener.cloud/v1alpha1', 'Extension')?.schema();
  const filled = schema === undefined ? extension : withSchemaDefaults(extension, schema);
  return filled.spec === undefined ? filled : { ...filled, spec: defaultSpec(filled.spec) };
}

function defaultSpec(spec: Loose<ExtensionSpec>): Loose<ExtensionSpec> {
  const { resources, deployment } = spec;
  const handlesWorkers = resources?.some(({ kind }) => kind === 'Worker') === true;
  const extension = deployment?.extension;
  const needsKubeconfig = handlesWorkers && extension !== undefined && extension.injectGardenKubeconfig === undefined;
  return {
    ...spec,
    ...(resources && { resources: resources.map(defaultResource) }),
    ...(needsKubeconfig && {
      deployment: { ...deployment, extension: { ...extension, injectGardenKubeconfig: true } },
    }),
  };
}

/** What is enabled in shoots is compatible with shoots. */
function defaultResource(resource: Loose<ExtensionSpecResources>): Loose<ExtensionSpecResources> {
  const compatible = resource.clusterCompatibility ?? [];
  const forShoots = resource.kind === 'Extension' && compatible.length === 0 && resource.autoEnable?.includes('shoot');
  return {
    ...resource,
    primary: resource.primary ?? true,
    ...(forShoots && { clusterCompatibility: ['shoot'] }),
  };
}
