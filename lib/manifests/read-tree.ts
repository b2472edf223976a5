import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Finding } from '../core/finding';
import { carriedObjects } from './carried';
import { manifestFiles } from './file-tree';
import { readManifests, type ManifestFile, type ReadObject } from './manifest-file';
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
}

/** Larger files are no manifests; reading them would only take memory. */
const largestFile = 64 * 1024 * 1024;

/** What stands for standard input. */
export const standardInput = '-';

/** Reads all manifests below paths; `-` is standard input. Nothing throws: what cannot be read is a finding. */
export function readTree(paths: readonly string[]): ManifestTree {
  const reader = new TreeReader();
  for (const start of paths) {
    if (start === standardInput) reader.add(readManifests(fs.readFileSync(0), standardInput), standardInput);
    else for (const entry of manifestFiles([start])) reader.file(entry);
  }
  return reader;
}

class TreeReader implements ManifestTree {
  readonly objects: TreeObject[] = [];
  readonly findings: Finding[] = [];
  files = 0;

  file(entry: { readonly file: string; readonly problem?: string }): void {
    const shown = path.relative(process.cwd(), path.resolve(entry.file)).split(path.sep).join('/');
    const problem = entry.problem ?? sizeProblem(entry.file);
    if (problem !== undefined)
      this.findings.push(fileFinding(rule['READ-FILE'], { file: shown }, { message: problem }));
    else if (isTemplate(entry.file)) this.findings.push(fileFinding(rule['READ-TEMPLATE'], { file: shown }));
    else {
      const content = fs.readFileSync(entry.file);
      const read = readManifests(content, shown);
      if (isUnreadTemplate(content, read)) this.findings.push(fileFinding(rule['READ-TEMPLATE'], { file: shown }));
      else this.add(shown.endsWith('.json') ? withoutForeignJson(read) : read, shown);
    }
  }

  add({ objects, findings }: ManifestFile, file: string): void {
    this.files += 1;
    for (const object of [...objects, ...carriedObjects(objects)]) this.objects.push({ ...object, file });
    this.findings.push(...oncePerFile(findings));
  }
}

function sizeProblem(file: string): string | undefined {
  try {
    const { size } = fs.statSync(file);
    fs.accessSync(file, fs.constants.R_OK);
    return size > largestFile
      ? `the file has ${Math.round(size / 1024 / 1024)} MB; more than ${largestFile / 1024 / 1024} are not read`
      : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** A template of a Helm chart is no YAML before Helm has rendered it. */
function isTemplate(file: string): boolean {
  const parts = path.resolve(file).split(path.sep);
  const templates = parts.lastIndexOf('templates');
  return templates > 0 && fs.existsSync(path.join(parts.slice(0, templates).join(path.sep) || path.sep, 'Chart.yaml'));
}

const syntaxRules: readonly string[] = [rule['READ-SYNTAX'].id, rule['READ-REFUSED'].id, rule['READ-DUPLICATE-KEY'].id];

/** A line of its own that branches or repeats; block scalars are indented. */
const isStatement = /^(?:\{%-? |\{\{-? ?(?:if|range|with|end|else|define|include|toYaml)\b)/m;

/** Text that becomes YAML when its template expressions are replaced. */
function isUnreadTemplate(content: Uint8Array, { findings }: ManifestFile): boolean {
  if (!findings.some(finding => syntaxRules.includes(finding.rule))) return false;
  const text = Buffer.from(content).toString('utf8');
  if (!hasExpressions(text)) return false;
  if (isStatement.test(text)) return true;
  const rest = readManifests(withoutExpressions(text), '-').findings;
  return !rest.some(({ rule: id }) => id === rule['READ-SYNTAX'].id);
}

/** JSON is the language of many tools: only what has apiVersion and kind is meant for a cluster. */
function withoutForeignJson({ objects, findings }: ManifestFile): ManifestFile {
  return { objects, findings: objects.length > 0 ? findings : [] };
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
