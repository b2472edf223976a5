import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { pathProblem } from '../../lib/synth/file-name';
import { configMap, landscape, render } from './tree';

describe('pathProblem', () => {
  it.each(['a', 'shoots/dev', 'seeds/soil/acl', 'a.b_c-d', '0', 'Crazy'])('accepts %s', path => {
    expect(pathProblem(path)).toBeUndefined();
  });

  it.each([
    '',
    '/etc',
    '../x',
    'a/../b',
    'a//b',
    'a/',
    '.hidden',
    'trailing.',
    'with space',
    'a\\b',
    'ünicode',
    'preview',
    'reports/x',
    'kustomization',
    'CON',
    'lpt1.txt',
    'x'.repeat(201),
  ])('refuses %p', path => {
    expect(pathProblem(path)).toBeDefined();
  });
});

describe('a unit whose name would leave dist/', () => {
  it.each(['../evil', 'a b', 'preview', '..'])('%p is an error, and no file is rendered for it', name => {
    const root = landscape();
    configMap(new Chart(root.runtime.unit(name), 'inner'), 'a');
    const { findings, files } = render(root);
    expect(findings.map(({ rule, severity }) => [rule, severity])).toContainEqual(['SYNTH-PATH', 'error']);
    expect(files.filter(file => !file.startsWith('reports/'))).toEqual([]);
  });
});

describe('names that differ in case only', () => {
  it('are an error, because some file systems keep one of them', () => {
    const root = landscape();
    const chart = new Chart(root, 'unit');
    for (const name of ['Web', 'web'])
      configMap(new Construct(chart, name), `${name.toLowerCase()}${name.length}${name.charCodeAt(0)}`);
    expect(render(root).findings).toMatchObject([
      { rule: 'SYNTH-FILE-CLASH', message: 'the path differs from runtime/unit/web.yaml in case only' },
    ]);
  });
});
