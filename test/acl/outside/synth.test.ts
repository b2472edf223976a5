// `synth` of the example landscapes with one line changed, as a user of them would see it.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { cli, folderWith } from '../../cli/cli';

const root = path.resolve(__dirname, '../../..');

/** The examples in a folder of their own. */
function project(): string {
  const folder = folderWith({ 'cdk8s.yaml': 'language: typescript\napp: node apps/main.ts\noutput: .cdk8s\n' });
  fs.cpSync(path.join(root, 'apps'), path.join(folder, 'apps'), { recursive: true });
  fs.symlinkSync(path.join(root, 'lib'), path.join(folder, 'lib'));
  fs.writeFileSync(
    path.join(folder, 'apps/main.ts'),
    "import { landscape } from './landscape';\nimport { meadow } from './meadow/values';\n\nlandscape(meadow).synth();\n",
  );
  return folder;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true });
});

const access = path.join('apps', 'access.ts');

/** Every file below dist/ with its content and the time of its last change. */
function dist(folder: string): ReadonlyMap<string, string> {
  const files = fs.readdirSync(path.join(folder, 'dist'), { recursive: true, encoding: 'utf8' });
  return new Map(
    files.map(file => {
      const full = path.join(folder, 'dist', file);
      const stat = fs.statSync(full);
      return [file, `${stat.mtimeMs} ${stat.isFile() ? fs.readFileSync(full, 'utf8') : ''}`];
    }),
  );
}

it('an expectation that does not hold names its line, fails the synth and leaves dist/ as it was', () => {
  const folder = project();
  folders.push(folder);
  expect(cli(['synth'], { cwd: folder }).status).toBe(0);
  const before = dist(folder);

  const source = fs.readFileSync(path.join(folder, access), 'utf8');
  const wrong = source.replace("'203.0.113.20', verdict: 'pass'", "'203.0.113.20', verdict: 'deny', via: 'api'");
  fs.writeFileSync(path.join(folder, access), wrong);
  const line = wrong.split('\n').findIndex(text => text.includes("verdict: 'deny', via: 'api'")) + 1;
  const failed = cli(['synth'], { cwd: folder });
  expect(failed.status).toBe(1);
  expect(failed.errors).toContain('ACL-EXPECT');
  expect(failed.errors).toContain(`${access}:${line}`);
  expect(failed.errors.replace(/\s+/g, ' ')).toContain(
    '203.0.113.20 on api.crazy-botany.dev.shoots.meadow.example.org: expected deny, it is let in',
  );
  expect(dist(folder)).toEqual(before);

  fs.writeFileSync(path.join(folder, access), source.replace("'203.0.113.0/24'", "'203.0.113.0/33'"));
  const typo = cli(['synth'], { cwd: folder });
  expect(typo.status).toBe(1);
  expect(typo.errors).toMatch(/ACL-E005[^]*allow\[office\]\[0\]: Invalid value: "203\.0\.113\.0\/33"/);
  expect(dist(folder)).toEqual(before);
});
