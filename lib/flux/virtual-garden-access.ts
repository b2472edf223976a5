import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';
import { Landscape } from '../landscape/landscape';
import { setPlacement } from '../synth/owner';
import type { ClusterAccess } from './delivery/options';
import {
  accessNamespace,
  accessSecretName,
  virtualGardenAccess,
  type VirtualGardenAccessOptions,
} from './delivery/virtual-garden-access';

/**
 * The way from Flux in the runtime cluster into the virtual garden: `access: { 'virtual-garden': new VirtualGardenAccess(landscape, 'access') }`.
 * No credential lies in Git: resource-manager writes a token and renews it.
 */
export class VirtualGardenAccess extends Construct implements ClusterAccess {
  readonly from = 'runtime';
  readonly secretName: string;
  readonly namespace = accessNamespace;

  constructor(scope: Construct, id: string, options: VirtualGardenAccessOptions = {}) {
    super(scope, id);
    this.secretName = options.secretName ?? accessSecretName;
    const unit = Landscape.of(this).runtime.unit(id);
    for (const object of virtualGardenAccess(options)) {
      const name = `${object.kind}.${object.metadata.name ?? ''}`;
      setPlacement(new ApiObject(unit, name, object as unknown as ApiObjectProps), { owner: this });
    }
  }
}
