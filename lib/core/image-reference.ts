/** Tag of an image or a chart (`distribution/reference:regexp.go v0.6`). */
const tag = /^\w[\w.-]{0,127}$/;
const sha256 = /^sha256:[0-9a-f]{64}$/;
const digest = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const host =
  /^(?:\[[0-9a-fA-F:]+\]|(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*)(?::[0-9]+)?$/;
const pathPart = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;

/** What is wrong with the name of a repository in a registry, such as `registry.example.org/a/b`; undefined when nothing is. */
export function repositoryProblem(text: string): string | undefined {
  const [first = '', ...rest] = text.split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  if (isHost && !host.test(first)) return `${first} is no registry`;
  const bad = (isHost ? rest : [first, ...rest]).find(part => !pathPart.test(part));
  if (bad === undefined) return text.length > 255 ? 'a repository has at most 255 characters' : undefined;
  return bad === ''
    ? 'a part of the repository is empty'
    : `"${bad}" is no part of a repository: lower case letters, digits and single ". _ -" between them`;
}

/** What is wrong with a tag; undefined when nothing is. */
export function tagProblem(text: string): string | undefined {
  return tag.test(text) ? undefined : `"${text}" is no tag: at most 128 letters, digits, "_", "." and "-"`;
}

/** What is wrong with a digest; undefined when nothing is. */
export function digestProblem(text: string): string | undefined {
  const isDigest = text.startsWith('sha256:') ? sha256.test(text) : digest.test(text);
  return isDigest ? undefined : `"${text}" is no digest: "sha256:" and 64 hexadecimal digits`;
}

/**
 * What is wrong with what follows the repository of an image: a tag, a digest, or a tag with a digest (`1.2@sha256:...`); undefined
 * when nothing is.
 */
export function versionProblem(text: string): string | undefined {
  const [name = '', ...digests] = text.split('@');
  if (text.startsWith('sha256:')) return digestProblem(text);
  return (
    (name === '' ? undefined : tagProblem(name)) ?? digests.map(digestProblem).find(problem => problem !== undefined)
  );
}

/** What is wrong with the whole reference of an image, `repository[:tag][@digest]`; undefined when nothing is. */
export function imageProblem(text: string): string | undefined {
  const [named = '', ...digests] = text.split('@');
  if (digests.length > 1) return 'there is more than one digest';
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const [repository, version] = hasTag ? [named.slice(0, colon), named.slice(colon + 1)] : [named, undefined];
  return (
    repositoryProblem(repository) ??
    (version === undefined ? undefined : tagProblem(version)) ??
    digests.map(digestProblem).find(problem => problem !== undefined)
  );
}
