// Input that nobody wants to meet: each ends with a sentence and exit code 1 or 2, soon, and never with a stack trace.
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Finding } from '../../lib/core/finding';
import { cli, folderWith, shell } from './cli';

const head = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: shop\n`;
const misspelt = (name: string): string => `${head(name)}dat: {}\n`;
const utf16 = Buffer.from(head('a'), 'utf16le');
const levels = Array.from({ length: 10_000 }, (_, index) => index);

const files = {
  'broken.yaml': `${head('a')}data: {a: b\n`,
  'broken.json': '{"apiVersion": "v1", "kind": "ConfigMap",',
  'bomb.yaml': `a: &a [${'x,'.repeat(9)}]\n${'b c d e f g h i j'
    .split(' ')
    .map((name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]},`.repeat(9)}]\n`)
    .join('')}`,
  'deep-flow.yaml': `${head('a')}data: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
  'deep-block.yaml': `${head('a')}data:\n${levels
    .slice(1, 2_000)
    .map(level => `${' '.repeat(level)}a:\n`)
    .join('')}`,
  'deep-json.json': `{"apiVersion": "v1", "kind": "ConfigMap", "data": ${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`,
  'prototype.yaml': `${head('prototype')}  __proto__: {polluted: "true"}\n  constructor: {a: b}\n__proto__: {toString: 3}\nconstructor: 3\n`,
  'prototype-kind.yaml': 'apiVersion: constructor/v1\nkind: __proto__\nmetadata: {name: Hasownproperty}\n',
  'binary.yaml': Uint8Array.from({ length: 9_000 }, (_, index) => (index * 7) % 256),
  'gzip.yaml': Uint8Array.from([0x1f, 0x8b, 0x08, ...levels.map(level => 1 + (level % 255))]),
  'latin1.yaml': Buffer.from(`${head('a')}data:\n  a: gr\u00fc\u00dfe\n`, 'latin1'),
  'utf16-le.yaml': Buffer.concat([Uint8Array.of(0xff, 0xfe), utf16]),
  'utf16-be.yaml': Buffer.concat([Uint8Array.of(0xfe, 0xff), Buffer.from(utf16).swap16()]),
  'utf16-unmarked.yaml': utf16,
  'nul.yaml': `${head('a')}data:\n  a: "x\0y"\n`,
  'bom.yaml': `\ufeff${misspelt('bom')}`,
  'crlf.yaml': misspelt('crlf').replaceAll('\n', '\r\n'),
  'cr.yaml': misspelt('cr').replaceAll('\n', '\r'),
  'json.json':
    '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "json", "namespace": "shop"}, "dat": {}}',
  'long-line.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: long, namespace: shop}\ndata: {a: "${'y'.repeat(2_000_000)}"}\ndat: ${'y'.repeat(2_000_000)}\n`,
  'folder.yaml/inside.yaml': misspelt('inside'),
  'empty.yaml': '',
  'comments.yaml': '# nothing\n---\n# at all\n',
  'terminal.yaml': `${head('"\\e[2J\\e[31m"')}"\\u009b": 1\n`,
};

const folder = folderWith(files);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

fs.mkdirSync(path.join(folder, 'loop/again'), { recursive: true });
fs.symlinkSync('..', path.join(folder, 'loop/again/and-again'));
fs.symlinkSync('nowhere', path.join(folder, 'dangling.yaml'));
fs.symlinkSync('circle.yaml', path.join(folder, 'circle.yaml'));
execFileSync('mkfifo', [path.join(folder, 'pipe.yaml')]);

