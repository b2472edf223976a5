import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { load } from 'js-yaml';
import { UsageError } from '../../lib/cli/command';
import { addMissingFiles } from '../../lib/cli/missing-files';
import { projectFiles, projectName } from '../../lib/init/project';

const texts = (options: Parameters<typeof projectFiles>[0]): ReadonlyMap<string, string> =>
  new Map(projectFiles(options).map(({ path: file, text }) => [file, text]));

describe('a landscape repository', () => {
  const files = texts({ name: 'meadow', packageSpec: 'file:../x.tgz' });

  it('has all that it needs', () => {
    expect([...files.keys()]).toEqual([
      '.github/workflows/check.yaml',
      '.gitignore',
      '.gitlab-ci.yml',
      '.sourceignore',
      'README.md',
      'apps/extensions.ts',
      'apps/landscape.ts',
      'apps/main.ts',
      'apps/profile.ts',
      'cdk8s.yaml',
      'package.json',
      'test/landscape.test.ts',
      'tsconfig.json',
    ]);
  });

  it('installs the package that it was told', () => {
    expect(JSON.parse(files.get('package.json') ?? '')).toMatchObject({
      name: 'meadow',
      private: true,
      dependencies: { 'cdk8s-gardener': 'file:../x.tgz' },
    });
    const { version } = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../package.json'), 'utf8')) as {
      version: string;
    };
    expect(texts({ name: 'meadow' }).get('package.json')).toContain(`"cdk8s-gardener": "^${version}"`);
  });

  it('runs the same check on GitHub and on GitLab', () => {
    const github = load(files.get('.github/workflows/check.yaml') ?? '') as {
      jobs: { check: { steps: { run?: string }[] } };
    };
    const gitlab = load(files.get('.gitlab-ci.yml') ?? '') as { check: { script: string[] } };
    expect(github.jobs.check.steps.map(({ run }) => run)).toContain('npm run check');
    expect(gitlab.check.script).toContain('npm run check');
  });

  it('has lines of at most 150 columns that end without spaces, and apps of at most 40 lines', () => {
    for (const [file, text] of files) {
      expect([file, text.split('\n').filter(line => line.length > 150 || /\s$/.test(line))]).toEqual([file, []]);
      if (file.startsWith('apps/')) expect([file, text.split('\n').length <= 41]).toEqual([file, true]);
    }
  });
});

it.each([
  ['meadow', 'meadow'],
  ['My Garden_2', 'my-garden-2'],
  ['2nd-garden', 'nd-garden'],
  ['...', 'landscape'],
  ['a-very-long-name-of-a-folder', 'a-very-long-name-of'],
])('the folder %s holds the landscape %s', (folder, name) => {
  expect(projectName(folder)).toBe(name);
});

describe('files are added to a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'init-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const files = [
    { path: 'a', text: 'ours' },
    { path: 'below/b', text: 'ours' },
  ];

  it('only where they are missing', () => {
    fs.writeFileSync(path.join(folder, 'a'), 'mine');
    expect(addMissingFiles(folder, files)).toEqual({ added: ['below/b'], left: ['a'] });
    expect(fs.readFileSync(path.join(folder, 'a'), 'utf8')).toBe('mine');
  });

  it('and a link that leads nowhere is somebody else’s too', () => {
    fs.symlinkSync('nowhere', path.join(folder, 'a'));
    expect(addMissingFiles(folder, files).left).toEqual(['a']);
  });

  it('and a file in the place of a folder is wrong usage', () => {
    fs.writeFileSync(path.join(folder, 'below'), '');
    expect(() => addMissingFiles(folder, files)).toThrow(UsageError);
  });
});
