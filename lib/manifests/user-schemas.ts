import { isDefinition, kindsOfDefinition } from '../api/crd';
import type { KindInfo } from '../api/registry';
import { readSchemaFile } from '../api/schema-file';
import { schemaProblem } from '../api/schema-problem';
import { validateObject } from '../api/validate';
import type { Finding } from '../core/finding';
import { manifestFiles } from './file-tree';
import { readManifests, type ReadObject } from './manifest-file';
import { readContent } from './read-content';

/** Kinds that a user declares, and what of the files cannot be used. */
export interface UserSchemas {
  readonly kinds: readonly KindInfo[];
  /** Definitions that no API server would take, files that cannot be read; each with its place. */
  readonly errors: readonly string[];
  /** Schemas that are sound, but use what is not evaluated here; each with its file. */
  readonly unused: readonly string[];
}

/**
 * Reads custom resource definitions (YAML or JSON, several in a file, in Lists) and JSON Schemas (one kind a file) below paths. Other files are
 * passed over. Nothing throws.
 */
export function readUserSchemas(paths: readonly string[]): UserSchemas {
  const reader = new SchemaReader();
  for (const entry of manifestFiles(paths)) {
    const content = 'problem' in entry ? entry : readContent(entry.file);
    if ('problem' in content) reader.errors.push(`${entry.file}: ${content.problem}`);
    else reader.read(entry.file, Buffer.from(content.bytes).toString('utf8'));
  }
  return reader;
}

class SchemaReader implements UserSchemas {
  readonly kinds: KindInfo[] = [];
  readonly errors: string[] = [];
  readonly unused: string[] = [];

  read(file: string, text: string): void {
    const schema = file.endsWith('.json') ? readSchemaFile(parsed(text), file.replaceAll('\\', '/')) : undefined;
    if (schema === undefined) this.manifests(file, text);
    else if ('problem' in schema) this.unused.push(`${file}: ${schema.problem}`);
    else this.kinds.push(schema.kind);
  }

  private manifests(file: string, text: string): void {
    const { objects, findings } = readManifests(text, file);
    for (const { origin, message, severity } of findings)
      if (severity === 'error') this.errors.push(`${file}:${origin?.line ?? 1}: ${message}`);
    for (const entry of objects) if (isDefinition(entry.object)) this.definition(file, entry);
  }

  private definition(file: string, { object, origin }: ReadObject): void {
    const wrong = validateObject(object).filter(({ severity }) => severity === 'error');
    if (wrong.length > 0) {
      this.errors.push(...wrong.map(finding => `${file}:${origin(finding.path).line ?? 1}: ${textOf(finding)}`));
      return;
    }
    for (const kind of kindsOfDefinition(object, file)) {
      const problem = schemaProblem(kind.schema());
      if (problem === undefined) this.kinds.push(kind);
      else
        this.errors.push(`${file}:${origin('spec.versions').line ?? 1}: ${kind.apiVersion} ${kind.kind}: ${problem}`);
    }
  }
}

const textOf = ({ path, message }: Finding): string => (path === '' ? message : `${path}: ${message}`);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
