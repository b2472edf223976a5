import { celType, splitTypes, type CelType } from './type';

/** One way to call a function. */
export interface Overload {
  /** Called as `target.name(...)`; the target is the first parameter then. */
  readonly member: boolean;
  readonly parameters: readonly CelType[];
  readonly result: CelType;
}

const ordered = ['int', 'uint', 'double', 'bool', 'duration', 'timestamp', 'string', 'bytes'];
const numbers = ['int', 'uint', 'double'];
const comparisons = ['<', '<=', '>', '>='];
const dateParts = ['FullYear', 'Month', 'DayOfYear', 'DayOfMonth', 'Date', 'DayOfWeek'];
const timeParts = ['Hours', 'Minutes', 'Seconds', 'Milliseconds'];
const formats =
  'dns1123Label dns1123Subdomain dns1035Label qualifiedName dns1123LabelPrefix dns1123SubdomainPrefix dns1035LabelPrefix labelValue uri uuid byte date datetime';

/**
 * The functions of CEL, `target#name(parameters) result`; capital letters stand for any type.
 *
 * Source: cel-go:common/stdlib/standard.go, cel-go:ext, cel-go:cel/library.go v0.26.
 */
const standard = [
  '_==_(A,A) bool; _!=_(A,A) bool; !_(bool) bool; -_(int) int; -_(double) double; _?_:_(bool,A,A) A',
  '_in_(A,list(A)) bool; _in_(A,map(A,B)) bool',
  ...comparisons.flatMap(sign => ordered.map(type => `_${sign}_(${type},${type}) bool`)),
  ...comparisons.flatMap(sign =>
    numbers.flatMap(a => numbers.filter(b => b !== a).map(b => `_${sign}_(${a},${b}) bool`)),
  ),
  ...['+', '-', '*', '/'].flatMap(sign => numbers.map(type => `_${sign}_(${type},${type}) ${type}`)),
  '_%_(int,int) int; _%_(uint,uint) uint',
  '_+_(string,string) string; _+_(bytes,bytes) bytes; _+_(list(A),list(A)) list(A)',
  '_+_(duration,duration) duration; _+_(timestamp,duration) timestamp; _+_(duration,timestamp) timestamp',
  '_-_(duration,duration) duration; _-_(timestamp,duration) timestamp; _-_(timestamp,timestamp) duration',
  '_[_](list(A),int) A; _[_](map(A,B),A) B; _[_](optional_type(list(A)),int) optional_type(A)',
  '_[_](optional_type(map(A,B)),A) optional_type(B); _[?_](list(A),int) optional_type(A)',
  '_[?_](optional_type(list(A)),int) optional_type(A); _[?_](map(A,B),A) optional_type(B)',
  '_[?_](optional_type(map(A,B)),A) optional_type(B)',
  ...['string', 'bytes', 'list(A)', 'map(A,B)'].map(type => `size(${type}) int; ${type}#size() int`),
  'type(A) type(A); dyn(A) dyn; bool(bool) bool; bool(string) bool; bytes(bytes) bytes; bytes(string) bytes',
  ...['int', 'uint', 'double'].flatMap(to => [...numbers, 'string'].map(from => `${to}(${from}) ${to}`)),
  'int(duration) int; int(timestamp) int',
  ...['string', 'bool', 'bytes', 'double', 'duration', 'int', 'timestamp', 'uint'].map(
    from => `string(${from}) string`,
  ),
  ...['duration', 'timestamp'].flatMap(to => [to, 'int', 'string'].map(from => `${to}(${from}) ${to}`)),
  ...['contains', 'startsWith', 'endsWith', 'matches'].map(name => `string#${name}(string) bool`),
  'matches(string,string) bool',
  ...[...dateParts, ...timeParts].map(part => `timestamp#get${part}() int; timestamp#get${part}(string) int`),
  ...timeParts.map(part => `duration#get${part}() int`),
  'string#charAt(int) string; string#indexOf(string) int; string#indexOf(string,int) int; string#lowerAscii() string',
  'string#lastIndexOf(string) int; string#lastIndexOf(string,int) int; string#replace(string,string) string',
  'string#replace(string,string,int) string; string#split(string) list(string); string#split(string,int) list(string)',
  'string#substring(int) string; string#substring(int,int) string; string#trim() string; string#upperAscii() string',
  'string#format(list(dyn)) string; strings.quote(string) string; list(string)#join() string; list(string)#join(string) string',
  'sets.contains(list(A),list(A)) bool; sets.equivalent(list(A),list(A)) bool; sets.intersects(list(A),list(A)) bool',
  'list(A)#slice(int,int) list(A); list(list(A))#flatten() list(A); list(dyn)#flatten(int) list(dyn); lists.range(int) list(int)',
  'list(A)#reverse() list(A); list(A)#distinct() list(A)',
  ...ordered.map(type => `list(${type})#sort() list(${type}); list(A)#@sortByAssociatedKeys(list(${type})) list(A)`),
  'optional.of(A) optional_type(A); optional.ofNonZeroValue(A) optional_type(A); optional.none() optional_type(A)',
  'optional_type(A)#value() A; optional_type(A)#hasValue() bool; optional_type(A)#or(optional_type(A)) optional_type(A)',
  'optional_type(A)#orValue(A) A; list(A)#first() optional_type(A); list(A)#last() optional_type(A)',
  'optional.unwrap(list(optional_type(A))) list(A); list(optional_type(A))#unwrapOpt() list(A)',
];

