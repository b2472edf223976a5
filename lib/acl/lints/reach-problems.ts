import { chosenByServerName } from '../evaluate/placement';
import { actionOf, policiesOf } from '../evaluate/rbac';
import { isMap, listOf, readRbac, type Json } from '../evaluate/rbac-config';
import { part, type PatchProblem } from './patch-problem';

const rulesPath = 'patch.value.typed_config.rules';

/** Whether an RBAC filter reaches more connections of a shared gateway, or fewer, than its author can have meant. */
export function reachProblems(entry: Json, selector: Json): PatchProblem[] {
  const rules = readRbac(part(entry, 'patch')['value'])?.rules;
  if (rules === undefined) return [];
  const context = part(entry, 'match')['context'];
  if (String(context).startsWith('SIDECAR') && selectsGateway(selector)) {
    const message = 'the selected pods are a gateway: patches for sidecars never take effect there';
    return [{ kind: 'context', path: 'match.context', message, value: context }];
  }
  if (actionOf(rules) !== 'ALLOW') return [];
  const policies = policiesOf(rules);
  if (policies.length === 0) {
    return [{ kind: 'everybody', path: rulesPath, message: 'ALLOW without policies refuses every connection' }];
  }
  if (chosenByServerName(entry) !== undefined || policies.some(isParticular)) return [];
  const message = 'whoever is in no policy is refused at every host behind this listener, not at those of one shoot';
  return [{ kind: 'everybody', path: `${rulesPath}.policies`, message }];
}

/** Is the policy about a host or a header, rather than about every request, or does it let everybody through? */
function isParticular(policy: unknown): boolean {
  if (!isMap(policy)) return true;
  const isAny = (entry: unknown): boolean => isMap(entry) && entry['any'] === true;
  return !listOf(policy['permissions']).every(isAny) || listOf(policy['principals']).some(isAny);
}

/** Labels of gateways as Gardener sets them. Source: gardener:pkg/gardenlet/operation/istio_config.go v1.150. */
function selectsGateway(labels: Json): boolean {
  return Object.values(labels).some(value => /ingressgateway|exposureclass-handler/.test(String(value)));
}
