import type { Finding, Severity } from '../../../lib/core/finding';
import { printGithub } from '../../../lib/rules/output/github';

function finding(severity: Severity, line: number, overrides: Partial<Finding> = {}): Finding {
  const origin = { file: 'shoots/a.yaml', line, column: 3 };
  return { rule: 'T-A', severity, path: 'spec.a', message: `number ${line}`, origin, ...overrides };
}

const print = (findings: readonly Finding[], options = {}): string[] =>
  printGithub({ findings, accepted: [] }, options).split('\n');

it('annotates the line, with rule and object as title and the fix below', () => {
  const object = { apiVersion: 'v1', kind: 'Secret', namespace: 'b', name: 'a' };
  expect(print([finding('warning', 7, { object, fix: 'write b' })])).toEqual([
    '::warning file=shoots/a.yaml,line=7,col=3,title=T-A Secret b/a::spec.a: number 7%0Afix: write b',
    '1 warning',
    '',
  ]);
});

it('escapes what ends a property, a command or a line', () => {
  const origin = { file: 'a,b:c%.yaml', line: 1 };
  expect(print([finding('error', 1, { origin, message: '100%: a,b\r\n::error::x' })])[0]).toBe(
    '::error file=a%2Cb%3Ac%25.yaml,line=1,title=T-A::spec.a: 100%25: a,b%0D%0A::error::x',
  );
});

it('has no place where nobody knows one', () => {
  expect(print([finding('info', 1, { origin: { file: '', construct: 'meadow/a' } })])[0]).toBe(
    '::notice title=T-A::spec.a: number 1',
  );
});

it('names files as the repository does', () => {
  expect(print([finding('error', 1)], { inRepository: (file: string) => `deep/${file}` })[0]).toContain(
    'file=deep/shoots/a.yaml,',
  );
});

describe('more than GitHub shows', () => {
  const many = [
    ...Array.from({ length: 12 }, (_, index) => finding('notice', index + 1)),
    ...Array.from({ length: 8 }, (_, index) => finding('error', index + 1)),
    ...Array.from({ length: 3 }, (_, index) => finding('critical', index + 1)),
  ];
  const lines = print(many);

  it('are cut to ten of a kind, the worst first', () => {
    const annotations = lines.filter(line => /^::(?:error|notice) /.test(line)).map(line => line.split(' ')[0]);
    expect(annotations).toEqual([...Array<string>(10).fill('::error'), ...Array<string>(10).fill('::notice')]);
    expect(lines.slice(0, 3).every(line => line.includes('number'))).toBe(true);
  });

  it('are all in the log, where nothing is a command', () => {
    const start = lines.indexOf('::group::all 23 findings');
    const [, word = ''] = /^::stop-commands::(\w{64})$/.exec(lines[start + 1] ?? '') ?? [];
    const end = lines.indexOf(`::${word}::`);
    expect(lines[end + 1]).toBe('::endgroup::');
    for (const severity of ['notice', 'error', 'critical'])
      expect(lines.slice(start, end).join('\n')).toContain(`${severity} T-A`);
    expect(lines.slice(start + 2, end).join('\n')).not.toContain(word);
  });

  it('are counted', () => {
    expect(lines.at(-2)).toBe('3 critical, 8 errors, 12 notices');
  });
});
