import { builtinRegistry } from '../../api/registry';
import type { FieldPath } from '../../core/field-path';
import { isMap, type PlainMap } from '../../core/plain-map';
import { decodeObject, goTypeOf } from './flux-config';
import { isDecoded } from './go-json';

/** The only API version that the extension can decode. Source: shoot-flux:pkg/apis/flux/v1alpha1/source_template.go */
export const sourceApiVersion = 'source.toolkit.fluxcd.io/v1';

/** The sources that can be bootstrapped. */
export const supportedSources: readonly string[] = ['GitRepository', 'OCIRepository'];

/** A source template after decoding. */
export interface SourceTemplate {
  readonly kind: string;
  readonly supported: boolean;
  /** The object as it is encoded again. */
  readonly object: PlainMap;
  readonly unknown: readonly FieldPath[];
}

/** Why a template cannot be decoded. */
export interface BadTemplate {
  readonly reason: 'absent' | 'kind' | 'apiVersion' | 'content';
  readonly problem: string;
}

/** Whether a template could be decoded. */
export function isSource(template: SourceTemplate | BadTemplate): template is SourceTemplate {
  return 'object' in template;
}

/** Decodes a source template as the extension does. */
export function decodeSourceTemplate(template: unknown): SourceTemplate | BadTemplate {
  if (template === undefined || template === null) return { reason: 'absent', problem: 'a template is needed' };
  if (!isMap(template)) return { reason: 'content', problem: 'the template must be an object' };
  const { apiVersion = '', kind = '' } = template;
  if (typeof kind !== 'string' || typeof apiVersion !== 'string')
    return { reason: 'content', problem: 'apiVersion and kind must be texts' };
  if (kind === '') return { reason: 'kind', problem: 'the template has no kind' };
  const type = apiVersion === sourceApiVersion ? goTypeOf(apiVersion, kind) : undefined;
  if (type === undefined) return unknownKind(apiVersion, kind);
  const decoded = decodeObject(template, type);
  if (!isDecoded(decoded))
    return { reason: 'content', problem: `${decoded.path.toString() || 'the template'} ${decoded.problem}` };
  return { kind, supported: supportedSources.includes(kind), object: decoded.value, unknown: decoded.unknown };
}

/** Lists of the registered kinds decode too, and are refused for their kind. */
function unknownKind(apiVersion: string, kind: string): SourceTemplate | BadTemplate {
  const isList = kind.endsWith('List') && builtinRegistry().find(sourceApiVersion, kind.slice(0, -4)) !== undefined;
  if (apiVersion === sourceApiVersion && isList) return { kind, supported: false, object: {}, unknown: [] };
  const problem = `${apiVersion === '' ? 'without apiVersion' : apiVersion} ${kind} is not a source that the extension knows`;
  return { reason: apiVersion === sourceApiVersion ? 'content' : 'apiVersion', problem };
}

/** The name and namespace of a decoded object; empty when not given. */
export function metadataOf(object: PlainMap): { readonly name: string; readonly namespace: string } {
  const { name = '', namespace = '' } = (object['metadata'] ?? {}) as { name?: string; namespace?: string };
  return { name, namespace };
}
