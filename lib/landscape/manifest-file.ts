import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Finding, Origin } from '../core/finding';
import type { KubernetesObject } from '../core/object';
import { Report } from '../rules/report';
import { ruleTable } from '../rules/rule';
import { readDocuments } from '../yaml/reader/documents';
import type { YamlDocument } from '../yaml/reader/read-document';

const rule = ruleTable('cdk8s-gardener', {
  'INCLUDE-FILE': { reason: 'the file cannot be read' },
  'INCLUDE-YAML': { reason: 'this is no YAML that the cluster would read' },
  'INCLUDE-OBJECT': { reason: 'the document is no Kubernetes object: it needs apiVersion, kind and metadata' },
  'INCLUDE-COMMENTED': { reason: 'apiVersion is missing', fix: 'move it from the comment above to a line of its own' },
});

/** All rules about files of manifests, for the reference. */
export const includeRules = Object.values(rule);

/** One object of a file, and where its fields are. */
export interface ReadObject {
  readonly object: KubernetesObject;
  origin(path?: string): Origin;
}

/** Objects of a file, and what is wrong with it. */
export interface ManifestFile {
  readonly objects: readonly ReadObject[];
  readonly findings: readonly Finding[];
  readonly text: string;
}

/** Reads a file of manifests as the cluster would: Lists are unfolded, empty documents passed over, everything else is reported. */
export function readManifestFile(file: string): ManifestFile {
  const shown = path.relative(process.cwd(), path.resolve(file)).split(path.sep).join('/');
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    return { objects: [], findings: [complaint('INCLUDE-FILE', { file: shown }, (error as Error).message)], text: '' };
  }
  const { documents, problems } = readDocuments(text, { file: shown });
  const findings = problems
    .filter(({ refusedBy }) => refusedBy !== 'nobody')
    .map(({ message, line, column }) => complaint('INCLUDE-YAML', { file: shown, line, column }, message));
  const objects: ReadObject[] = [];
  for (const document of documents) {
    if (document.value === undefined || document.value === null) continue;
    collect(document, document.value, { file: shown, prefix: '', objects, findings });
  }
  return { objects, findings, text };
}

interface Collection {
  readonly file: string;
  /** Path of the value inside its document, with a final dot. */
  readonly prefix: string;
  readonly objects: ReadObject[];
  readonly findings: Finding[];
}

function collect(document: YamlDocument, value: unknown, collection: Collection): void {
  const { file, prefix, objects, findings } = collection;
  const origin = (path = ''): Origin => ({
    file,
    ...(document.position(prefix + path) ?? { line: document.startLine }),
  });
  if (!isMap(value)) {
    findings.push(complaint('INCLUDE-OBJECT', origin()));
    return;
  }
  const { apiVersion, kind, metadata, items } = value;
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
    items.forEach((item, index) => collect(document, item, { ...collection, prefix: `${prefix}items[${index}].` }));
    return;
  }
  if (apiVersion === undefined && document.comment.includes('apiVersion:'))
    findings.push(complaint('INCLUDE-COMMENTED', origin()));
  else if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !isMap(metadata))
    findings.push(complaint('INCLUDE-OBJECT', origin()));
  else objects.push({ object: value as unknown as KubernetesObject, origin });
}

function complaint(id: keyof typeof rule, origin: Origin, message?: string): Finding {
  const report = new Report();
  report.add(rule[id], '', message === undefined ? {} : { message });
  return { ...(report.findings[0] as Finding), origin };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
