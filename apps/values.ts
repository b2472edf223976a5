/** What differs between the landscapes; everything else is the same code. */
export interface LandscapeValues {
  readonly name: string;
  readonly gardener: string;
  readonly domain: string;
  /** Zones of the OpenStack region eu01 that this landscape uses. */
  readonly zones: readonly [string, ...string[]];
  /** Kubernetes version of the shoots. */
  readonly kubernetes: string;
  /** Version of the machine image on every architecture. */
  readonly gardenlinux: string;
  /** Control planes survive the loss of a zone. */
  readonly highlyAvailable: boolean;
  /** Nodes of the largest worker pool. */
  readonly maximum: number;
}
