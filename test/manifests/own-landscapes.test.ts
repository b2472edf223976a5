import * as path from 'node:path';
import { factsOfTree } from '../../lib/cli/tree-facts';
import { judgeTree } from '../../lib/manifests/judge-tree';
import { readTree } from '../../lib/manifests/read-tree';
import { objects } from '../../lib/rules/objects/topic';
import { topics } from '../../lib/topics';
import { judgeFiles } from './tree';

describe('check of what this repository renders', () => {
  it('says nothing but that the example uses addresses of documentation', () => {
    const folder = path.relative(process.cwd(), path.resolve(__dirname, '../../dist'));
    const options = { topics: [objects, ...topics], now: new Date('2026-11-25'), factsOf: factsOfTree(undefined) };
    const { findings } = judgeTree(readTree([folder]), options);
    const said = findings.map(({ severity, rule, object }) => `${severity} ${rule} ${object?.kind ?? ''}`);
    expect([...new Set(said)]).toEqual(['notice ACL-W128 Shoot']);
  });

  it('does not take a report that quotes objects for a manifest, and a manifest that is broken not for a report', () => {
    const quoted = JSON.stringify({ findings: [{ object: { apiVersion: 'v1', kind: 'Secret', name: 'a' } }] });
    expect(judgeFiles({ 'report.json': quoted }).findings).toEqual([]);
    expect(judgeFiles({ 'report.json': quoted.slice(0, -1) }).findings.map(({ rule }) => rule)).toEqual([
      'READ-SYNTAX',
    ]);
    const list = JSON.stringify([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }]);
    expect(judgeFiles({ 'list.json': list }).findings.map(({ rule }) => rule)).toEqual(['READ-NO-OBJECT']);
  });
});
