import type { ExposureClass, Seed, Shoot } from '../../imports/core.gardener.cloud/v1beta1';
import type { GardenletConfiguration } from '../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import type { Loose } from '../core/loose';
import type { AclFacts } from './facts';

/** How the operator of a seed runs the ACL extension: values of its chart. */
export interface OperatorConfig {
  /** `additionalAllowedCidrs`: ranges that every shoot of the seed lets in. Never validated by the extension. @default none */
  readonly additionalAllowedCIDRs?: readonly string[] | undefined;
  /** `maxAllowedCIDRs` of the admission webhook. 0 is left out by the chart, so the default returns; negative is no limit. @default 50 */
  readonly maxAllowedCIDRs?: number | undefined;
  /** The tree holds the object that says so, and judges it by itself. @default false */
  readonly inTree?: boolean;
}

/** The `acl` entry of a Shoot's `spec.extensions`. */
export interface ExtensionEntry {
  /** Position in `spec.extensions`. */
  readonly index: number;
  readonly disabled: boolean;
  /** As it stands in the Shoot: plain JSON without apiVersion and kind. */
  readonly providerConfig: unknown;
}

/**
 * Everything that decides what the ACL extension makes of one Shoot: the objects around it, and what only the seed cluster knows.
 * All functions of this folder start from it, whether a construct, a YAML tree or a test vector filled it in.
 */
export interface Situation {
  /** Gardener version, for example `1.150.0`. */
  readonly gardener: string;
  /** Name of the Shoot's project, without `garden-`. */
  readonly project: string;
  readonly shoot: Loose<Shoot>;
  readonly seed: Loose<Seed>;
  /** Configuration of the gardenlet that serves the seed. @default unknown: reckoned with the defaults of gardenlet */
  readonly gardenlet?: Loose<GardenletConfiguration> | undefined;
  /** The class that the Shoot names; null or undefined when it names none or the class is not known. */
  readonly exposureClass?: Loose<ExposureClass> | null | undefined;
  /** providerConfig of the Shoot's cloud profile. @default unknown: reckoned with the defaults of the provider */
  readonly profileConfig?: unknown;
  readonly operator: OperatorConfig;
  readonly entry: ExtensionEntry;
  readonly facts: AclFacts;
}
