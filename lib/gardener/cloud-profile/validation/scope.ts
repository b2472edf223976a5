import type { ValidationContext } from '../../validation-context';
import { registeredCapabilities, type Capabilities } from '../capabilities';
import type { CapabilityDefinition } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';

/** What the rules of a profile depend on beside the part that they judge. */
export interface ProfileScope {
  /** The capabilities that the profile registers; undefined when it speaks of architectures only. */
  readonly capabilities: Capabilities | undefined;
  /** Feature gate VersionClassificationLifecycle (alpha since Gardener 1.137). */
  readonly lifecycleEnabled: boolean;
  /** The API server drops versions that nobody can use now before it judges the rest: on create. */
  readonly dropsInactive: boolean;
  readonly now: Date | undefined;
}

/** The scope of a profile; `operation` tells whether it is new. */
export function profileScope(
  definitions: readonly Loose<CapabilityDefinition>[] | undefined,
  context: ValidationContext,
  operation: 'create' | 'update',
): ProfileScope {
  return {
    capabilities: registeredCapabilities(definitions),
    lifecycleEnabled: context.featureGates['VersionClassificationLifecycle'] ?? false,
    dropsInactive: operation === 'create',
    now: context.now,
  };
}
