import { groupOf } from '../../core/object';
import { builtinScope } from '../../rules/scope';
import type { ViewObject } from '../../rules/view';
import { mapAt, textOf } from '../plain';
import type { FluxKustomization } from './flux-kustomization';

/**
 * What names an object in a cluster, whatever its version, once a Flux Kustomization has built it: which sets the namespace, lengthens the name
 * and fills in variables.
 *
 * Upstream: `kustomize-controller:internal/controller/kustomization_controller.go (build) v1.9`.
 */
export function appliedKey({ object }: ViewObject, { spec }: FluxKustomization): string {
  const { namespace = '', name = '' } = object.metadata;
  const group = groupOf(object.apiVersion);
  const target = builtinScope(group, object.kind) === 'Cluster' ? '' : textOf(spec['targetNamespace']);
  const fullName = `${textOf(spec['namePrefix'])}${name}${textOf(spec['nameSuffix'])}`;
  const key = `${group}/${object.kind} ${target === '' ? namespace : target}/${fullName}`;
  return key.includes('${') ? `${key} ${JSON.stringify(mapAt(mapAt(spec, 'postBuild'), 'substitute'))}` : key;
}
