// The example is read by newcomers: short files, public names only.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { root } from './documents';

const files = fs
  .readdirSync(path.join(root, 'apps'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => [file, fs.readFileSync(path.join(root, 'apps', file), 'utf8')] as const);

/** Entry points of the package: `lib/index.ts`, and one per folder. */
const entryPoint = /^lib(?:\/[\w-]+)?$/;

describe.each(files)('apps/%s', (file, text) => {
  it('has at most 40 lines', () => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });

  it('says what it is for in its first comment', () => {
    expect(text).toMatch(/^(?:\/\/ |.*\n\n?\/\*\* |\/\*\* )/);
  });

  it('imports packages, apps and entry points of lib/ only', () => {
    const targets = [...text.matchAll(/from '([^']+)'/g)]
      .map(([, target = '']) => target)
      .filter(target => target.startsWith('.'));
    const inside = targets.map(target => path.posix.join('apps', path.posix.dirname(file), target));
    expect(inside.filter(target => !target.startsWith('apps/') && !entryPoint.test(target))).toEqual([]);
  });
});