/**
 * The functions of Kubernetes for new expressions of 1.36.
 *
 * Source: apiserver:pkg/cel/library, apiserver:pkg/cel/environment/base.go v0.36.
 */
const kubernetes = [
  'url(string) kubernetes.URL; isURL(string) bool; kubernetes.URL#getQuery() map(string,list(string))',
  ...['Scheme', 'Host', 'Hostname', 'Port', 'EscapedPath'].map(part => `kubernetes.URL#get${part}() string`),
  'string#find(string) string; string#findAll(string) list(string); string#findAll(string,int) list(string)',
  ...ordered.map(type => `list(${type})#isSorted() bool; list(${type})#min() ${type}; list(${type})#max() ${type}`),
  ...['int', 'uint', 'double', 'duration'].map(type => `list(${type})#sum() ${type}`),
  'list(A)#indexOf(A) int; list(A)#lastIndexOf(A) int',
  'kubernetes.authorization.Authorizer#path(string) kubernetes.authorization.PathCheck',
  'kubernetes.authorization.Authorizer#group(string) kubernetes.authorization.GroupCheck',
  'kubernetes.authorization.Authorizer#serviceAccount(string,string) kubernetes.authorization.Authorizer',
  'kubernetes.authorization.GroupCheck#resource(string) kubernetes.authorization.ResourceCheck',
  ...['subresource', 'namespace', 'name', 'fieldSelector', 'labelSelector'].map(
    name => `kubernetes.authorization.ResourceCheck#${name}(string) kubernetes.authorization.ResourceCheck`,
  ),
  ...['Path', 'Resource'].map(
    check => `kubernetes.authorization.${check}Check#check(string) kubernetes.authorization.Decision`,
  ),
  ...['errored() bool', 'error() string', 'allowed() bool', 'reason() string'].map(
    call => `kubernetes.authorization.Decision#${call}`,
  ),
  'quantity(string) kubernetes.Quantity; isQuantity(string) bool; sign(kubernetes.Quantity) int',
  ...['kubernetes.Quantity', 'kubernetes.Semver'].flatMap(type => [
    `${type}#isGreaterThan(${type}) bool; ${type}#isLessThan(${type}) bool; ${type}#compareTo(${type}) int`,
  ]),
  'kubernetes.Quantity#asApproximateFloat() double; kubernetes.Quantity#asInteger() int; kubernetes.Quantity#isInteger() bool',
  ...['add', 'sub'].flatMap(name =>
    ['kubernetes.Quantity', 'int'].map(other => `kubernetes.Quantity#${name}(${other}) kubernetes.Quantity`),
  ),
  'ip(string) net.IP; isIP(string) bool; ip.isCanonical(string) bool; string(net.IP) string; net.IP#family() int',
  ...['Unspecified', 'Loopback', 'LinkLocalMulticast', 'LinkLocalUnicast', 'GlobalUnicast'].map(
    kind => `net.IP#is${kind}() bool`,
  ),
  'cidr(string) net.CIDR; isCIDR(string) bool; string(net.CIDR) string; net.CIDR#ip() net.IP; net.CIDR#masked() net.CIDR',
  ...['string', 'net.IP'].map(type => `net.CIDR#containsIP(${type}) bool`),
  ...['string', 'net.CIDR'].map(type => `net.CIDR#containsCIDR(${type}) bool`),
  'net.CIDR#prefixLength() int',
  ...formats.split(' ').map(name => `format.${name}() kubernetes.NamedFormat`),
  'format.named(string) optional_type(kubernetes.NamedFormat)',
  'kubernetes.NamedFormat#validate(string) optional_type(list(string))',
  'semver(string) kubernetes.Semver; semver(string,bool) kubernetes.Semver; isSemver(string) bool; isSemver(string,bool) bool',
  ...['major', 'minor', 'patch'].map(part => `kubernetes.Semver#${part}() int`),
];

/** Of expressions that change objects (`apiserver:pkg/cel/library/jsonpatch.go v0.36`). */
export const patchFunctions = overloadsOf(['jsonpatch.escapeKey(string) string']);

/** The functions of all expressions of admission. */
export const celFunctions = overloadsOf([...standard, ...kubernetes]);

function overloadsOf(lines: readonly string[]): ReadonlyMap<string, readonly Overload[]> {
  const functions = new Map<string, Overload[]>();
  for (const signature of lines.flatMap(line => line.split('; '))) {
    const [, target, name = '', parameters = '', result = ''] =
      /^(?:(.+)#)?([^#(]+)\((.*)\) (\S+)$/.exec(signature) ?? [];
    const overload: Overload = {
      member: target !== undefined,
      parameters: [...(target === undefined ? [] : [target]), ...splitTypes(parameters)].map(celType),
      result: celType(result),
    };
    functions.set(name, [...(functions.get(name) ?? []), overload]);
  }
  return functions;
}
