import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { appCommand } from '../../lib/cli/app-command';

let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'app-command-'))));
afterEach(() => fs.rmSync(folder, { recursive: true }));

function found(app: string): string | undefined {
  fs.writeFileSync(path.join(folder, 'cdk8s.yaml'), `app: ${app}\n`);
  const { file } = appCommand(folder);
  return file === undefined ? undefined : path.relative(folder, file);
}

describe('the app of cdk8s.yaml', () => {
  it.each([
    ['node main.ts', 'main.ts'],
    ['node -r tsx/cjs main.ts', 'main.ts'],
    ['node --import ./loader.mjs main.ts', 'main.ts'],
    ['node main.ts values.js', undefined],
    ['node $APP.ts', undefined],
    ['npx tsx missing.ts', undefined],
    ['npm run build && node missing.js', undefined],
  ])('%s runs in this process as %s', (app, file) => {
    fs.writeFileSync(path.join(folder, 'main.ts'), '');
    expect(found(app)).toBe(file);
  });

  it.each([
    ['node missing.js', 'missing.js'],
    ['node -r tsx/cjs apps/main.ts', 'apps/main.ts'],
    ['node --import tsx ./main.mts', './main.mts'],
    ['node gone.cjs && node other.cjs', 'gone.cjs'],
  ])('%s names a file that is not there, which is wrong usage', (app, file) => {
    expect(() => found(app)).toThrow(`cdk8s.yaml runs ${file}, and there is no such file in ${folder}`);
  });
});
