// Every vector file of the project: what is built passes, but for the cases that docs/vectors.md lists with a reason.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { runVectors } from '../tools/vectors/runner';

const folder = path.join(__dirname, 'vectors');
const files = fs.readdirSync(folder).filter(file => file.endsWith('-vectors.json'));

/** Ids of the first column of the tables in docs/vectors.md. */
function documentedFailures(): Set<string> {
  const text = fs.readFileSync(path.join(__dirname, '../docs/vectors.md'), 'utf8');
  return new Set([...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, id = '']) => id));
}

const failing = new Set<string>();

describe.each(files)('%s', file => {
  it('passes where something is built', () => {
    const { failed } = runVectors(JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')));
    const documented = documentedFailures();
    const unexpected = failed.filter(entry => entry.built && !documented.has(entry.case.id));
    for (const entry of failed) if (entry.built) failing.add(entry.case.id);
    expect(unexpected.map(entry => `${entry.case.id}: ${entry.reason}`)).toEqual([]);
  });
});

describe('docs/vectors.md', () => {
  it('lists no case that passes by now', () => {
    expect([...documentedFailures()].filter(id => !failing.has(id))).toEqual([]);
  });
});
