import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Finding } from '../core/finding';
import { carriedObjects } from './carried';
import { manifestFiles } from './file-tree';
import { readManifests, type ManifestFile, type ReadObject } from './manifest-file';
import { readSurroundings, surroundingsFile, type LandscapeSurroundings } from '../rules/surroundings-file';
import { readContent } from './read-content';
import { encodingProblem } from './read-encoding';
import { fileFinding, rule } from './read-rules';
import { hasExpressions, withoutExpressions } from './template';

/** An object of a tree with the file that it comes from. */
export interface TreeObject extends ReadObject {
  /** Relative to the caller's folder, with forward slashes. */
  readonly file: string;
}

/** What a tree holds. */
export interface ManifestTree {
  readonly objects: readonly TreeObject[];
  readonly findings: readonly Finding[];
  /** Files that were read. */
  readonly files: number;
  /** Single files were chosen, so that there may be others beside them. @default false */
  readonly selected?: boolean;
  /** What a kustomization.yaml beside a chosen file says about it; not judged itself. @default none */
  readonly context?: readonly TreeObject[];
  /** What the app of a rendered landscape knows beside its objects, by folder. @default none */
  readonly landscapes?: ReadonlyMap<string, LandscapeSurroundings>;
  /** The text of a file that was read, by the name that origins have for it. */
  textOf(file: string): string | undefined;
}

/** What kustomize looks for in a folder. */
const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** What stands for standard input. */
export const standardInput = '-';

/**
 * Reads all manifests below paths; `-` is standard input. Nothing throws: what cannot be read is a finding.
 *
 * @param progress is told the number of files after each of them
 */
export function readTree(paths: readonly string[], progress?: (files: number) => void): ManifestTree {
  const reader = new TreeReader();
  if (paths.includes(standardInput)) reader.standardInput();
  for (const entry of manifestFiles(paths.filter(start => start !== standardInput))) {
    reader.file(entry);
    progress?.(reader.files);
  }
  for (const start of paths) if (start !== standardInput && isFile(start)) reader.chosen(start);
  return reader;
}

class TreeReader implements ManifestTree {
  readonly objects: TreeObject[] = [];
  readonly findings: Finding[] = [];
  readonly context: TreeObject[] = [];
  readonly landscapes = new Map<string, LandscapeSurroundings>();
  files = 0;
  selected = false;

  private readonly texts = new Map<string, string>();

  readonly textOf = (file: string): string | undefined => this.texts.get(file);

  standardInput(): void {
    const content = readContent(0);
    if ('problem' in content) this.refuse(standardInput, content.problem);
    else this.bytes(content.bytes, standardInput, standardInput);
  }

  file({ file, problem }: { readonly file: string; readonly problem?: string }): void {
    const shown = shownName(file);
    if (problem !== undefined) return this.refuse(shown, problem);
    if (isTemplate(file)) return this.template(shown);
    const content = readContent(file);
    if ('problem' in content) return this.refuse(shown, content.problem);
    if (`/${shown}`.endsWith(`/${surroundingsFile}`)) this.landscape(shown, content.bytes);
    this.bytes(content.bytes, file, shown);
  }

  /** A file alone does not say that it is a patch, or that others complete it. */
  chosen(file: string): void {
    this.selected = true;
    const folder = path.dirname(file);
    for (const name of kustomizationNames) {
      const beside = path.join(folder, name);
      const shown = shownName(beside);
      if (!isFile(beside) || this.texts.has(shown) || this.context.some(one => one.file === shown)) continue;
      const content = readContent(beside);
      if (!('bytes' in content)) continue;
      const text = withoutExpressions(Buffer.from(content.bytes).toString('utf8'));
      for (const object of readManifests(text, shown).objects) this.context.push({ ...object, file: shown });
    }
  }

  private landscape(file: string, bytes: Uint8Array): void {
    const known = readSurroundings(Buffer.from(bytes).toString('utf8'));
    if (known !== undefined) this.landscapes.set(file.slice(0, -surroundingsFile.length).replace(/\/$/, ''), known);
  }

