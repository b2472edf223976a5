// Every relative link of every document leads somewhere, every path that a document or a comment names exists.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { documents, root } from './documents';

const all = documents();

/** The anchor that GitHub gives to a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

function anchorsOf(text: string): readonly string[] {
  return [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    anchorOf(heading),
  );
}

const links = all.flatMap(document =>
  [...document.text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter(target => !/^[a-z]+:/.test(target))
    .map(target => [document.path, target] as const),
);

describe('links', () => {
  it.each(links)('%s -> %s leads somewhere', (document, target) => {
    const [file = '', anchor] = target.split('#');
    const found = file === '' ? document : path.posix.join(path.posix.dirname(document), file);
    expect(fs.existsSync(path.join(root, found))).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(fs.readFileSync(path.join(root, found), 'utf8'))).toContain(anchor);
  });
});

/** A path of this repository, without placeholders. */
const ownPath = /^(?:apps|bench|docs|imports|lib|test|tools)(?:\/[\w.@-]+)+\/?$/;

describe('paths', () => {
  it('in documents exist', () => {
    const named = all.flatMap(({ path: document, text }) =>
      [...text.matchAll(/`([^`\s]+)`/g)]
        .map(([, file = '']) => file)
        .filter(file => ownPath.test(file) && !fs.existsSync(path.join(root, file)))
        .map(file => `${document}: ${file}`),
    );
    expect(named).toEqual([]);
  });

  it('of tests in comments of lib/ exist', () => {
    const sources = fs
      .readdirSync(path.join(root, 'lib'), { recursive: true, encoding: 'utf8' })
      // init writes the files of another repository
      .filter(file => file.endsWith('.ts') && !file.startsWith('init'));
    const missing = sources.flatMap(source => {
      const text = fs.readFileSync(path.join(root, 'lib', source), 'utf8');
      return [...text.matchAll(/\btest\/[\w/.-]+\.ts\b/g)]
        .map(([file]) => file)
        .filter(file => !fs.existsSync(path.join(root, file)))
        .map(file => `lib/${source}: ${file}`);
    });
    expect(missing).toEqual([]);
  });
});
