import type { Garden } from '../../../imports/operator.gardener.cloud/v1alpha1';
import type { Loose } from '../../../lib/core/loose';

/** A Garden as somebody wrote it. */
export type Fields = Loose<Garden>;
type Spec = NonNullable<Fields['spec']>;
type Runtime = NonNullable<Spec['runtimeCluster']>;
type Virtual = NonNullable<Spec['virtualCluster']>;

/** A Garden that is sound, with parts of it replaced. */
export function garden(runtimeCluster: Runtime = {}, virtualCluster: Virtual = {}, rest: Fields = {}): Fields {
  const { spec, ...fields } = rest;
  return {
    ...fields,
    spec: {
      ...spec,
      runtimeCluster: {
        ...runtimeCluster,
        networking: { pods: ['10.1.0.0/16'], services: ['10.2.0.0/16'], ...runtimeCluster.networking },
      },
      virtualCluster: {
        ...virtualCluster,
        kubernetes: { version: '1.34.2', ...virtualCluster.kubernetes },
        networking: { services: ['10.3.0.0/16'], ...virtualCluster.networking },
      },
    },
  };
}
