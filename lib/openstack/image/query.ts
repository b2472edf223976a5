import { defaultArchitecture, type Capabilities, type CapabilityDefinition } from '../pool/capabilities';
import type { ProviderImage } from './provider-image';
import type { StatusImage } from './status-image';

/**
 * How the image of a pool is looked up. `upstream-2026` is what the controller does since v1.55. `upstream-2023` is v1.39, the first one that
 * knows architectures. `strict` is `upstream-2026` without its traps: it refuses a global image name for anything but amd64, and an image of the
 * worker status whose architecture is not the pool's.
 */
export type LookupMode = 'strict' | 'upstream-2026' | 'upstream-2023';

/** What the lookup starts from. */
export interface ImageQuery {
  /** `machineImages` of the CloudProfileConfig. */
  readonly images: readonly ProviderImage[];
  readonly name: string;
  readonly version: string;
  readonly region: string;
  /** Of the pool. @default amd64 */
  readonly architecture?: string | undefined;
  /** Capabilities of the machine type, as the CloudProfile states them. */
  readonly machine?: Capabilities | undefined;
  /** `spec.machineCapabilities` of the CloudProfile; empty for a profile in the older format. */
  readonly definitions: readonly CapabilityDefinition[];
  /** `machineImages` of the worker's provider status; absent when the worker has no status yet. */
  readonly status?: readonly StatusImage[] | undefined;
}

/** One entry that the lookup looked at, and what became of it. */
export interface LookupStep {
  /** Place below the CloudProfileConfig or, with the prefix `status.`, below the worker status. */
  readonly path: string;
  readonly outcome: string;
}

/** The image of a pool, or why there is none. */
export type ImageResult =
  | {
      readonly image: StatusImage;
      /** By region id, by global name, or from the worker status. */
      readonly via: 'region' | 'name' | 'status';
      readonly steps: readonly LookupStep[];
    }
  | {
      readonly image?: undefined;
      /** What the controller (or, in strict mode, we) would answer. */
      readonly error: string;
      /** `ambiguous`: several flavors fit equally well, which the controller reports as not found. */
      readonly reason: 'not-found' | 'ambiguous' | 'refused';
      readonly steps: readonly LookupStep[];
    };

/** The answer of the controller when neither profile nor status has the image. */
export function notFoundMessage({ name, version, architecture, region }: ImageQuery): string {
  const place = `${name}/${version}/${architecture ?? defaultArchitecture}/${region}`;
  return `could not find machine image for ${place} neither in cloud profile nor in worker status`;
}
