import type { LimitRangeItem } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { Quantity } from '../../core/quantity';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { allowsOvercommit } from './resource-names';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'LIMIT-RANGE-ORDER': 'min is at most defaultRequest, that at most default, and that at most max',
  'LIMIT-RANGE-RATIO': 'the ratio of limit and request is at least 1, and at most max divided by min',
  'LIMIT-RANGE-OVERCOMMIT': {
    reason: 'a resource that cannot be promised twice is limited to what is requested',
    fix: 'set default and defaultRequest to the same amount',
  },
});

type Amounts = Readonly<Record<string, Quantity>>;
type List = 'min' | 'max' | 'default' | 'defaultRequest' | 'maxLimitRequestRatio';

/**
 * The relations of the amounts of one entry. What the API server fills in takes part, and is never reported: a mistake in it is always one
 * of the amounts that it was made of.
 */
export function validateAmounts(item: Loose<LimitRangeItem>, path: FieldPath, report: Report): void {
  const isPod = item.type === 'Pod';
  const written: Readonly<Record<List, Amounts>> = {
    min: amountsOf(item.min),
    max: amountsOf(item.max),
    default: amountsOf(isPod ? {} : item.default),
    defaultRequest: amountsOf(isPod ? {} : item.defaultRequest),
    maxLimitRequestRatio: amountsOf(item.maxLimitRequestRatio),
  };
  const filled = item.type === 'Container' ? withDefaults(written) : written;
  for (const [lower, upper, reported] of order)
    for (const [resource, amount] of Object.entries(filled[lower])) {
      const limit = filled[upper][resource];
      const value = written[reported][resource];
      if (limit === undefined || value === undefined || amount.compare(limit) <= 0) continue;
      const message = `${lower} ${amount.toString()} is more than ${upper} ${limit.toString()}`;
      report.invalid(rule['LIMIT-RANGE-ORDER'], path.child(reported).key(resource), value.toString(), { message });
    }
  for (const [resource, request] of Object.entries(written.defaultRequest)) {
    const limit = filled.default[resource];
    if (!allowsOvercommit(resource) && limit !== undefined && !limit.equals(request))
      report.invalid(rule['LIMIT-RANGE-OVERCOMMIT'], path.child('defaultRequest').key(resource), request.toString());
  }
  validateRatios(written, path.child('maxLimitRequestRatio'), report);
}

/** What is at most what, and where the API server reports the opposite. */
const order: readonly (readonly [lower: List, upper: List, reported: List])[] = [
  ['min', 'max', 'min'],
  ['min', 'defaultRequest', 'defaultRequest'],
  ['defaultRequest', 'max', 'defaultRequest'],
  ['defaultRequest', 'default', 'defaultRequest'],
  ['min', 'default', 'default'],
  ['default', 'max', 'default'],
];

function amountsOf(amounts: Readonly<Record<string, string | number | undefined>> = {}): Amounts {
  const parsed = Object.entries(amounts).map(([name, value]) => [name, Quantity.parse(value ?? '')] as const);
  return Object.fromEntries(parsed.filter((entry): entry is [string, Quantity] => entry[1] !== undefined));
}

/** Limits are max unless they are said, and requests are limits, or else min. */
function withDefaults(written: Readonly<Record<List, Amounts>>): Readonly<Record<List, Amounts>> {
  const limits = { ...written.max, ...written.default };
  return { ...written, default: limits, defaultRequest: { ...written.min, ...limits, ...written.defaultRequest } };
}

const one = Quantity.of(1);
/** The largest amount of which upstream counts thousandths. */
const maxMilli = (2n ** 63n - 1n) / 1000n;

function validateRatios(amounts: Readonly<Record<List, Amounts>>, path: FieldPath, report: Report): void {
  for (const [resource, ratio] of Object.entries(amounts.maxLimitRequestRatio)) {
    const at = path.key(resource);
    if (ratio.compare(one) < 0)
      report.invalid(rule['LIMIT-RANGE-RATIO'], at, ratio.toString(), { message: 'the ratio is less than 1' });
    const { [resource]: min } = amounts.min;
    const { [resource]: max } = amounts.max;
    if (min === undefined || max === undefined) continue;
    const scale = [ratio, min, max].every(amount => amount.value() < maxMilli) ? -3 : 0;
    const largest = max.toNumber(scale) / min.toNumber(scale);
    if (ratio.toNumber(scale) / (scale === 0 ? 1 : 1000) <= largest || Number.isNaN(largest)) continue;
    const message = `the ratio is more than max divided by min, ${largest}`;
    report.invalid(rule['LIMIT-RANGE-RATIO'], at, ratio.toString(), { message });
  }
}
