import { FieldPath } from '../../core/field-path';
import { isMap } from '../../core/plain-map';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { ViewObject } from '../../rules/view';
import { listOf, readRbac, type Json } from '../evaluate/rbac-config';
import { isManaged } from './managed';
import { part, type PatchProblem } from './patch-problem';
import { patchProblems } from './patch-problems';
import { invalidParts } from './patch-validity';
import { rbacProblems } from './rbac-problems';
import { isWithoutGateway, reachProblems, type Target } from './reach-problems';
import { valueProblems } from './value-problems';

const rule = ruleTable('istio:pilot/pkg/networking/core/envoyfilter/listener_patch.go', {
  'ACL-ENVOY-INVALID': {
    reason: 'Istio refuses the patch',
    source: 'istio:pkg/config/validation/envoyfilter/envoyfilter.go',
  },
  'ACL-ENVOY-LISTENER': {
    reason: 'the patch names a listener or a chain that no gateway of Gardener has, and is silently absent',
    severity: 'warning',
    source: 'gardener:pkg/component/networking/istio v1.150',
  },
  'ACL-ENVOY-TRUST': {
    reason: 'the gateway takes the address of a client from a header that the client can write',
    severity: 'warning',
    fix: 'keep use_remote_address and trust no hops',
    source: 'envoy:api/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager.proto',
  },
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
  'ACL-ENVOY-DISARM': {
    reason: 'the patch changes or takes away a filter that protects API servers',
    severity: 'warning',
    fix: 'change the filter where it is made',
  },
  'ACL-ENVOY-NAMESPACE': {
    reason: 'an EnvoyFilter reaches the pods of its own namespace only, and no gateway runs in this one',
    severity: 'warning',
    fix: 'write it into the namespace of the gateway, such as istio-ingress',
    source: 'istio:pilot/pkg/model/push_context.go',
  },
  'ACL-ENVOY-VERSION': {
    reason: 'the patch hangs on the version of Istio, so that an upgrade of Gardener takes it away without a word',
    severity: 'warning',
    fix: 'remove match.proxy.proxyVersion',
    source: 'istio:pilot/pkg/model/envoyfilter.go',
  },
  'ACL-ENVOY-EVERYBODY': {
    reason: 'the filter restricts everybody who uses the gateway, and not one shoot',
    severity: 'warning',
    fix: 'name the host in match.listener.filterChain.sni, or use action DENY with a permission that names the shoot',
    source: 'envoy:source/extensions/filters/common/rbac',
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

/** Judges any EnvoyFilter that somebody wrote: does it do what it says, and does Envoy take it? */
export const envoyFilterCheck: Check = {
  rules: Object.values(rule),
  kinds: ['networking.istio.io/EnvoyFilter'],
  object: checkEnvoyFilter,
};

const filterPatches = new Set(['NETWORK_FILTER', 'HTTP_FILTER']);

const ruleOf: Readonly<Record<PatchProblem['kind'], keyof typeof rule>> = {
  invalid: 'ACL-ENVOY-INVALID',
  anchor: 'ACL-ENVOY-ANCHOR',
  listener: 'ACL-ENVOY-LISTENER',
  refused: 'ACL-ENVOY-REFUSED',
  trust: 'ACL-ENVOY-TRUST',
  context: 'ACL-ENVOY-CONTEXT',
  everybody: 'ACL-ENVOY-EVERYBODY',
  version: 'ACL-ENVOY-VERSION',
  disarm: 'ACL-ENVOY-DISARM',
};

function checkEnvoyFilter({ object }: ViewObject, report: Report): void {
  if (isManaged(object)) return;
  const spec = isMap(object['spec']) ? object['spec'] : {};
  const patches = listOf(spec['configPatches']);
  const target = { labels: part(part(spec, 'workloadSelector'), 'labels'), namespace: object.metadata.namespace ?? '' };
  if (Object.keys(target.labels).length === 0 && !('targetRefs' in spec) && patches.length > 0) {
    report.add(rule['ACL-ENVOY-SELECTOR'], 'spec.workloadSelector');
  }
  if (isWithoutGateway(target)) {
    report.add(rule['ACL-ENVOY-NAMESPACE'], 'metadata.namespace', { value: target.namespace });
  }
  for (const [i, patch] of patches.entries()) {
    const path = FieldPath.of('spec', 'configPatches').index(i);
    if (isMap(patch)) checkPatch(patch, path, { target, report });
    else report.add(rule['ACL-ENVOY-INVALID'], path, { message: 'Istio refuses the object with a patch that is none' });
  }
}

function checkPatch(
  patch: Json,
  path: FieldPath,
  { target, report }: { readonly target: Target; readonly report: Report },
): void {
  if (part(patch, 'match')['context'] === 'WAYPOINT') return;
  checkContext(patch, path, report);
  for (const { kind, path: below, message, value } of problemsOf(patch, target)) {
    report.add(rule[ruleOf[kind]], path.child(...below.split('.')), { message, ...(value !== undefined && { value }) });
  }
  checkRbac(patch, path, report);
}

function problemsOf(patch: Json, target: Target): PatchProblem[] {
  const invalid = invalidParts(patch);
  const own = invalid.length > 0 ? invalid : patchProblems(patch);
  return [...own, ...valueProblems(patch), ...reachProblems(patch, target)];
}

function checkContext(entry: Json, path: FieldPath, report: Report): void {
  const { context } = part(entry, 'match');
  if (filterPatches.has(String(entry['applyTo'])) && context !== 'GATEWAY' && !String(context).startsWith('SIDECAR')) {
    report.add(rule['ACL-ENVOY-CONTEXT'], path.child('match', 'context'), { value: context ?? 'ANY' });
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
