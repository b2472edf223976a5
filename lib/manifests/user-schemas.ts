import { kindsOfDefinition } from '../api/crd';
import type { KindInfo } from '../api/registry';
import { readSchemaFile } from '../api/schema-file';
import { readDefinitions } from './definitions';
import { manifestFiles } from './file-tree';
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
    const { definitions, errors } = readDefinitions(text, file);
    this.errors.push(...errors);
    this.kinds.push(...definitions.flatMap(definition => kindsOfDefinition(definition, file)));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
