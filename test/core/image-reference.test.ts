import {
  digestProblem,
  imageProblem,
  repositoryProblem,
  tagProblem,
  versionProblem,
} from '../../lib/core/image-reference';

const sha = `sha256:${'0'.repeat(64)}`;

describe('the name of an image', () => {
  test.each([
    'busybox',
    'library/busybox:1.36',
    'registry.example.org/a/b-c__d/e:v1.2.3',
    'localhost/a:1',
    'localhost:5000/a/b',
    'Registry.example.org:443/a',
    '[fd00::1]:5000/a',
    `registry.example.org/a@${sha}`,
    `registry.example.org/a:v1@${sha}`,
  ])('may be %s', text => {
    expect(imageProblem(text)).toBeUndefined();
  });

  test.each([
    [
      'registry.example.org/A',
      '"A" is no part of a repository: lower case letters, digits and single ". _ -" between them',
    ],
    ['registry.example.org//a', 'a part of the repository is empty'],
    ['registry_example.org/a', 'registry_example.org is no registry'],
    ['a:v"1"', '"v"1"" is no tag: at most 128 letters, digits, "_", "." and "-"'],
    ['a:', '"" is no tag: at most 128 letters, digits, "_", "." and "-"'],
    ['a@sha256:12', '"sha256:12" is no digest: "sha256:" and 64 hexadecimal digits'],
    [`a@${sha}@${sha}`, 'there is more than one digest'],
  ])('is not %s', (text, problem) => {
    expect(imageProblem(text)).toBe(problem);
  });

  test('has parts of its own kind', () => {
    expect([repositoryProblem('a/b'), tagProblem('1.2'), digestProblem(sha), versionProblem(`1.2@${sha}`)]).toEqual(
      Array(4).fill(undefined),
    );
    expect(versionProblem(sha)).toBeUndefined();
    expect(versionProblem('1.2 ')).toBe('"1.2 " is no tag: at most 128 letters, digits, "_", "." and "-"');
    expect(repositoryProblem(`a/${'b'.repeat(254)}`)).toBe('a repository has at most 255 characters');
  });
});