describe('a tree of hostile files', () => {
  const { status, output, errors } = cli(['check', '.', '--format', 'json'], { cwd: folder });
  const { findings } = JSON.parse(output) as { readonly findings: readonly Finding[] };
  const about = (file: string): string[] =>
    findings
      .filter(({ origin, severity }) => origin?.file === file && severity === 'error')
      .map(({ rule, origin, path: field, message }) =>
        [`${rule} ${origin?.line ?? '-'}:`, field, message].filter(part => part !== '').join(' '),
      );

  it('is judged to the end', () => {
    expect([status, errors]).toEqual([1, '']);
  });

  it.each([
    ['broken.yaml', 'READ-SYNTAX 7: deficient indentation'],
    ['broken.json', 'READ-SYNTAX 1: unexpected end of the stream within a flow collection'],
    ['bomb.yaml', 'READ-SYNTAX 4: d[3] the aliases of the document stand for far more than it holds'],
    ['deep-flow.yaml', 'READ-SYNTAX 6: nested deeper than 1000 levels'],
    ['deep-block.yaml', 'READ-SYNTAX 1005: nested deeper than 1000 levels'],
    ['deep-json.json', 'READ-SYNTAX 1: nested deeper than 1000 levels'],
    ['binary.yaml', 'READ-SYNTAX -: the file is binary, not text'],
    ['nul.yaml', 'READ-SYNTAX -: the file is binary, not text'],
    ['gzip.yaml', 'READ-SYNTAX 1: U+001F is a control character, which YAML does not allow'],
    ['latin1.yaml', 'READ-SYNTAX 7: the bytes are no UTF-8'],
    ['utf16-le.yaml', 'READ-SYNTAX -: the file is UTF-16, and every tool of the chain expects UTF-8'],
    ['utf16-be.yaml', 'READ-SYNTAX -: the file is UTF-16, and every tool of the chain expects UTF-8'],
    ['utf16-unmarked.yaml', 'READ-SYNTAX -: the file is UTF-16, and every tool of the chain expects UTF-8'],
    ['bom.yaml', 'SCHEMA-UNKNOWN-FIELD 6: dat unknown field'],
    ['crlf.yaml', 'SCHEMA-UNKNOWN-FIELD 6: dat unknown field'],
    ['cr.yaml', 'SCHEMA-UNKNOWN-FIELD 6: dat unknown field'],
    ['json.json', 'SCHEMA-UNKNOWN-FIELD 1: dat unknown field'],
    ['long-line.yaml', 'SCHEMA-UNKNOWN-FIELD 5: dat unknown field'],
    ['folder.yaml/inside.yaml', 'SCHEMA-UNKNOWN-FIELD 6: dat unknown field'],
    ['dangling.yaml', 'READ-FILE -: the link leads nowhere'],
    ['circle.yaml', 'READ-FILE -: the links lead in circles'],
    ['pipe.yaml', 'READ-FILE -: neither a file nor a folder: it is not opened'],
  ])('%s: %s', (file, problem) => {
    expect(about(file)).toContain(problem);
  });

  it('takes names of the language for names', () => {
    expect(about('prototype.yaml')).toEqual([
      'SCHEMA-UNKNOWN-FIELD 8: __proto__ unknown field',
      'SCHEMA-UNKNOWN-FIELD 9: constructor unknown field',
      'SCHEMA-UNKNOWN-FIELD 6: metadata.__proto__ unknown field',
      'SCHEMA-UNKNOWN-FIELD 7: metadata.constructor unknown field',
    ]);
    const ofKind = findings.filter(({ origin }) => origin?.file === 'prototype-kind.yaml');
    expect(ofKind.map(({ severity, rule, path: field }) => `${severity} ${rule} ${field}`)).toEqual([
      'notice SCHEMA-NO-SCHEMA ',
      'warning OBJ-NAME metadata.name',
    ]);
  });

  it('has no finding about files without content, and none twice', () => {
    expect(findings.filter(({ origin }) => /^(?:empty|comments)\.yaml$|^loop/.test(origin?.file ?? ''))).toEqual([]);
    expect(about('broken.yaml')).toHaveLength(1);
  });

  it('reads in a terminal: nothing to obey, no line longer than the screen', () => {
    const text = cli(['check', '.'], { cwd: folder });
    expect([text.status, text.errors]).toEqual([1, '']);
    expect(text.output).not.toMatch(/[^\n\P{Cc}]|\n {4}at /u);
    expect(Math.max(...text.output.split('\n').map(line => line.length))).toBeLessThanOrEqual(100);
  });
});

