import { _, Ajv, stringify, type CodeKeywordDefinition, type Format, type KeywordCxt } from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import { formats } from './formats';
import type { Schema } from './json-schema';
import { leanSchema, type Mode } from './lean-schema';
import { listKeysOf } from './list-keys';
import { rememberingCode } from './remembering-code';

/**
 * The validator of a schema as the text of a CommonJS module, whose imports are those of {@link runtimeModules}. This is the only
 * module that loads ajv's compiler: a run that finds all its validators in the cache never does.
 */
export function compileSource(schema: Schema, mode: Mode): string {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    strictSchema: true,
    strictTypes: false,
    allowUnionTypes: true,
    inlineRefs: false,
    formats: formats as Record<string, Format>,
    code: { source: true, formats: _`require("#formats").formats` },
  });
  ajv.addVocabulary(['x-kubernetes-list-map-keys', 'x-go-default']);
  ajv.addKeyword(listTypeKeyword(schema));
  return rememberingCode(standaloneCode(ajv, ajv.compile(leanSchema(schema, mode))));
}

function listTypeKeyword(root: Schema): CodeKeywordDefinition {
  return {
    keyword: 'x-kubernetes-list-type',
    type: 'array',
    schemaType: 'string',
    code(context: KeywordCxt): void {
      const keys = listKeysOf(context.parentSchema, root);
      if (keys === undefined) return;
      const { gen, data } = context;
      const rule = gen.scopeValue('schema', { key: stringify(keys).toString(), ref: keys, code: stringify(keys) });
      const test = gen.scopeValue('func', {
        key: 'hasUniqueEntries',
        ref: {},
        code: _`require("#list-type").hasUniqueEntries`,
      });
      context.fail(_`!${test}(${data}, ${rule})`);
    },
  };
}
