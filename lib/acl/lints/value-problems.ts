import { isMap } from '../../core/plain-map';
import { readRbac, type Json } from '../evaluate/rbac-config';
import { part, type PatchProblem } from './patch-problem';

const insertions = new Set(['ADD', 'INSERT_FIRST', 'INSERT_BEFORE', 'INSERT_AFTER']);
const filterKinds = new Map([
  ['NETWORK_FILTER', 'network'],
  ['HTTP_FILTER', 'http'],
]);

/**
 * Whether a filter says what it is, in a form that Istio can read and at a place for such filters.
 * Source: istio:pkg/config/xds (BuildXDSObjectFromStruct), envoy:api/envoy/config/listener/v3/listener_components.proto.
 */
export function valueProblems(entry: Json): PatchProblem[] {
  const flavor = filterKinds.get(String(entry['applyTo']));
  const patch = part(entry, 'patch');
  const value = patch['value'];
  if (flavor === undefined || !isMap(value)) return [];
  const config = value['typed_config'] ?? value['typedConfig'];
  if (config === undefined) return insertions.has(String(patch['operation'])) ? untyped(value) : [];
  const at = 'patch.value.typed_config';
  if (isMap(config) && typeof config['@type'] !== 'string') {
    return [
      { kind: 'invalid', path: `${at}.@type`, message: 'typed_config needs @type: Istio cannot read it otherwise' },
    ];
  }
  if (isMap(config) && /\.v2(?:alpha\d*)?\./.test(String(config['@type']))) {
    const message = 'Istio does not know types of the second version any more';
    return [{ kind: 'invalid', path: `${at}.@type`, message, value: config['@type'] }];
  }
  const found = readRbac(value)?.flavor;
  if (found === undefined || found === flavor) return [];
  const message = `an RBAC filter for ${found} cannot stand among the ${flavor} filters of ${String(entry['applyTo'])}`;
  return [{ kind: 'refused', path: `${at}.@type`, message }];
}

/** Envoy finds filters by the type of their configuration; `config` and RBAC filters by name alone are long gone. */
function untyped(value: Json): PatchProblem[] {
  if (value['config_discovery'] !== undefined || value['configDiscovery'] !== undefined) return [];
  if (value['config'] === undefined && !String(value['name']).includes('rbac')) return [];
  const field = value['config'] === undefined ? 'value' : 'value.config';
  return [
    { kind: 'refused', path: `patch.${field}`, message: 'a filter needs typed_config, by whose type Envoy knows it' },
  ];
}
