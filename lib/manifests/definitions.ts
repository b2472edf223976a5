import { definedKinds, isDefinition } from '../api/crd';
import { schemaProblem } from '../api/schema-problem';
import { validateObject } from '../api/validate';
import type { Finding } from '../core/finding';
import type { KubernetesObject } from '../core/object';
import { definitionErrors } from '../kubernetes/custom-resource/definition-errors';
import { readManifests, type ReadObject } from './manifest-file';

/** Custom resource definitions of a file, and why others cannot be used: each line begins with its place. */
export interface Definitions {
  readonly definitions: readonly KubernetesObject[];
  readonly errors: readonly string[];
}

/** Reads the definitions in a text of manifests; other objects are passed over. What no API server would take is an error. */
export function readDefinitions(text: string, file: string): Definitions {
  const { objects, findings } = readManifests(text, file);
  const unread = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ origin, message }) => `${file}:${origin?.line ?? 1}: ${message}`);
  const judged = objects
    .filter(({ object }) => isDefinition(object))
    .map(entry => ({ definition: entry.object, problems: problemsOf(entry, file) }));
  return {
    definitions: judged.filter(({ problems }) => problems.length === 0).map(({ definition }) => definition),
    errors: [...unread, ...judged.flatMap(({ problems }) => problems)],
  };
}

function problemsOf({ object, origin }: ReadObject, file: string): readonly string[] {
  const wrong = validateObject(object).filter(({ severity }) => severity === 'error');
  const refused = wrong.length > 0 ? wrong : definitionErrors(object);
  if (refused.length > 0)
    return refused.map(finding => `${file}:${origin(finding.path).line ?? 1}: ${textOf(finding)}`);
  const line = origin('spec.versions').line ?? 1;
  return definedKinds(object, file).flatMap(({ info }) => {
    const problem = schemaProblem(info.schema());
    return problem === undefined ? [] : [`${file}:${line}: ${info.apiVersion} ${info.kind}: ${problem}`];
  });
}

const textOf = ({ path, message }: Finding): string => (path === '' ? message : `${path}: ${message}`);
