import type { FieldPath } from '../core/field-path';
import type { Finding } from '../core/finding';
import { embeddedFields } from './embedded-fields';
import { bareConfigs, expectedKind, type ConfigRole, type ExpectedKind } from './embedded-kinds';
import { embeddedTree, EmbeddedWalk, type Embedded, type EmbeddedTree } from './embedded-walk';
import { found } from './found';
import type { Mode } from './lean-schema';
import type { KindInfo, Registry } from './registry';

/** Judges a configuration whose kind is known: the same checks as for an object. */
export type JudgeConfig = (
  config: object,
  info: KindInfo,
  at: { readonly path: FieldPath; readonly mode: Mode },
) => void;

/** What embedded configurations are judged with. */
export interface EmbeddedContext {
  readonly registry: Registry;
  /** Where the object stands in a larger one. */
  readonly base: FieldPath;
  readonly mode: Mode;
  readonly judge: JudgeConfig;
  readonly report: (finding: Finding) => void;
}

/** Finds the configurations in an object and judges each by its own kind, or by the one that its field and type ask for. */
export function judgeEmbedded(object: object, info: KindInfo, context: EmbeddedContext): void {
  const tree = treeOf(info);
  if (tree.length === 0) return;
  new EmbeddedWalk(object, embedded => judgeOne(embedded, context)).into(object, tree, context.base);
}

const trees = new WeakMap<KindInfo, readonly EmbeddedTree[]>();

function treeOf(info: KindInfo): readonly EmbeddedTree[] {
  const known = trees.get(info);
  if (known !== undefined) return known;
  const tree = embeddedTree(embeddedFields[`${info.group}/${info.kind}`] ?? []);
  trees.set(info, tree);
  return tree;
}

function judgeOne(embedded: Embedded, context: EmbeddedContext): void {
  const { config, path, field, type } = embedded;
  // the schema of the object refuses anything but an object
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return;
  const mode = context.mode === 'partial' ? 'partial' : field.mode;
  const bare = field.role === 'extension' && type !== undefined ? bareConfigs[type] : undefined;
  if (bare !== undefined) {
    // gardener-extension-acl:pkg/admission/validator/shoot.go: nobody reads what is switched off
    if (embedded.disabled) return;
    const info = context.registry.find(bare.apiVersion, bare.kind);
    if (info !== undefined) context.judge(config, info, { path, mode });
    return;
  }
  const assumed = assumedKind(config, embedded, context.registry);
  if (assumed !== undefined) {
    const { apiVersion, kind } = assumed;
    context.judge({ ...config, apiVersion, kind }, assumed, { path, mode });
    return;
  }
  const info = kindOf(config, embedded, context);
  if (info !== undefined) context.judge(config, info, { path, mode });
}

/**
 * Who reads it knows what it is: a network configuration without kind and version (`gardener:example/provider-local/shoot-ipv6.yaml`),
 * and one of a gardenlet where either is missing (`gardener:pkg/apis/seedmanagement/encoding/encoding.go`).
 */
function assumedKind(config: object, { field, type }: Embedded, registry: Registry): KindInfo | undefined {
  const { apiVersion, kind } = config as Header;
  const given = [apiVersion, kind].filter(isNamed);
  if (given.length > (assumable[field.role] ?? -1)) return undefined;
  const [only, ...others] = knownVersions(expectedKind(field.role, type), registry);
  if (only === undefined || others.length > 0) return undefined;
  return given.every(name => name === only.apiVersion || name === only.kind) ? only : undefined;
}

/** How many of kind and version a configuration may give and still be known without the other. */
const assumable: Partial<Readonly<Record<ConfigRole, number>>> = { network: 0, gardenlet: 1 };

/** The kind that a configuration says it is; undefined when that is unknown or wrong, which is reported. */
function kindOf(config: object, embedded: Embedded, { registry, report }: EmbeddedContext): KindInfo | undefined {
  const { path, field, type } = embedded;
  const { apiVersion, kind } = config as { readonly apiVersion?: unknown; readonly kind?: unknown };
  const expected = knownVersions(expectedKind(field.role, type), registry);
  if (!isNamed(apiVersion) || !isNamed(kind)) {
    if (refusesUntyped(field.role)) missingKind({ apiVersion, kind }, path, expected).forEach(report);
    return undefined;
  }
  const info = registry.find(apiVersion, kind);
  if (expected.length > 0 && !expected.includes(info as KindInfo)) {
    report(wrongKind({ apiVersion, kind }, embedded, expected));
    return undefined;
  }
  if (info === undefined) report(unknownKind({ apiVersion, kind }, path));
  return info;
}

/** Without a schema of the expected kind nothing is known about the versions that its controller reads. */
function knownVersions(expected: ExpectedKind | undefined, registry: Registry): readonly KindInfo[] {
  return expected === undefined ? [] : registry.versionsOf(`${expected.group}/`, expected.kind);
}

/** Nobody asks for the kind of these before a controller reads them, and some controllers do not read them at all. */
function refusesUntyped(role: ConfigRole): boolean {
  return role !== 'BackupBucketConfig' && role !== 'WorkloadIdentityConfig' && role !== 'InfrastructureStatus';
}

/** Go takes an empty text for an absent one. */
const isNamed = (name: unknown): name is string => typeof name === 'string' && name !== '';

interface Header {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
}

function missingKind(header: Header, path: FieldPath, expected: readonly KindInfo[]): Finding[] {
  if (expected.length === 0) return [];
  return (['apiVersion', 'kind'] as const)
    .filter(name => !isNamed(header[name]))
    .map(name =>
      found({
        rule: 'SCHEMA-REQUIRED',
        type: 'required',
        path: path.child(name),
        message: 'must be set: the controller cannot tell what the configuration is',
        allowed: [...new Set(expected.map(info => info[name]))],
      }),
    );
}

function wrongKind(
  { apiVersion, kind }: { apiVersion: string; kind: string },
  { path, type, field }: Embedded,
  expected: readonly KindInfo[],
): Finding {
  const isKind = expected.some(info => info.kind === kind);
  const allowed = [...new Set(expected.map(info => (isKind ? info.apiVersion : info.kind)))];
  const wanted = expected.map(info => `${info.apiVersion} ${info.kind}`).join(' or ');
  return found({
    rule: 'SCHEMA-NESTED-KIND',
    // what Gardener itself decodes is invalid, what an extension reads is not supported
    type: field.role === 'gardenlet' ? 'invalid' : 'notSupported',
    path: path.child(isKind ? 'apiVersion' : 'kind'),
    value: isKind ? apiVersion : kind,
    message: `${apiVersion} ${kind} does not belong here: ${type === undefined ? 'the field' : `type ${type}`} takes ${wanted}`,
    allowed,
  });
}

function unknownKind({ apiVersion, kind }: { apiVersion: string; kind: string }, path: FieldPath): Finding {
  return found({
    rule: 'SCHEMA-NO-SCHEMA',
    path,
    message: `${apiVersion} ${kind} has no schema: the configuration is not checked`,
  });
}
