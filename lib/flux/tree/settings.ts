import { Duration } from '../../core/duration';
import { maxLabelLength } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { flagOf } from '../install/controller-arguments';
import { textOf } from '../plain';
import { kustomizeControllerIn } from './controller';
import { fluxKustomization, sourceOf, type FluxKustomization } from './flux-kustomization';
import { fluxTree } from './flux-tree';

/** Flux Kustomizations that kustomize-controller works on at once unless it is told otherwise. Source: kustomize-controller:main.go v1.9 */
const defaultWorkers = 4;

const rule = ruleTable('kustomize-controller:docs/spec/v1/kustomizations.md v1.9', {
  'FLUX-NAME-LENGTH': {
    reason: `the name becomes a label value on every object, which has at most ${maxLabelLength} characters: the apply fails`,
  },
  'FLUX-INTERVAL': {
    severity: 'warning',
    reason: 'an interval below one minute builds and compares everything all the time',
  },
  'FLUX-TIMEOUT': { severity: 'notice', reason: 'a timeout below 30 seconds acts as 30 seconds' },
  'FLUX-CROSS-NS': {
    severity: 'notice',
    reason: 'the source lies in another namespace: with --no-cross-namespace-refs it is not found',
    source: 'kustomize-controller:main.go v1.9',
  },
  'FLUX-WAITING': {
    severity: 'notice',
    reason:
      'more Flux Kustomizations wait for health than there are workers, so that nothing else is applied meanwhile',
    fix: 'raise --concurrent of kustomize-controller, or wait only where another Kustomization depends on it',
    source: 'kustomize-controller:main.go v1.9',
  },
  'FLUX-POLICY-VALUE': 'the value of this annotation or label means nothing to Flux',
});

/** Fields of Flux Kustomizations, each on its own, and annotations that Flux reads from any object. */
export const settingChecks: readonly Check[] = [
  {
    rules: Object.values(rule),
    kinds: ['kustomize.toolkit.fluxcd.io/Kustomization'],
    object: checkSettings,
    tree: checkTree,
  },
];

function checkSettings(entry: ViewObject, report: Report): void {
  const { name, spec } = fluxKustomization(entry);
  if (name.length > maxLabelLength) report.tooLong(rule['FLUX-NAME-LENGTH'], 'metadata.name', name, maxLabelLength);
  const interval = Duration.parse(textOf(spec['interval']));
  if (interval !== undefined && interval.nanoseconds < Duration.of('1m').nanoseconds)
    report.add(rule['FLUX-INTERVAL'], 'spec.interval', { value: spec['interval'] });
  const timeout = Duration.parse(textOf(spec['timeout']));
  if (timeout !== undefined && timeout.nanoseconds < Duration.of('30s').nanoseconds)
    report.add(rule['FLUX-TIMEOUT'], 'spec.timeout', { value: spec['timeout'] });
}

function checkTree(view: View, reportFor: (entry: ViewObject) => Report): void {
  const waiting = new Map<string, FluxKustomization[]>();
  for (const kustomization of fluxTree(view).kustomizations) {
    if (kustomization.spec['wait'] !== true) continue;
    const { cluster } = kustomization.entry;
    waiting.set(cluster, [...(waiting.get(cluster) ?? []), kustomization]);
  }
  for (const [cluster, list] of waiting) {
    const [first] = list;
    const workers = workersIn(view, cluster);
    if (first === undefined || list.length <= workers) continue;
    reportFor(first.entry).add(rule['FLUX-WAITING'], 'spec.wait', {
      value: list.length,
      message: `${list.length} Flux Kustomizations wait for health, and there are ${workers} workers: nothing else is applied meanwhile`,
    });
  }
  checkSourceNamespaces(view, reportFor);
  for (const entry of view.objects) checkPolicies(entry, reportFor);
}

/** What the tree says that the controller is started with, else its default. */
function workersIn(view: View, cluster: string): number {
  const controller = kustomizeControllerIn(view, cluster);
  return Number((controller && flagOf(controller, 'concurrent')) ?? defaultWorkers);
}

/** Said once for each source, and not where the tree shows that the controller takes such references. Where sources are kept apart, all Flux Kustomizations of a tree refer to them like that. */
function checkSourceNamespaces(view: View, reportFor: (entry: ViewObject) => Report): void {
  const seen = new Set<string>();
  for (const kustomization of fluxTree(view).kustomizations) {
    const { kind, namespace, name } = sourceOf(kustomization);
    const key = `${kustomization.entry.cluster} ${kind} ${namespace}/${name}`;
    if (namespace === kustomization.namespace || seen.has(key)) continue;
    const controller = kustomizeControllerIn(view, kustomization.entry.cluster);
    if (controller !== undefined && flagOf(controller, 'no-cross-namespace-refs') !== 'true') continue;
    seen.add(key);
    reportFor(kustomization.entry).add(rule['FLUX-CROSS-NS'], 'spec.sourceRef.namespace', { value: namespace });
  }
}

/** What Flux understands, in lower case. Source: kustomize-controller:docs/spec/v1/kustomizations.md v1.9 (controlling the apply behavior) */
const policies: Readonly<Record<string, readonly string[]>> = {
  'kustomize.toolkit.fluxcd.io/prune': ['disabled', 'enabled'],
  'kustomize.toolkit.fluxcd.io/reconcile': ['disabled', 'enabled'],
  'kustomize.toolkit.fluxcd.io/force': ['enabled', 'disabled'],
  'kustomize.toolkit.fluxcd.io/ssa': ['merge', 'override', 'ifnotpresent', 'ignore'],
};

/** Compared without regard to case, except this one. */
const substituteKey = 'kustomize.toolkit.fluxcd.io/substitute';

function checkPolicies(entry: ViewObject, reportFor: (entry: ViewObject) => Report): void {
  const { annotations, labels } = entry.object.metadata;
  for (const [field, values] of [['annotations', annotations] as const, ['labels', labels] as const]) {
    if (values === undefined) continue;
    for (const [key, value] of Object.entries(values)) {
      if (!key.startsWith('kustomize.toolkit.fluxcd.io/')) continue;
      const allowed = key === substituteKey ? ['disabled', 'enabled'] : policies[key];
      const given = key === substituteKey ? value : value.toLowerCase();
      if (allowed === undefined || allowed.includes(given)) continue;
      reportFor(entry).add(rule['FLUX-POLICY-VALUE'], `metadata.${field}[${key}]`, { value, allowed });
    }
  }
}
