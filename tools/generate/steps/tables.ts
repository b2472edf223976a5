import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { header, type GeneratedFile, type Step } from '../step';

/** A row of the pinned tables: minors as text (`1.33`), everything else as it is. */
type Row = Readonly<Record<string, string | boolean>>;
type Rows = Readonly<Record<string, Row>>;

interface Tables {
  readonly featureGates: Rows;
  readonly vpaFeatureGates: readonly string[];
  readonly admissionPlugins: Rows;
  readonly runtimeConfig: { readonly gv: Rows; readonly gvr: Rows };
  readonly shootOperations: Readonly<Record<string, readonly string[] | Readonly<Record<string, readonly string[]>>>>;
  readonly reservedTaintKeys: readonly string[];
}

interface Pinned {
  readonly source: string;
  readonly version: string;
  readonly commit: string;
  /** Of the JSON text of `data` without white space. */
  readonly sha256: string;
  readonly data: Tables;
}

const folder = 'imports/tables';
const input = `${folder}/gardener.json`;

/** The tables behind Gardener's validation, as typed constants. Their pinned source is `imports/tables/gardener.json`. */
export const step: Step = {
  name: 'tables of Gardener',
  folders: [folder],
  owns: file => file.startsWith(`${folder}/`) && file.endsWith('.ts'),
  *render(root): Iterable<GeneratedFile> {
    const pinned = JSON.parse(fs.readFileSync(path.join(root, input), 'utf8')) as Pinned;
    const hash = crypto.createHash('sha256').update(JSON.stringify(pinned.data)).digest('hex');
    if (hash !== pinned.sha256) throw new Error(`${input} was edited by hand: its hash is ${hash}`);
    yield { path: `${folder}/kubernetes.ts`, text: kubernetesModule(pinned) };
    yield { path: `${folder}/shoot-operations.ts`, text: operationsModule(pinned) };
  },
};

function kubernetesModule({ data, ...origin }: Pinned): string {
  return [
    ...preamble(origin),
    '/** From which Kubernetes minor on something exists, and the first minor without it; absent means always. */',
    'export interface VersionRange {',
    '  readonly added?: number;',
    '  readonly removed?: number;',
    '}',
    '',
    '/** From `lockedFrom` on only the value `lockedTo` is accepted. */',
    'export interface FeatureGateRange extends VersionRange {',
    '  readonly lockedFrom?: number;',
    '  readonly lockedTo?: boolean;',
    '}',
    '',
    '/** What a Shoot may do with an admission plugin. */',
    'export interface AdmissionPluginRange extends VersionRange {',
    '  readonly required?: boolean;',
    '  readonly config?: boolean;',
    '  readonly externalKubeconfig?: boolean;',
    '}',
    '',
    '/** An API that Gardener itself needs is required. */',
    'export interface ApiRange extends VersionRange {',
    '  readonly required?: boolean;',
    '  readonly requiredForWorkerless?: boolean;',
    '}',
    '',
    ...table(
      'Feature gates of the Kubernetes components, by name.',
      'featureGates',
      'FeatureGateRange',
      data.featureGates,
    ),
    '/** Feature gates of the vertical pod autoscaler. */',
    `export const vpaFeatureGates: readonly string[] = ${list(data.vpaFeatureGates)};`,
    '',
    ...table('Admission plugins, by name.', 'admissionPlugins', 'AdmissionPluginRange', data.admissionPlugins),
    ...table('API group versions, by `group/version`.', 'apiGroupVersions', 'ApiRange', data.runtimeConfig.gv),
    ...table('API resources, by `group/version/resource`.', 'apiResources', 'ApiRange', data.runtimeConfig.gvr),
  ].join('\n');
}

function operationsModule({ data, ...origin }: Pinned): string {
  const { incompatible, ...lists } = data.shootOperations;
  return [
    ...preamble(origin),
    ...Object.entries(lists).map(([name, names]) => `export const ${name}: readonly string[] = ${list(names)};\n`),
    '/** Operations that exclude each other in one annotation. */',
    'export const incompatible: Readonly<Record<string, readonly string[]>> = {',
    ...Object.entries(incompatible ?? {}).map(([name, names]) => `  '${name}': ${list(names)},`),
    '};',
    '',
    '/** Keys of taints that Gardener sets itself. */',
    `export const reservedTaintKeys: readonly string[] = ${list(data.reservedTaintKeys)};`,
    '',
  ].join('\n');
}

function preamble({ source, version, commit }: Omit<Pinned, 'data'>): string[] {
  return [header.trimEnd(), `// ${source} ${version} (${commit})`, ''];
}

function table(description: string, name: string, type: string, rows: Rows): string[] {
  const lines = Object.entries(rows).map(([key, row]) => `  '${key}': ${rowText(row)},`);
  return [`/** ${description} */`, `export const ${name}: Readonly<Record<string, ${type}>> = {`, ...lines, '};', ''];
}

function rowText(row: Row): string {
  const fields = Object.entries(row).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? minorOf(value) : value}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** The minor of `1.33`: Kubernetes has only one major. */
function minorOf(version: string): number {
  const match = /^1\.(\d+)$/.exec(version);
  if (match === null) throw new Error(`${input}: ${version} is no minor of Kubernetes 1`);
  return Number(match[1]);
}

const list = (names: unknown): string => `[${(names as readonly string[]).map(name => `'${name}'`).join(', ')}]`;
