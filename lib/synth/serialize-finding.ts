import type { ApiObject, JsonPatch } from 'cdk8s';
import type { Finding } from '../core/finding';
import { constructFinding, rule } from './rules';

interface Operation {
  readonly op: string;
  readonly path: string;
}

/** Why an object cannot be made: in one line, and without the values of the object, which may be secret. */
export function serializeFinding(object: ApiObject, error: unknown): Finding {
  const { apiVersion, kind, metadata } = object;
  const { namespace } = metadata;
  const reference = { apiVersion, kind, ...(namespace !== undefined && { namespace }), name: metadata.name ?? '' };
  return constructFinding(rule['SYNTH-SERIALIZE'], object, { object: reference, ...reasonOf(object, error) });
}

function reasonOf(object: ApiObject, error: unknown): Pick<Finding, 'message' | 'fix'> {
  const reason = firstLine(error instanceof Error ? error.message : String(error));
  const operations = patchesOf(object).map(({ op, path }) => `${op} ${path}`);
  if (operations.length === 0 || !isOfPatch(reason)) return { message: reason };
  return {
    message: `a JSON patch does not fit the object (${operations.join(', ')})`,
    fix: 'name a path that exists; "add" makes the last part of a path only',
  };
}

/** cdk8s wraps what was thrown, and fast-json-patch appends the whole object. */
function firstLine(message: string): string {
  const [line = ''] = message.split('\n');
  return line.replace(/^Failed serializing construct at path '.*?' with name '.*?': (?:Error: )?/, '');
}

/** fast-json-patch fails with its own codes, or stumbles over what is not there. */
function isOfPatch(reason: string): boolean {
  return /^[A-Z]+(?:_[A-Z]+)+: |^TypeError: /.test(reason);
}

function patchesOf(object: ApiObject): readonly Operation[] {
  const { patches } = object as unknown as { readonly patches: readonly JsonPatch[] };
  return patches.map(patch => patch._toJson() as Operation);
}
