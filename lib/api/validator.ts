import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { CodeCache } from './code-cache';
import type * as compiler from './compile';
import { compilerVersion } from './compiler-version';
import type { Mode } from './lean-schema';
import type { KindInfo } from './registry';

/** One violation, as a compiled validator reports it. */
export interface SchemaError {
  /** JSON pointer into the object. */
  readonly instancePath: string;
  /** JSON pointer to the keyword, from the root of the schema. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Says whether an object is valid; the violations of the last call are in `errors`. */
export interface Validator {
  (object: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

const validators: Record<Mode, WeakMap<KindInfo, Validator>> = { full: new WeakMap(), partial: new WeakMap() };

/** The validator of a kind: from memory, from the cache of the project, or compiled now. */
export function validatorOf(info: KindInfo, mode: Mode = 'full'): Validator {
  const known = validators[mode].get(info);
  if (known !== undefined) return known;
  const validator = loadValidator(info, mode);
  validators[mode].set(info, validator);
  return validator;
}

let cache: CodeCache | undefined;

function loadValidator(info: KindInfo, mode: Mode): Validator {
  cache ??= new CodeCache(process.cwd());
  const name = `${info.kind}-${cacheKey(info, mode)}`;
  const cached = cache.read(`${name}.js`)?.toString();
  if (cached !== undefined) {
    const validator = fromCache(cached, name, cache);
    if (validator !== undefined) return validator;
  }
  const source = compile(info, mode);
  const script = scriptOf(source, name);
  cache.write(`${name}.js`, source);
  cache.writeAtExit(bytecodeName(name), script);
  return run(script);
}

/** Undefined when the cache holds something that is no code: it is written again then. */
function fromCache(source: string, name: string, from: CodeCache): Validator | undefined {
  try {
    const script = scriptOf(source, name, from.read(bytecodeName(name)));
    // another version of node has another engine
    if (script.cachedDataRejected !== false) from.writeAtExit(bytecodeName(name), script);
    return run(script);
  } catch {
    return undefined;
  }
}

const bytecodeName = (name: string): string => `${name}.run.${process.versions.v8}`;

function cacheKey(info: KindInfo, mode: Mode): string {
  const { version } = require('ajv/package.json') as { readonly version: string };
  const parts = [compilerVersion, version, mode, info.schemaText()].join('\n');
  return createHash('sha256').update(parts).digest('hex').slice(0, 32);
}

function compile(info: KindInfo, mode: Mode): string {
  const { compileSource } = require('./compile') as typeof compiler;
  return compileSource(info.schema(), mode);
}

function scriptOf(source: string, name: string, cachedData?: Buffer): Script {
  return new Script(`(function (require, module) {${source}\n})`, {
    filename: `${name}.js`,
    ...(cachedData && { cachedData }),
  });
}

function run(script: Script): Validator {
  const module: { exports: unknown } = { exports: undefined };
  const load = script.runInThisContext() as (require: (name: string) => unknown, module: { exports: unknown }) => void;
  load(requireRuntime, module);
  return module.exports as Validator;
}

/** What compiled validators import: small modules, none of them ajv's compiler. */
function requireRuntime(name: string): unknown {
  switch (name) {
    case '#formats':
      return require('./formats');
    case '#list-type':
      return require('./list-type');
    case '#shared':
      return require('../core/shared');
    case 'ajv/dist/runtime/ucs2length':
      return require('ajv/dist/runtime/ucs2length');
    case 'ajv/dist/runtime/equal':
      return require('ajv/dist/runtime/equal');
    default:
      throw new Error(`a compiled validator imports ${name}`);
  }
}
