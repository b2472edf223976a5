import type { ExpirableVersion, LifecycleStage } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';

/** The classes of a version, in the order in which it passes through them. */
export const classifications = ['unavailable', 'preview', 'supported', 'deprecated', 'expired'] as const;

/** What a version is at some moment; `unavailable` is one whose first stage has not begun. */
export type Classification = (typeof classifications)[number];

type Version = Loose<ExpirableVersion>;
type Stage = Pick<Loose<LifecycleStage>, 'startTime'> & { readonly classification?: string | undefined };

/**
 * The stages of a version: its lifecycle, else those that the older fields `classification` and `expirationDate` stand for. None at
 * all means supported for good.
 *
 * Source: gardener:pkg/api/core/helper/cloudprofile.go (`CurrentLifecycleClassification`) v1.150.
 */
export function stagesOf({ lifecycle = [], classification, expirationDate }: Version): readonly Stage[] {
  if (lifecycle.length > 0) return lifecycle;
  const first: Stage = { classification: classification ?? 'supported' };
  return isSet(expirationDate) ? [first, { classification: 'expired', startTime: expirationDate }] : [first];
}

/**
 * The class of a version at an instant: that of the last stage in the list that has begun, empty when the stage has none. Undefined
 * when there is no clock and the answer depends on one.
 */
export function currentClassification(version: Version, now: Date | undefined): string | undefined {
  const stages = stagesOf(version);
  if (now === undefined && stages.some(({ startTime }) => isSet(startTime))) return undefined;
  const begun = stages.filter(
    ({ startTime }) => !isSet(startTime) || (now !== undefined && Date.parse(startTime) < now.getTime()),
  );
  const current = begun.at(-1);
  return current === undefined ? 'unavailable' : (current.classification ?? '');
}

/** Whether new clusters may use the version: neither expired nor still unavailable. Undefined without the clock that decides. */
export function isActive(version: Version, now: Date | undefined): boolean | undefined {
  const current = currentClassification(version, now);
  return current === undefined ? undefined : current !== 'expired' && current !== 'unavailable';
}

/** Negative, zero or positive as the first class comes before, at or after the second; unknown classes come first. */
export function compareClassifications(a: string, b: string): number {
  return rank(a) - rank(b);
}

function rank(classification: string): number {
  return Math.max(0, classifications.indexOf(classification as Classification));
}

function isSet(time: string | null | undefined): time is string {
  return (time ?? '') !== '';
}
