import { builtinRegistry } from '../../api/registry';
import type { Schema } from '../../api/json-schema';
import { FieldPath } from '../../core/field-path';
import { isMap, type PlainMap } from '../../core/plain-map';
import { decodeAs, isDecoded, type Decoded, type GoType, type Refused } from './go-json';

/** Extension type of the Shoot's entry. Source: shoot-flux:pkg/apis/flux/v1alpha1/constants.go */
export const extensionType = 'shoot-flux';
export const fluxConfigApiVersion = 'flux.extensions.gardener.cloud/v1alpha1';

/** What shoot-flux fills in. Source: shoot-flux:pkg/apis/flux/v1alpha1/defaults.go v0.27.0 */
export const upstreamDefaults = {
  version: 'v2.9.2',
  registry: 'ghcr.io/fluxcd',
  namespace: 'flux-system',
  name: 'flux-system',
  interval: '1m0s',
} as const;

/** A FluxConfig as the extension holds it after decoding: fields that it does not know are gone. */
export interface FluxConfig {
  readonly flux?: FluxInstallation;
  readonly source?: FluxConfigSource;
  readonly kustomization?: { readonly template: PlainMap };
  readonly additionalSecretResources?: readonly AdditionalSecret[];
}

export interface FluxInstallation {
  readonly version?: string;
  readonly registry?: string;
  readonly namespace?: string;
  readonly components?: readonly string[];
  readonly componentsExtra?: readonly string[];
}

export interface FluxConfigSource {
  /** As written: the extension decodes it on its own. */
  readonly template?: unknown;
  readonly secretResourceName?: string;
}

export interface AdditionalSecret {
  readonly name: string;
  readonly targetName?: string;
}

/** An entry of `Shoot.spec.resources`, as far as the extension reads it. */
export interface ShootResource {
  readonly name?: string;
  readonly resourceRef?: { readonly kind?: string; readonly name?: string };
}

/** What came out of decoding a providerConfig. */
export interface DecodedConfig {
  readonly config: FluxConfig;
  /** Fields that vanish without a word. */
  readonly unknown: readonly FieldPath[];
}

const text: Schema = { type: 'string' };
const texts: Schema = { type: 'array', items: text };
const raw: Schema = { 'x-kubernetes-preserve-unknown-fields': true };
const struct = (properties: Schema['properties'], required: readonly string[] = []): Schema => ({
  type: 'object',
  required,
  ...(properties && { properties }),
  additionalProperties: false,
});

/** Source: shoot-flux:pkg/apis/flux/v1alpha1/types.go v0.27.0 */
const fluxConfigType: GoType = {
  schema: struct({
    apiVersion: text,
    kind: text,
    flux: struct({ version: text, registry: text, namespace: text, components: texts, componentsExtra: texts }),
    source: struct({ template: raw, secretResourceName: text }),
    kustomization: struct({ template: raw }),
    additionalSecretResources: { type: 'array', items: struct({ name: text, targetName: text }, ['name']) },
  }),
  pointers: new Set(['version', 'registry', 'namespace', 'secretResourceName', 'targetName']),
};

/** The Go type of a Flux kind: that of its schema, in which only `ignore` is a pointer to a text. */
export function goTypeOf(apiVersion: string, kind: string): GoType | undefined {
  const schema = builtinRegistry().find(apiVersion, kind)?.schema();
  return schema && { schema: { ...schema, required: ['spec'] }, pointers: new Set(['ignore']) };
}

/** Decodes a providerConfig as the extension does; an absent one is an empty configuration. */
export function decodeFluxConfig(providerConfig: unknown): DecodedConfig | Refused {
  if (providerConfig === undefined || providerConfig === null) return { config: {}, unknown: [] };
  const refusal = kindProblem(providerConfig);
  if (refusal !== undefined) return refusal;
  const shell = decodeAs(providerConfig, fluxConfigType);
  if (!isDecoded(shell)) return shell;
  const { apiVersion: _, kind: __, kustomization, ...rest } = shell.value;
  if (kustomization === undefined) return { config: rest, unknown: shell.unknown };
  const template = decodeKustomization((kustomization as PlainMap)['template']);
  if (!isDecoded(template)) return { ...template, path: under(kustomizationTemplate, template.path) };
  return {
    config: { ...(rest as FluxConfig), kustomization: { template: template.value } },
    unknown: [...shell.unknown, ...template.unknown.map(path => under(kustomizationTemplate, path))],
  };
}

const kustomizationTemplate = FieldPath.of('kustomization', 'template');

function kindProblem(providerConfig: unknown): Refused | undefined {
  const { apiVersion, kind } = isMap(providerConfig) ? providerConfig : {};
  if (apiVersion === fluxConfigApiVersion && kind === 'FluxConfig') return undefined;
  return { path: FieldPath.root, problem: `must be a FluxConfig of ${fluxConfigApiVersion}` };
}

/** The template is typed: it is decoded together with the configuration, whatever its TypeMeta says. */
function decodeKustomization(template: unknown): Decoded | Refused {
  const type = goTypeOf('kustomize.toolkit.fluxcd.io/v1', 'Kustomization');
  if (type === undefined) throw new Error('the schema of Flux Kustomizations is missing');
  return decodeObject(template, type);
}

/** Decodes an object of a Flux kind; an empty status is not printed. */
export function decodeObject(value: unknown, type: GoType): Decoded | Refused {
  const decoded = decodeAs(value, type);
  if (!isDecoded(decoded)) return decoded;
  const { status, ...object } = decoded.value;
  const hasStatus = isMap(status) && Object.keys(status).length > 0;
  return { ...decoded, value: hasStatus ? decoded.value : object };
}

/** A path below another one. */
export function under(base: FieldPath, path: FieldPath): FieldPath {
  let result = base;
  for (const segment of path.segments())
    result = typeof segment === 'number' ? result.index(segment) : result.child(segment);
  return result;
}
