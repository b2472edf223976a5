import { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { ViewObject } from '../../rules/view';
import { isAnchor, neighborsOf, patchesOf } from '../evaluate/placement';
import { isMap, readRbac, type Json } from '../evaluate/rbac-config';
import { rbacProblems } from './rbac-problems';

const rule = ruleTable('istio:pilot/pkg/networking/core/envoyfilter/listener_patch.go', {
  'ACL-ENVOY-ANCHOR': {
    reason: 'the patch only takes effect where a filter of that name exists, and is silently absent elsewhere',
    severity: 'warning',
    fix: 'use INSERT_FIRST, or a filter that every chain has, such as envoy.filters.http.router',
  },
  'ACL-ENVOY-CONTEXT': {
    reason: 'a patch without context GATEWAY also hits sidecars',
    severity: 'warning',
    fix: 'set match.context to GATEWAY',
  },
  'ACL-ENVOY-SELECTOR': {
    reason: 'an EnvoyFilter without workloadSelector hits every workload of its namespace',
    severity: 'warning',
    fix: "select the labels of the gateway's pods",
  },
  'ACL-ENVOY-REFUSED': {
    reason: 'Envoy refuses this configuration, and the listener keeps its old rules for all shoots of the gateway',
    source: 'envoy:api/envoy/config/rbac/v3/rbac.proto',
  },
  'ACL-ENVOY-RANGE': {
    reason: 'the range does not match the addresses that it seems to name',
    severity: 'warning',
    source: 'envoy:source/common/network/cidr_range.cc',
  },
});

/** Judges any EnvoyFilter, whoever wrote it: does it do what it says, and does Envoy take it? */
export const envoyFilterCheck: Check = {
  rules: Object.values(rule),
  kinds: ['networking.istio.io/EnvoyFilter'],
  object: checkEnvoyFilter,
};

/** Operations that need another filter as their place. */
const besideAnother = new Set(['INSERT_BEFORE', 'INSERT_AFTER', 'MERGE', 'REPLACE', 'REMOVE']);
const filterPatches = new Set(['NETWORK_FILTER', 'HTTP_FILTER']);

function checkEnvoyFilter({ object }: ViewObject, report: Report): void {
  const spec = isMap(object['spec']) ? object['spec'] : {};
  const patches = patchesOf(object);
  const targets = isMap(spec['workloadSelector']) || 'targetRefs' in spec;
  if (!targets && patches.length > 0) report.add(rule['ACL-ENVOY-SELECTOR'], 'spec.workloadSelector');
  for (const [i, patch] of patches.entries()) {
    const path = FieldPath.of('spec', 'configPatches').index(i);
    checkPlace(patch, path, report);
    checkRbac(patch, path, report);
  }
}

function checkPlace(entry: Json, path: FieldPath, report: Report): void {
  const match = isMap(entry['match']) ? entry['match'] : {};
  const context = match['context'];
  if (filterPatches.has(String(entry['applyTo'])) && context !== 'GATEWAY' && !String(context).startsWith('SIDECAR')) {
    report.add(rule['ACL-ENVOY-CONTEXT'], path.child('match', 'context'), { value: context ?? 'ANY' });
  }
  const patch = isMap(entry['patch']) ? entry['patch'] : {};
  if (!besideAnother.has(String(patch['operation']))) return;
  for (const name of neighborsOf(match['listener'])) {
    if (isAnchor(name)) continue;
    const message = `${String(patch['operation'])} takes effect only where filter "${name}" exists, and is silently absent elsewhere`;
    report.add(rule['ACL-ENVOY-ANCHOR'], path.child('match', 'listener', 'filterChain', 'filter'), {
      value: name,
      message,
    });
  }
}

function checkRbac(entry: Json, path: FieldPath, report: Report): void {
  const value = isMap(entry['patch']) ? entry['patch']['value'] : undefined;
  if (readRbac(value) === undefined) return;
  const at = path.child('patch', 'value', 'typed_config').toString();
  for (const { kind, path: below, message, value: offending } of rbacProblems(value)) {
    const id = kind === 'refused' ? 'ACL-ENVOY-REFUSED' : 'ACL-ENVOY-RANGE';
    report.add(rule[id], `${at}${below}`, { message, ...(offending !== undefined && { value: offending }) });
  }
}
