import { isDeepStrictEqual } from 'node:util';
import { readDocuments } from '../../lib/yaml/reader/documents';
import { differentReadings, resolvePlain } from '../../lib/yaml/reader/plain-scalar';
import { writeDocuments } from '../../lib/yaml/writer';
import type { ClusterReaders, ReadObject } from './cluster-readers';

/** Something that a reader of the cluster and this project see differently. */
export interface Disagreement {
  readonly reader: 'kubectl' | 'kustomize';
  readonly about: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** kustomize takes quadratic time for more. */
const objectsPerBuild = 400;

/** Lets kubectl and kustomize read unquoted scalars; gives what our reader and our resolver see differently. */
export function scalarDisagreements(readers: ClusterReaders, scalars: readonly string[]): Disagreement[] {
  const text = `apiVersion: a.io/v1\nkind: A\nmetadata:\n  name: x\nlist:\n${scalars.map(scalar => `  - ${scalar}\n`).join('')}`;
  const read = readDocuments(text).documents[0]?.value as { list: unknown[] } | undefined;
  const byKubectl = only(readers.kubectl(text));
  const byKustomize = only(readers.kustomize(text));
  const found: Disagreement[] = [];
  scalars.forEach((about, index) => {
    const kubectl = resolvePlain(about);
    const kustomize = differentReadings(about, kubectl)?.kustomize ?? kubectl;
    const pairs: [Disagreement['reader'], unknown, unknown][] = [
      ['kubectl', kubectl, byKubectl[index]],
      ['kubectl', read?.list[index], byKubectl[index]],
      ['kustomize', kustomize, byKustomize[index]],
    ];
    for (const [reader, ours, theirs] of pairs)
      if (!Object.is(ours, theirs)) found.push({ reader, about, ours, theirs });
  });
  return found;
}

function only({ objects, refusal }: ReturnType<ClusterReaders['kubectl']>): readonly unknown[] {
  const list: unknown = objects[0]?.['list'];
  if (!Array.isArray(list) || objects.length !== 1) throw new Error(`the list was not read: ${refusal}`);
  return list;
}

/** An object whose fields are those of a map. */
export function testObject(fields: object, index: number): ReadObject {
  return { apiVersion: 'a.io/v1', kind: 'A', metadata: { name: `x${index}` }, ...fields };
}

/** Lets kubectl, kustomize and our reader read what our writer wrote; gives the objects that are not what they were. */
export function objectDisagreements(readers: ClusterReaders, objects: readonly ReadObject[]): Disagreement[] {
  const found: Disagreement[] = [];
  for (let start = 0; start < objects.length; start += objectsPerBuild) {
    const part = objects.slice(start, start + objectsPerBuild);
    const text = writeDocuments(part);
    const { documents, problems } = readDocuments(text);
    const read = documents.map(({ value }) => value);
    if (problems.length > 0 || !isDeepStrictEqual(read, part)) found.push(...differences('kubectl', part, read));
    for (const reader of ['kubectl', 'kustomize'] as const) {
      const answer = readers[reader](text);
      if (answer.refusal !== '')
        found.push({ reader, about: text.slice(0, 200), ours: 'no refusal', theirs: answer.refusal });
      found.push(...differences(reader, part, answer.objects));
    }
  }
  return found;
}

function differences(
  reader: Disagreement['reader'],
  ours: readonly ReadObject[],
  theirs: readonly unknown[],
): Disagreement[] {
  const byName = new Map(theirs.map(object => [(object as ReadObject).metadata.name, object]));
  return ours
    .filter(object => !isDeepStrictEqual(object, byName.get(object.metadata.name)))
    .map(object => ({ reader, about: object.metadata.name, ours: object, theirs: byName.get(object.metadata.name) }));
}
