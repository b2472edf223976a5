import { comparePrereleases, Version } from './version';

/**
 * A condition on versions such as `>= 1.31, < 1.34 || ~1.35`, as Masterminds/semver reads and judges it. A pre-release meets it
 * only when a bound of the same `||` group is a pre-release: that is why Gardener writes `>= 1.33-0`.
 * Keep a constraint that is used often: parsing costs 2 microseconds, `allows` a tenth of one.
 *
 * Source: Masterminds/semver:constraints.go v3.5.
 */
export class Constraint {
  readonly original: string;
  private readonly groups: readonly Group[];

  private constructor(original: string, groups: readonly Group[]) {
    this.original = original;
    this.groups = groups;
  }

  /** Reads a constraint; undefined when it is none, as the empty text. */
  static parse(text: string): Constraint | undefined {
    if (Buffer.byteLength(text) > maxConstraintLength) return undefined;
    const alternatives = expandRanges(text).split('||');
    if (alternatives.length > maxAlternatives) return undefined;
    const groups: Group[] = [];
    for (const alternative of alternatives) {
      const bounds = parseBounds(alternative);
      if (bounds === undefined) return undefined;
      groups.push({ bounds, prereleases: bounds.some(({ version }) => version.isPrerelease()) });
    }
    return new Constraint(text, groups);
  }

  /** A constraint that is known to be one; throws otherwise. */
  static of(text: string): Constraint {
    const constraint = Constraint.parse(text);
    if (constraint === undefined) throw new RangeError(`${JSON.stringify(text)} is not a version constraint`);
    return constraint;
  }

  /** Whether the version meets every bound of at least one group. */
  allows(version: Version): boolean {
    return this.groups.some(({ bounds, prereleases }) => {
      if (version.isPrerelease() && !prereleases) return false;
      return bounds.every(bound => operators[bound.operator](version, bound));
    });
  }

  toString(): string {
    return this.original;
  }
}

interface Group {
  readonly bounds: readonly Bound[];
  readonly prereleases: boolean;
}

/** One comparison; `x`, `*` and absent parts leave it open. */
interface Bound {
  readonly operator: keyof typeof operators;
  readonly version: Version;
  /** The first part that is left open. */
  readonly open: 'major' | 'minor' | 'patch' | undefined;
}

const maxConstraintLength = 512;
const maxAlternatives = 32;

const numberOrX = '[0-9|xX*]+';
const suffix = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const pattern = `v?(?:${numberOrX})(?:\\.${numberOrX})?(?:\\.${numberOrX})?(?:-${suffix})?(?:\\+${suffix})?`;
const partsOfPattern = new RegExp(
  `^v?(${numberOrX})(?:\\.(${numberOrX}))?(?:\\.(${numberOrX}))?(-${suffix})?(?:\\+${suffix})?$`,
);
// Go's white space, which is narrower than that of JavaScript
const space = '[\\t\\n\\f\\r ]';
const hyphenRange = new RegExp(`${space}*(${pattern})${space}+-${space}+(${pattern})${space}*`, 'g');
const loneHyphen = new RegExp(`${space}-${space}`);
// every piece of it begins with another character, so that it never tries twice
const comparison = new RegExp(`${space}*([=!<>~^]*)${space}*([^\\t\\n\\f\\r ,]*)${space}*(,?)`, 'y');

/** `1.2 - 1.4` becomes two comparisons. */
function expandRanges(text: string): string {
  if (!loneHyphen.test(text)) return text;
  let expanded = text;
  for (const [matched, low = '', high = ''] of text.matchAll(hyphenRange)) {
    expanded = expanded.replace(matched, () => `>= ${low}, <= ${high} `);
  }
  return expanded;
}

/** The comparisons of one group, separated by commas or white space. */
function parseBounds(text: string): readonly Bound[] | undefined {
  const bounds: Bound[] = [];
  let comma = true;
  comparison.lastIndex = 0;
  while (comma || comparison.lastIndex < text.length) {
    const [, operator = '', version = '', separator] = comparison.exec(text) ?? [];
    const bound = parseBound(operator, version);
    if (bound === undefined) return undefined;
    bounds.push(bound);
    comma = separator === ',';
  }
  return bounds;
}

function parseBound(operator: string, text: string): Bound | undefined {
  const match = partsOfPattern.exec(text);
  if (match === null || !isOperator(operator)) return undefined;
  const [, major = '', minor = '', patch = '', prerelease = ''] = match;
  const open = firstOpen(major, minor, patch);
  const version = Version.parse(
    {
      major: `0.0.0${prerelease}`,
      minor: `${major}.0.0${prerelease}`,
      patch: `${major}.${minor}.0${prerelease}`,
      none: text,
    }[open ?? 'none'],
  );
  return version && { operator, version, open };
}

function firstOpen(major: string, minor: string, patch: string): Bound['open'] {
  if (leavesOpen(major)) return 'major';
  if (leavesOpen(minor)) return 'minor';
  return leavesOpen(patch) ? 'patch' : undefined;
}

function leavesOpen(part: string): boolean {
  return part === '' || part === 'x' || part === 'X' || part === '*';
}

function isOperator(text: string): text is keyof typeof operators {
  return Object.hasOwn(operators, text);
}

type Check = (version: Version, bound: Bound) => boolean;

const atLeast: Check = (version, bound) => version.compare(bound.version) >= 0;

const atMost: Check = (version, { version: limit, open }) => {
  if (open === undefined) return version.compare(limit) <= 0;
  if (version.major !== limit.major) return version.major < limit.major;
  return open === 'minor' || version.minor <= limit.minor;
};

const above: Check = (version, { version: limit, open }) => {
  if (open === undefined) return version.compare(limit) > 0;
  if (version.major !== limit.major) return version.major > limit.major;
  if (open === 'minor') return false;
  return open === 'patch' ? version.minor > limit.minor : version.compare(limit) > 0;
};

const below: Check = (version, bound) => version.compare(bound.version) < 0;

/** Same major and minor version, or same major version when the minor is open. */
const tilde: Check = (version, { version: base, open }) => {
  if (version.lessThan(base)) return false;
  const zero = base.major === 0 && base.minor === 0 && base.patch === 0;
  if (zero && open !== 'minor' && open !== 'patch') return true;
  return version.major === base.major && (open === 'minor' || version.minor === base.minor);
};

/** No change of the first number that is not zero. */
const caret: Check = (version, { version: base, open }) => {
  if (version.lessThan(base)) return false;
  if (base.major > 0 || open === 'minor') return version.major === base.major;
  if (version.major > 0) return false;
  if (base.minor > 0 || open === 'patch') return version.minor === base.minor;
  return version.minor === 0 && version.patch === base.patch;
};

const equal: Check = (version, bound) => {
  return bound.open === undefined ? version.equals(bound.version) : tilde(version, bound);
};

const notEqual: Check = (version, { version: other, open }) => {
  if (open !== undefined && version.major !== other.major) return true;
  if (open === 'minor') return false;
  if (open === 'patch') {
    return version.minor !== other.minor || comparePrereleases(version.prerelease, other.prerelease) !== 0;
  }
  return !version.equals(other);
};

const operators = {
  '': equal,
  '=': equal,
  '!=': notEqual,
  '>': above,
  '<': below,
  '>=': atLeast,
  '=>': atLeast,
  '<=': atMost,
  '=<': atMost,
  '~': tilde,
  '~>': tilde,
  '^': caret,
} satisfies Record<string, Check>;