describe('input of the wrong size', () => {
  it('a file of 100 MB is named and not read', () => {
    const large = path.join(folder, 'large');
    fs.mkdirSync(large);
    fs.writeFileSync(path.join(large, 'a.yaml'), head('a'));
    fs.truncateSync(path.join(large, 'a.yaml'), 100 * 1024 * 1024);
    const { status, output } = cli(['check', 'large'], { cwd: folder });
    expect([status, output.split('\n')[1]]).toEqual([1, '  100 MB: files of more than 64 MB are not read']);
  });

  it('standard input without end is read no further', () => {
    for (const line of ['cli check - < /dev/zero', 'cat /dev/zero | cli check -']) {
      const { output } = shell(line, folder);
      expect(output).toContain('error READ-FILE  (-)\n  64 MB and more: files of more than 64 MB are not read\n');
    }
  });

  it('a file of 50,000 documents is judged in seconds, and its mistakes are told once', () => {
    const documents = levels.flatMap(level => [0, 1, 2, 3, 4].map(part => misspelt(`a-${level}-${part}`)));
    fs.mkdirSync(path.join(folder, 'many'));
    fs.writeFileSync(path.join(folder, 'many/a.yaml'), documents.join('---\n'));
    const { status, output } = cli(['check', 'many'], { cwd: folder });
    expect([status, output.split('\n').length]).toEqual([1, 29]);
    expect(output).toContain('error SCHEMA-UNKNOWN-FIELD  at 50000 places\n');
    expect(output).toContain('\n50000 errors in 50000 objects of 1 file\n');
  });

  it.each([
    ['an empty folder', ['check', 'loop'], 'there is no YAML and no JSON in loop'],
    ['an empty standard input', ['check', '-'], 'there is nothing on standard input: did the command before it fail?'],
    ['a path that does not exist', ['check', 'nowhere', '.'], 'nowhere: there is no such file or folder'],
    ['a path below a file', ['check', 'crlf.yaml/a'], 'crlf.yaml/a: there is no such file or folder'],
    ['an empty path', ['check', ''], 'an argument is empty: is a variable not set?'],
    ['an empty option', ['check', '.', '--accept', ''], '--accept is empty: is a variable not set?'],
    ['a day that there is not', ['check', '.', '--now', '2026-02-31'], '"2026-02-31" is no date such as 2026-11-25'],
    [
      'a pipe into which nobody writes',
      ['check', '.', '--accept', 'pipe.yaml'],
      'pipe.yaml: line 1: expected a document, but the input is empty',
    ],
    [
      'a folder that can never be made',
      ['schema', '--catalog', '/proc/x'],
      "/proc/x cannot be written: ENOENT: no such file or directory, mkdir '/proc/x'",
    ],
  ])('%s is wrong usage', (_, args, message) => {
    expect(cli(args, { cwd: folder })).toEqual({ status: 2, output: '', errors: `${message}\n` });
  });
});

describe('what may not be read', () => {
  const uid = process.getuid?.();
  const nobody = 65534;
  const locked = path.join(folder, 'locked');
  fs.mkdirSync(path.join(locked, 'folder'), { recursive: true });
  fs.writeFileSync(path.join(locked, 'file.yaml'), head('a'));
  fs.writeFileSync(path.join(locked, 'folder/inside.yaml'), head('a'));
  fs.chmodSync(path.join(locked, 'file.yaml'), 0);
  fs.chmodSync(path.join(locked, 'folder'), 0);
  afterAll(() => fs.chmodSync(path.join(locked, 'folder'), 0o755));

  it('is named: files and folders', () => {
    // nothing is locked for root: the check runs as somebody else, where that user can read this repository
    const options = { cwd: locked, ...(uid === 0 && { uid: nobody }) };
    const { status, output, errors } = cli(['check', '.'], options);
    if (uid === 0 && /EACCES|permission denied/.test(errors)) {
      process.stdout.write('not tested: only root can read this repository\n');
      return;
    }
    expect([status, output]).toEqual([
      1,
      'error READ-FILE  (file.yaml)\n  permission denied\n\nerror READ-FILE  (folder)\n  permission denied\n\n2 errors in 0 objects of 0 files\n',
    ]);
  });
});

describe('pipes', () => {
  it('that nobody reads to the end are no error, and the exit code stays', () => {
    const { output, errors, status } = shell('cli check . --format json | head -1', folder);
    expect([output, errors, status]).toEqual(['{\n', '', 1]);
  });

  it('of the shell are read', () => {
    const { status, output } = shell('cli check <(cat crlf.yaml)', folder);
    expect(output).toMatch(/^\/dev\/fd\/\d+:6:1 {2}ConfigMap shop\/crlf\n/);
    expect(status).toBe(1);
  });
});
