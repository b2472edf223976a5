import { named, type CelType } from './cel-type';

type Kind = CelType['kind'];

/** Values that the operators of texts, numbers and flags do not take. */
const compound = new Set<Kind>(['list', 'map', 'object']);
/** Values about which too little is known here. */
const open = new Set<Kind>(['dyn', 'other']);
const times = new Set<Kind>(['timestamp', 'duration']);

/** Kinds of which none is ever equal to another; whole and other numbers are compared. */
const classOf = (kind: Kind): Kind => (kind === 'int' ? 'double' : kind);

/** Why two kinds of values cannot stand beside an operator that compares; undefined when they can, or when it is not certain. */
export function comparisonProblem(operator: string, left: CelType, right: CelType): string | undefined {
  if (open.has(left.kind) || open.has(right.kind)) return undefined;
  if (operator === 'in') return membershipProblem(left, right);
  const isEquality = operator === '==' || operator === '!=';
  const isNullable = [left, right].every(({ kind }) => kind === 'null' || kind === 'object' || times.has(kind));
  const fits = classOf(left.kind) === classOf(right.kind) || (isEquality && isNullable);
  const isOrdered = isEquality || ![left, right].some(({ kind }) => compound.has(kind) || kind === 'null');
  return fits && isOrdered ? undefined : `${named(left.kind)} cannot be compared with ${named(right.kind)}`;
}

function membershipProblem(left: CelType, right: CelType): string | undefined {
  if (right.kind !== 'list' && right.kind !== 'map') return `nothing is in ${named(right.kind)}`;
  const wanted: CelType = right.kind === 'map' ? { kind: 'string' } : right.values;
  // the keys of a map that an expression writes may be of any kind
  if (open.has(wanted.kind) || (right.kind === 'map' && open.has(right.values.kind))) return undefined;
  return classOf(left.kind) === classOf(wanted.kind) || left.kind === 'object' || left.kind === 'null'
    ? undefined
    : `no ${left.kind} is in a ${right.kind} of ${wanted.kind}`;
}

const operands: Readonly<Record<string, ReadonlySet<Kind>>> = {
  '+': new Set(['int', 'double', 'string', 'bytes', 'list']),
  '-': new Set(['int', 'double']),
  '*': new Set(['int', 'double']),
  '/': new Set(['int', 'double']),
  '%': new Set(['int']),
};

/** Why two kinds of values cannot be calculated with. */
export function arithmeticProblem(operator: string, left: CelType, right: CelType): string | undefined {
  if ([left, right].some(({ kind }) => open.has(kind) || times.has(kind))) return undefined;
  const isKnown = operands[operator]?.has(left.kind) ?? true;
  return isKnown && left.kind === right.kind ? undefined : `there is no ${left.kind} ${operator} ${right.kind}`;
}

const ofTexts = new Set([
  ...['contains', 'startsWith', 'endsWith', 'matches', 'lowerAscii', 'upperAscii', 'split', 'replace', 'substring'],
  ...['trim', 'charAt', 'find', 'findAll'],
]);
const ofLists = new Set([
  'join',
  'distinct',
  'flatten',
  'isSorted',
  'slice',
  'sort',
  'sum',
  'min',
  'max',
  'first',
  'last',
]);

/** Why a method does not belong to a kind of values. */
export function methodProblem(name: string, { kind }: CelType): string | undefined {
  if (open.has(kind)) return undefined;
  const isForeign = (ofTexts.has(name) && kind !== 'string') || (ofLists.has(name) && kind !== 'list');
  const isSizeless = name === 'size' && !['string', 'bytes', 'list', 'map'].includes(kind);
  return isForeign || isSizeless ? `${named(kind)} has no function ${name}` : undefined;
}

/** Why nothing can be taken out of a value by `[]`. */
export function indexProblem({ kind }: CelType): string | undefined {
  return open.has(kind) || kind === 'list' || kind === 'map' ? undefined : `${named(kind)} has no entries`;
}
