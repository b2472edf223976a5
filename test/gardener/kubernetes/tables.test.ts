import * as fs from 'node:fs';
import * as path from 'node:path';
import * as kubernetes from '../../../imports/tables/kubernetes';
import { step } from '../../../tools/generate/steps/tables';

const root = path.join(__dirname, '../../..');
const vectors = JSON.parse(fs.readFileSync(path.join(root, 'test/vectors/validation-tables.json'), 'utf8')) as Readonly<
  Record<string, unknown>
>;

/** Minors as numbers, as the generated tables have them. */
function withMinors(rows: unknown): unknown {
  return JSON.parse(JSON.stringify(rows), (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith('1.') ? Number(value.slice(2)) : value,
  );
}

describe('the tables of Gardener', () => {
  test('are generated from the pinned source', () => {
    for (const { path: file, text } of step.render(root))
      expect({ file, text: fs.readFileSync(path.join(root, file), 'utf8') }).toEqual({ file, text });
  });

  test('are those that Gardener was found to have', () => {
    expect(kubernetes.featureGates).toEqual(withMinors(vectors['featureGates']));
    expect(kubernetes.admissionPlugins).toEqual(withMinors(vectors['admissionPlugins']));
    const { gv, gvr } = vectors['runtimeConfig'] as Readonly<Record<string, unknown>>;
    expect(kubernetes.apiGroupVersions).toEqual(withMinors(gv));
    expect(kubernetes.apiResources).toEqual(withMinors(gvr));
  });
});
