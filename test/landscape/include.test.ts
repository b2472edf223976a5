import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { loadAll } from 'js-yaml';
import { Include } from '../../lib/landscape/include';
import { SopsFile } from '../../lib/landscape/sops-file';
import { Unit } from '../../lib/landscape/unit';
import { landscape, render } from '../synth/tree';

let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'include-'))));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

interface Included {
  readonly said: readonly string[];
  readonly text: string;
}

/** Includes a path below the folder; gives the findings but for notices and infos, and the file. */
function include(name: string, namespace = 'test'): Included {
  const root = landscape();
  new Include(new Unit(root.runtime, 'u', { namespace }), 'x', {
    path: /^[a-z]+:/.test(name) ? name : path.join(folder, name),
  });
  const { findings, text } = render(root);
  const said = findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ severity, rule, path: at, message }) => `${severity} ${rule} ${at}: ${message.replace(`${folder}/`, '')}`);
  return { said, text: text.get('test/runtime/u/x.yaml') ?? '' };
}

function file(content: string | Buffer): Included {
  fs.writeFileSync(path.join(folder, 'x.yaml'), content);
  return include('x.yaml');
}

const named = (text: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n${text}`;

const names = (text: string): unknown[] =>
  loadAll(text).map(object => (object as { metadata: { name: unknown } }).metadata.name);

const noObject = 'the document is no Kubernetes object, and would be missing in dist/';

describe('Include', () => {
  it.each([
    ['0644', '420'],
    ['0o644', '420'],
    ['0x1A4', '420'],
    ['0b110', '6'],
    ['0999', '999'],
    ['1_000', '1000'],
    ['420.0', '420'],
    ['4.2e2', '420'],
    ['-0644', '-420'],
    ['9223372036854775807', '9223372036854775807'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['12:30:45', '"12:30:45"'],
    ['2024-01-01', '"2024-01-01"'],
    ['"0644"', '"0644"'],
    ['!!str 0644', '"0644"'],
  ])('%s is %s, as kubectl reads it', (written, printed) => {
    const { text } = file(`apiVersion: example.org/v1\nkind: Odd\nmetadata: {name: a}\nspec: {value: ${written}}\n`);
    expect(text).toContain(`  value: ${printed}\n`);
  });

  it.each<readonly [string, string | Buffer, readonly string[]]>([
    ['values of a chart', 'replicas: 3\n', [`error INCLUDE-NO-OBJECT : ${noObject}`]],
    ['a text', 'hello\n', [`error INCLUDE-NO-OBJECT : ${noObject}`]],
    [
      'what "helm install" prints',
      `NAME: x\nSTATUS: deployed\n---\n${named('')}`,
      [`error INCLUDE-NO-OBJECT : ${noObject}`],
    ],
    [
      'a List with an item that is none',
      'apiVersion: v1\nkind: List\nitems: [null]\n',
      [`error INCLUDE-NO-OBJECT items[0]: ${noObject}`],
    ],
    ['nothing', '', ['warning INCLUDE-EMPTY : x.yaml holds no object']],
    ['a comment', '# none\n---\n', ['warning INCLUDE-EMPTY : x.yaml holds no object']],
    ['an empty List', 'apiVersion: v1\nkind: List\nitems:\n', ['warning INCLUDE-EMPTY : x.yaml holds no object']],
    [
      'an object without a name',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n',
      ['error INCLUDE-METADATA metadata.name: is required'],
    ],
    [
      'an object without metadata',
      'apiVersion: v1\nkind: ConfigMap\n',
      ['error INCLUDE-METADATA metadata: metadata must be a map with a name'],
    ],
    [
      'metadata that are no map',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: a\n',
      ['error INCLUDE-METADATA metadata: metadata must be a map with a name'],
    ],
    [
      'a name that is a number',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: 123}\n',
      ['error INCLUDE-NAME metadata.name: must be a text, is the number 123'],
    ],
    [
      'bytes that are no UTF-8',
      Buffer.from(named('data: {k: \xfc}\n'), 'latin1'),
      ['error READ-SYNTAX : the bytes are no UTF-8'],
    ],
  ])('of %s says what is wrong', (_, content, said) => {
    expect(file(content).said).toEqual(said);
  });

  it.each([
    ['missing.yaml', 'missing.yaml: there is no such file or folder'],
    ['*.yaml', '*.yaml: there is no such file or folder'],
    ['https://example.org/x.yaml', 'https://example.org/x.yaml: an address, and a synth opens no connection'],
  ])('of %s names the line of the app', (name, message) => {
    expect(include(name).said).toEqual([`error READ-FILE : ${message}`]);
    const root = landscape();
    new Include(new Unit(root.runtime, 'u'), 'x', { path: path.join(folder, 'missing.yaml') });
    expect(render(root).findings[0]?.origin).toMatchObject({
      file: 'test/landscape/include.test.ts',
      construct: 'runtime/u/x',
    });
  });

  it('reads a folder, sorted, and passes over what is no manifest', () => {
    fs.mkdirSync(path.join(folder, 'all/sub'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'all/b.yml'), named('').replace('a}', 'b}'));
    fs.writeFileSync(path.join(folder, 'all/sub/a.yaml'), named(''));
    fs.writeFileSync(path.join(folder, 'all/README.md'), '# b');
    fs.writeFileSync(path.join(folder, 'all/values.schema.json'), '{"type": "object"}');
    const { said, text } = include('all');
    expect(said).toEqual([]);
    expect(names(text)).toEqual(['a', 'b']);
  });

  it.each([
    ['CR LF', named('data:\n  s: |\n    a\n    b\n').replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${named('data:\n  s: |\n    a\n    b\n')}`],
    ['empty documents', `---\n# none\n---\nnull\n---\n${named('data:\n  s: |\n    a\n    b\n')}---\n`],
    ['an anchor and a merge', named('data: {<<: {s: "a\\nb\\n"}}\n')],
    [
      'a List in a List',
      `apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {s: "a\\nb\\n"}}]}]\n`,
    ],
  ])('reads %s', (_, content) => {
    const { said, text } = file(content);
    expect(said).toEqual([]);
    expect(text).toBe(
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: test\ndata:\n  s: |\n    a\n    b\n',
    );
  });

  it('does not show values of a Secret', () => {
    fs.writeFileSync(
      path.join(folder, 'x.yaml'),
      'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {k: hunter2, k: hunter3, n: 0644}\n',
    );
    const root = landscape();
    new Include(new Unit(root.runtime, 'u', { namespace: 'test' }), 'x', { path: path.join(folder, 'x.yaml') });
    new SopsFile(new Unit(root.runtime, 'v'), 'x', { path: path.join(folder, 'x.yaml') });
    const { findings } = render(root);
    expect(findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['READ-DUPLICATE-KEY', 'SCHEMA-TYPE', 'SOPS-CLEAR']),
    );
    expect(JSON.stringify(findings)).not.toMatch(/hunter|0644|420/);
  });
});
