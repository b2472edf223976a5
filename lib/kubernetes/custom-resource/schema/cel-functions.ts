import type { CelType } from './cel-type';

type Kind = CelType['kind'];
type Kinds = Readonly<Record<string, Kind>>;

/**
 * The functions that expressions of definitions can call, with the kinds of their results: `dyn` where these differ.
 *
 * Upstream: `apiserver:pkg/cel/environment/base.go v0.36`.
 */
export const functions: Kinds = {
  ...of('bool', ['bool', 'isCIDR', 'isIP', 'isQuantity', 'isSemver', 'isURL', 'matches', 'ip.isCanonical']),
  ...of('bool', ['sets.contains', 'sets.equivalent', 'sets.intersects']),
  ...of('int', ['int', 'sign', 'size']),
  ...of('double', ['double']),
  ...of('string', ['string', 'strings.quote']),
  ...of('bytes', ['bytes']),
  ...of('duration', ['duration']),
  ...of('timestamp', ['timestamp']),
  ...of('list', ['lists.range']),
  ...of('dyn', ['dyn', 'optional.unwrap', 'format.named']),
  ...of('other', ['cidr', 'ip', 'quantity', 'semver', 'type', 'uint', 'url', 'optional.none', 'optional.of']),
  ...of('other', ['optional.ofNonZeroValue', 'format.byte', 'format.date', 'format.datetime', 'format.labelValue']),
  ...of('other', ['format.dns1035Label', 'format.dns1035LabelPrefix', 'format.dns1123Label', 'format.uri']),
  ...of('other', ['format.dns1123LabelPrefix', 'format.dns1123Subdomain', 'format.dns1123SubdomainPrefix']),
  ...of('other', ['format.qualifiedName', 'format.uuid']),
};

/** The same that are called on a value: `self.size()`. */
export const methods: Kinds = {
  ...of('bool', ['contains', 'containsCIDR', 'containsIP', 'endsWith', 'hasValue', 'isGlobalUnicast', 'isGreaterThan']),
  ...of('bool', ['isInteger', 'isLessThan', 'isLinkLocalMulticast', 'isLinkLocalUnicast', 'isLoopback', 'isSorted']),
  ...of('bool', ['isUnspecified', 'matches', 'startsWith', 'allowed', 'errored']),
  ...of('int', ['asInteger', 'compareTo', 'family', 'getDate', 'getDayOfMonth', 'getDayOfWeek', 'getDayOfYear']),
  ...of('int', ['getFullYear', 'getHours', 'getMilliseconds', 'getMinutes', 'getMonth', 'getSeconds', 'indexOf']),
  ...of('int', ['lastIndexOf', 'major', 'minor', 'patch', 'prefixLength', 'size']),
  ...of('double', ['asApproximateFloat']),
  ...of('string', ['charAt', 'error', 'find', 'getEscapedPath', 'getHost', 'getHostname', 'getPort', 'getScheme']),
  ...of('string', ['join', 'lowerAscii', 'reason', 'replace', 'substring', 'trim', 'upperAscii', 'format']),
  ...of('list', ['distinct', 'findAll', 'flatten', 'slice', 'sort', 'split']),
  ...of('other', ['add', 'first', 'last', 'masked', 'sub']),
  ...of('dyn', ['check', 'fieldSelector', 'getQuery', 'group', 'ip', 'labelSelector', 'max', 'min', 'name']),
  ...of('dyn', ['namespace', 'or', 'orValue', 'path', 'resource', 'reverse', 'serviceAccount', 'subresource']),
  ...of('dyn', ['sum', 'unwrapOpt', 'validate', 'value']),
};

function of(kind: Kind, names: readonly string[]): Kinds {
  return Object.fromEntries(names.map(name => [name, kind]));
}

/** A function whose first arguments are names that the last ones read. */
export interface Macro {
  /** How many arguments it has with one name. */
  readonly one?: readonly number[];
  /** The same with two names: key or position, and value. */
  readonly two?: readonly number[];
  readonly gives: Kind;
}

/** These functions. */
export const macros: Readonly<Record<string, Macro>> = {
  all: { one: [2], two: [3], gives: 'bool' },
  exists: { one: [2], two: [3], gives: 'bool' },
  exists_one: { one: [2], two: [3], gives: 'bool' },
  existsOne: { two: [3], gives: 'bool' },
  map: { one: [2, 3], gives: 'list' },
  filter: { one: [2], gives: 'list' },
  optMap: { one: [2], gives: 'dyn' },
  optFlatMap: { one: [2], gives: 'dyn' },
  sortBy: { one: [2], gives: 'list' },
  transformList: { two: [3, 4], gives: 'list' },
  transformMap: { two: [3, 4], gives: 'map' },
  transformMapEntry: { two: [3, 4], gives: 'map' },
};

/** Names that are types, and the first words of longer ones: `google.protobuf.Timestamp`. */
export const typeNames: ReadonlySet<string> = new Set([
  ...['bool', 'bytes', 'double', 'int', 'list', 'map', 'null_type', 'string', 'type', 'uint'],
  ...['google', 'kubernetes', 'net', 'optional_type', 'optional', 'duration', 'timestamp', 'dyn'],
]);
