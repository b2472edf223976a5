/** Longest name of an image repository, domain included. */
const maximumLength = 255;

const domain =
  /(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::\d+)?/;
const component = /[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*/;
const name = new RegExp(`^(?:${domain.source}/)?${component.source}(?:/${component.source})*$`);

/**
 * Why a text is no pattern of images for a kubelet; undefined when it is one: the name of an image without tag and digest, or a
 * registry or folder with `/*` (kubernetes:pkg/kubelet/images/pullmanager/image_pull_policies.go v1.35).
 */
export function imagePatternProblem(pattern: string): string | undefined {
  if (pattern !== pattern.trim()) return 'a pattern has no blanks around it';
  const isWildcard = pattern.endsWith('/*');
  const fixed = isWildcard ? pattern.slice(0, -1) : pattern;
  if (fixed === '') return 'a pattern must not be empty';
  if (fixed.includes('*')) return 'a wildcard is only possible as /* at the end';
  if (isWildcard) return fixed === '/' ? 'a wildcard needs at least the host of the registry' : undefined;
  if (fixed.length > maximumLength) return `the name of an image has at most ${maximumLength} characters`;
  return name.test(fixed) ? undefined : 'a pattern is the name of an image in lower case, without tag and digest';
}
