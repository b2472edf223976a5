/**
 * The syntax of names, keys and values in Kubernetes objects. Each syntax has two faces: `is...` answers yes or no, and
 * `...Problems` gives the reasons, one for each error that the API server would report (it may report length and characters).
 *
 * Sources: apimachinery:pkg/util/validation/validation.go, apimachinery:pkg/api/validate/content v0.36.
 */

/** Longest DNS label, label value, and name part of a label key. */
export const maxLabelLength = 63;
/** Longest DNS name, and ConfigMap key. */
export const maxSubdomainLength = 253;
/** Longest name of a port. */
export const maxPortNameLength = 15;

/** Reasons why a text does not have the syntax; empty when it has. */
export type Problems = readonly string[];

const none: Problems = [];

// Every expression is anchored and its parts are told apart by one character, so that matching never backtracks far.
const dns1123Label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const dns1123Subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const dns1035Label = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const labelName = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const configMapKey = /^[-._a-zA-Z0-9]+$/;
const envVarName = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const relaxedEnvVarName = /^[ -<>-~]+$/;
const cIdentifier = /^[A-Za-z_][A-Za-z0-9_]*$/;
const httpHeaderName = /^[-A-Za-z0-9]+$/;
const httpPath = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;
const percent = /^[0-9]+%$/;
const portNameCharacters = /^[-a-z0-9]+$/;

/** A DNS label of RFC 1123: names of namespaces, Services, Shoots. */
export function isDNS1123Label(value: string): boolean {
  return value.length <= maxLabelLength && dns1123Label.test(value);
}

/** Why a text is no DNS label of RFC 1123. */
export function dns1123LabelProblems(value: string): Problems {
  if (isDNS1123Label(value)) return none;
  const dots = dns1123Subdomain.test(value) && value.includes('.');
  const wrong = dots ? 'must not contain dots' : `must be ${labelCharacters}, begin and end with a letter or digit`;
  return problems(tooLong(value, maxLabelLength), !dns1123Label.test(value) && wrong);
}

/** A DNS name of RFC 1123 in lower case: names of most objects. */
export function isDNS1123Subdomain(value: string): boolean {
  return value.length <= maxSubdomainLength && dns1123Subdomain.test(value);
}

/** Why a text is no lower-case DNS name. */
export function dns1123SubdomainProblems(value: string): Problems {
  if (isDNS1123Subdomain(value)) return none;
  const wrong = `must be lower-case letters, digits, "-" or ".", every part must begin and end with a letter or digit`;
  return problems(tooLong(value, maxSubdomainLength), !dns1123Subdomain.test(value) && wrong);
}

/** A DNS label of RFC 1035, which begins with a letter. */
export function isDNS1035Label(value: string): boolean {
  return value.length <= maxLabelLength && dns1035Label.test(value);
}

/** Why a text is no DNS label of RFC 1035. */
export function dns1035LabelProblems(value: string): Problems {
  if (isDNS1035Label(value)) return none;
  const wrong = `must be ${labelCharacters}, begin with a letter and end with a letter or digit`;
  return problems(tooLong(value, maxLabelLength), !dns1035Label.test(value) && wrong);
}

/** `*.` and a DNS name. */
export function isWildcardDNS1123Subdomain(value: string): boolean {
  return value.length <= maxSubdomainLength && hasWildcardForm(value);
}

/** Why a text is no wildcard DNS name. */
export function wildcardDNS1123SubdomainProblems(value: string): Problems {
  if (isWildcardDNS1123Subdomain(value)) return none;
  return problems(
    tooLong(value, maxSubdomainLength),
    !hasWildcardForm(value) && 'must be "*." and a lower-case DNS name',
  );
}

/** At least two labels, each no longer than 63; one final dot is accepted. */
export function isFullyQualifiedDomainName(value: string): boolean {
  return fullyQualifiedDomainNameProblems(value).length === 0;
}

/** Why a text is no fully qualified domain name; one reason at most. */
export function fullyQualifiedDomainNameProblems(value: string): Problems {
  if (value === '') return ['must not be empty'];
  const name = value.endsWith('.') ? value.slice(0, -1) : value;
  // upstream joins the reasons of this step into one error
  if (!isDNS1123Subdomain(name)) return [dns1123SubdomainProblems(name).join(', ')];
  const labels = name.split('.');
  if (labels.length < 2) return ['must have at least two parts separated by dots'];
  const wrong = labels.find(label => !isDNS1123Label(label));
  return wrong === undefined ? none : [dns1123LabelProblems(wrong).join(', ')];
}

/** Key of a label, annotation, taint, extended resource: an optional DNS name and `/`, then a name of at most 63 characters. */
export function isQualifiedName(value: string): boolean {
  const slash = value.indexOf('/');
  const name = slash < 0 ? value : value.slice(slash + 1);
  if (name.length > maxLabelLength || !labelName.test(name)) return false;
  return slash < 0 || isDNS1123Subdomain(value.slice(0, slash));
}

