import { CORE_SCHEMA, loadAll, mergeTag, YAMLException } from 'js-yaml';

const schema = CORE_SCHEMA.withTags(mergeTag);

/**
 * Reads a file of our own (values, facts, cdk8s.yaml, golden files): YAML 1.2, in which `yes` and `0644` are what a person sees, with `<<`
 * merge keys. Undefined for an empty file. Throws YAMLException, with line and column, for a text that is no YAML, and for
 * several documents.
 */
export function readValues(text: string, file?: string): unknown {
  const documents = loadAll(text, { schema, ...(file !== undefined && { filename: file }) });
  if (documents.length > 1) throw new YAMLException('a single document is wanted, but there are several');
  return documents[0];
}
