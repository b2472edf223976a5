/** How a Kubernetes version or a version of an image may be used at some instant. */
export type Classification = 'unavailable' | 'preview' | 'supported' | 'deprecated' | 'expired';

/** A version of Kubernetes or of an image in a CloudProfile. */
export interface ExpirableVersion {
  readonly version?: string | undefined;
  readonly classification?: string | undefined;
  /** RFC 3339. */
  readonly expirationDate?: string | null | undefined;
  readonly lifecycle?:
    | readonly { readonly classification?: string | undefined; readonly startTime?: string | null | undefined }[]
    | undefined;
}

/** The lifecycle of a version: its stages, or those that the two older fields stand for. */
export function lifecycleOf(version: ExpirableVersion): NonNullable<ExpirableVersion['lifecycle']> {
  const { lifecycle, classification, expirationDate } = version;
  if (lifecycle !== undefined && lifecycle.length > 0) return lifecycle;
  const expires = expirationDate ?? undefined;
  if (classification === undefined && expires === undefined) return [];
  const first = { classification: classification ?? 'supported' };
  return expires === undefined ? [first] : [first, { classification: 'expired', startTime: expires }];
}

/**
 * The classification of a version at an instant; supported when nothing is said, unavailable before its first stage. Without an instant (synth
 * has no clock) only stages without a start time count, so that nothing expires.
 * `gardener:pkg/api/core/v1beta1/helper/cloudprofile.go` (CurrentLifecycleClassification) v1.150.
 */
export function classificationAt(version: ExpirableVersion, now: Date | undefined): Classification {
  const stages = lifecycleOf(version);
  if (stages.length === 0) return 'supported';
  let current: string = 'unavailable';
  for (const { classification, startTime } of stages) {
    if (hasStarted(startTime ?? undefined, now)) current = classification ?? '';
  }
  return current as Classification;
}

function hasStarted(startTime: string | undefined, now: Date | undefined): boolean {
  if (startTime === undefined) return true;
  return now !== undefined && Date.parse(startTime) < now.getTime();
}

/** When the version expires or has expired; undefined when it does not. */
export function expiryOf(version: ExpirableVersion): string | undefined {
  return lifecycleOf(version).find(({ classification }) => classification === 'expired')?.startTime ?? undefined;
}