/** Why a text is no qualified name. */
export function qualifiedNameProblems(value: string): Problems {
  if (isQualifiedName(value)) return none;
  const parts = value.split('/');
  if (parts.length > 2) return ['must be a name, or a DNS name, "/" and a name'];
  const name = parts[parts.length - 1] ?? '';
  const wrong = `name part must be ${nameCharacters}`;
  return [
    ...(parts.length === 2 ? prefixProblems(parts[0] ?? '') : none),
    ...problems(
      name === '' && 'name part must not be empty',
      tooLong(name, maxLabelLength, 'name part '),
      !labelName.test(name) && wrong,
    ),
  ];
}

/** The same syntax under the name that labels give it. */
export const isLabelKey = isQualifiedName;
/** Why a text is no label key. */
export const labelKeyProblems = qualifiedNameProblems;

/** A qualified name with its prefix, such as `example.com/key`. */
export function isDomainPrefixedKey(value: string): boolean {
  return value.includes('/') && isQualifiedName(value);
}

/** A DNS name, `/`, and a path of URL characters, such as `example.com/signer`. */
export function isDomainPrefixedPath(value: string): boolean {
  const slash = value.indexOf('/');
  return slash > 0 && isDNS1123Subdomain(value.slice(0, slash)) && httpPath.test(value.slice(slash + 1));
}

/** Value of a label: empty, or at most 63 characters. */
export function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= maxLabelLength && labelName.test(value));
}

/** Why a text is no label value. */
export function labelValueProblems(value: string): Problems {
  if (isLabelValue(value)) return none;
  return problems(tooLong(value, maxLabelLength), !labelName.test(value) && `must be empty, or ${nameCharacters}`);
}

/** Key in `data` of a ConfigMap or Secret. */
export function isConfigMapKey(value: string): boolean {
  return value.length <= maxSubdomainLength && configMapKey.test(value) && value !== '.' && !value.startsWith('..');
}

/** Why a text is no ConfigMap key. */
export function configMapKeyProblems(value: string): Problems {
  if (isConfigMapKey(value)) return none;
  return problems(
    tooLong(value, maxSubdomainLength),
    !configMapKey.test(value) && 'must be letters, digits, "-", "_" or "."',
    climbs(value),
  );
}

/** Name of an environment variable, as keys of `envFrom` sources and strict fields have it. */
export function isEnvVarName(value: string): boolean {
  return envVarName.test(value) && value !== '.' && !value.startsWith('..');
}

/** Why a text is no name of an environment variable. */
export function envVarNameProblems(value: string): Problems {
  if (isEnvVarName(value)) return none;
  const wrong = 'must be letters, digits, "-", "_" or ".", and must not begin with a digit';
  return problems(!envVarName.test(value) && wrong, climbs(value));
}

/** Name of an environment variable since Kubernetes 1.30: any printable ASCII character but `=`. */
export function isRelaxedEnvVarName(value: string): boolean {
  return relaxedEnvVarName.test(value);
}

/** An identifier of the C language; no length limit. */
export function isCIdentifier(value: string): boolean {
  return cIdentifier.test(value);
}

/** Name of an HTTP header. */
export function isHTTPHeaderName(value: string): boolean {
  return httpHeaderName.test(value);
}

/** Digits and `%`. */
export function isPercent(value: string): boolean {
  return percent.test(value);
}

/** Name of a port: at most 15 of `-a-z0-9`, one letter at least, no hyphen at either end or twice in a row. */
export function isPortName(value: string): boolean {
  return portNameProblems(value).length === 0;
}

/** Why a text is no name of a port. */
export function portNameProblems(value: string): Problems {
  return problems(
    tooLong(value, maxPortNameLength),
    !portNameCharacters.test(value) && 'must be lower-case letters, digits or "-"',
    !/[a-z]/.test(value) && 'must contain a letter',
    value.includes('--') && 'must not contain two hyphens in a row',
    (value.startsWith('-') || value.endsWith('-')) && 'must not begin or end with a hyphen',
  );
}

/** 1 to 65535. */
export function isPortNumber(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65535;
}

/** What may stand in the path of a URL as an object's name; no length limit, the empty text included. */
export function isPathSegmentName(value: string): boolean {
  return value !== '.' && value !== '..' && !/[/%]/.test(value);
}

const labelCharacters = 'lower-case letters, digits or "-"';
const nameCharacters = 'letters, digits, "-", "_" or ".", and begin and end with a letter or digit';

function hasWildcardForm(value: string): boolean {
  return value.startsWith('*.') && dns1123Subdomain.test(value.slice(2));
}

function prefixProblems(prefix: string): string[] {
  if (prefix === '') return ['prefix part must not be empty'];
  return dns1123SubdomainProblems(prefix).map(problem => `prefix part ${problem}`);
}

/** `..` at the beginning would leave the folder that a volume mounts. */
function climbs(value: string): string | false {
  if (value === '.' || value === '..') return `must not be "${value}"`;
  return value.startsWith('..') && 'must not begin with ".."';
}

/** Upstream counts bytes; a text with other than ASCII characters fails for its characters as well. */
function tooLong(value: string, maximum: number, subject = ''): string | false {
  return Buffer.byteLength(value) > maximum && `${subject}must be no more than ${maximum} characters`;
}

function problems(...found: (string | false)[]): string[] {
  return found.filter(problem => problem !== false);
}
