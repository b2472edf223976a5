import type { Check, Topic } from '../rules/topic';
import { compareFlux, compareRules } from './compare/compare';
import { planFlux } from './compare/plan';
import { shootChecks } from './config/shoot-checks';
import { predictBootstrap } from './config/predict';
import { deliveryRules } from './delivery/rules';
import { instanceChecks } from './install/instance-checks';
import { fluxReports } from './report/flux-report';
import { substitutionChecks } from './substitution/checks';
import { contentChecks } from './tree/contents';
import { cycleChecks } from './tree/cycles';
import { firstApplyChecks } from './tree/first-apply';
import { forceChecks } from './tree/force';
import { foreignFileChecks } from './tree/foreign-files';
import { healthChecks } from './tree/health';
import { nestedChecks } from './tree/nested';
import { pruneChecks } from './tree/pruning';
import { referenceChecks } from './tree/references';
import { settingChecks } from './tree/settings';
import { unlistedChecks } from './tree/unlisted';

/** Rules that only `compare` reports; listed here so that their ids are known. */
const comparison: Check = { rules: compareRules };

/** Rules that only constructs report. */
const constructs: Check = { rules: Object.values(deliveryRules) };

/** How Flux takes what is in Git to the clusters: bootstrap of shoots, order, substitution, pruning, health. */
export const flux: Topic = {
  name: 'flux',
  checks: [
    ...shootChecks,
    ...referenceChecks,
    ...cycleChecks,
    ...contentChecks,
    ...nestedChecks,
    ...firstApplyChecks,
    ...foreignFileChecks,
    ...forceChecks,
    ...healthChecks,
    ...pruneChecks,
    ...settingChecks,
    ...instanceChecks,
    ...unlistedChecks,
    ...substitutionChecks,
    comparison,
    constructs,
  ],
  predict: predictBootstrap,
  reports: fluxReports,
  compare: compareFlux,
  plan: planFlux,
};
