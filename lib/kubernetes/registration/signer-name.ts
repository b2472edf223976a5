import { dns1123LabelProblems, dns1123SubdomainProblems, maxLabelLength, maxSubdomainLength } from '../../core/names';

/** A domain, "/", and a path that has room for a namespace and a name. */
const maxSignerNameLength = maxSubdomainLength + 1 + maxSubdomainLength + maxLabelLength + 1;

/** Why a text is no name of a signer (`ValidateSignerName`, `kubernetes:pkg/apis/core/validation/names.go v1.36`). */
export function signerNameProblems(name: string): readonly string[] {
  const [domain = '', path, ...more] = name.split('/');
  if (path === undefined || more.length > 0) return ['must be a domain, "/" and a path, such as example.com/signer'];
  const labels = domain.split('.');
  return [
    ...(Buffer.byteLength(domain) > maxSubdomainLength
      ? [`must have a domain of at most ${maxSubdomainLength} characters`]
      : []),
    ...firstProblems(labels, dns1123LabelProblems).map(
      problem => `must have a domain whose parts are labels: ${problem}`,
    ),
    ...(labels.length < 2 ? ['must have a domain of at least two parts'] : []),
    ...firstProblems(path.split('.'), dns1123SubdomainProblems).map(
      problem => `must have a path whose parts are names: ${problem}`,
    ),
    ...(Buffer.byteLength(name) > maxSignerNameLength ? [`must have at most ${maxSignerNameLength} characters`] : []),
  ];
}

/** The problems of the first part that has any: those of others would read the same. */
function firstProblems(parts: readonly string[], problemsOf: (part: string) => readonly string[]): readonly string[] {
  return parts.map(problemsOf).find(problems => problems.length > 0) ?? [];
}