  private bytes(bytes: Uint8Array, file: string, shown: string): void {
    const problem = encodingProblem(bytes);
    if (problem !== undefined) {
      this.files += 1;
      this.findings.push(fileFinding(rule['READ-SYNTAX'], { file: shown }, problem));
      return;
    }
    const read = readManifests(bytes, shown);
    if (isUnreadTemplate(read, file)) this.template(shown);
    else this.add(shown.endsWith('.json') ? withoutForeignJson(read) : read, shown);
  }

  private add({ objects, findings, text }: ManifestFile, file: string): void {
    this.files += 1;
    this.texts.set(file, text);
    for (const object of [...objects, ...carriedObjects(objects)]) this.objects.push({ ...object, file });
    this.findings.push(...oncePerFile(findings));
  }

  private refuse(file: string, message: string): void {
    this.findings.push(fileFinding(rule['READ-FILE'], { file }, { message }));
  }

  private template(file: string): void {
    this.findings.push(fileFinding(rule['READ-TEMPLATE'], { file }));
  }
}

/** Relative to the caller's folder; a descriptor has no better name than its own. */
function shownName(file: string): string {
  return file.startsWith('/dev/') ? file : path.relative(process.cwd(), path.resolve(file)).split(path.sep).join('/');
}

/** Other files of a chart become templates when `tpl` reads them. */
function isInChart(file: string): boolean {
  for (let folder = path.dirname(path.resolve(file)); folder !== path.dirname(folder); folder = path.dirname(folder))
    if (fs.existsSync(path.join(folder, 'Chart.yaml'))) return true;
  return false;
}

/** A template of a Helm chart is no YAML before Helm has rendered it. */
function isTemplate(file: string): boolean {
  const parts = path.resolve(file).split(path.sep);
  const templates = parts.lastIndexOf('templates');
  return templates > 0 && fs.existsSync(path.join(parts.slice(0, templates).join(path.sep) || path.sep, 'Chart.yaml'));
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

const syntaxRules: readonly string[] = [
  rule['READ-SYNTAX'].id,
  rule['READ-REFUSED'].id,
  rule['READ-REFUSED-BY-KUSTOMIZE'].id,
  rule['READ-DUPLICATE-KEY'].id,
];

/** A line of its own that branches or repeats; block scalars are indented. */
const isStatement = /^(?:\{%-? |\{\{-? ?(?:if|range|with|end|else|define|include|toYaml)\b)/m;

/** Text that becomes YAML when its template expressions are replaced. */
function isUnreadTemplate({ text, findings }: ManifestFile, file: string): boolean {
  if (!findings.some(finding => syntaxRules.includes(finding.rule))) return false;
  if (!hasExpressions(text)) return false;
  if (isStatement.test(text) || isInChart(file)) return true;
  const rest = readManifests(withoutExpressions(text), '-').findings;
  return !rest.some(({ rule: id }) => id === rule['READ-SYNTAX'].id);
}

/** JSON is the language of many tools: only what has apiVersion and kind is meant for a cluster, be it too broken to be read. */
function withoutForeignJson(file: ManifestFile): ManifestFile {
  return file.objects.length > 0 || isMeantForCluster(file.text) ? file : { ...file, findings: [] };
}

/** Reports quote objects, so that a file that can be read is told by what it is, not by what it mentions. */
function isMeantForCluster(text: string): boolean {
  try {
    const entries: readonly unknown[] = [JSON.parse(text)].flat();
    return entries.some(
      entry => typeof entry === 'object' && entry !== null && 'apiVersion' in entry && 'kind' in entry,
    );
  } catch {
    return /"apiVersion"\s*:/.test(text) && /"kind"\s*:/.test(text);
  }
}

/** A values file of a hundred documents is one notice. */
function oncePerFile(findings: readonly Finding[]): Finding[] {
  let named = false;
  return findings.filter(finding => {
    if (finding.rule !== rule['READ-NO-OBJECT'].id) return true;
    const first = !named;
    named = true;
    return first;
  });
}
