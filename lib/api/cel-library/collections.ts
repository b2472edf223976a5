import type * as cel from '@marcbachmann/cel-js' with { 'resolution-mode': 'import' };

/** What `sets` is before a dot. */
class CelSets {}

/** Lists as sets, and what texts have beyond CEL itself (`cel-go:ext/sets.go, strings.go v0.26`, `kubernetes/apiserver:pkg/cel/library/lists.go, regex.go v0.36`). */
export function registerCollections(target: cel.Environment): void {
  registerSets(target);
  registerTexts(target);
  registerLists(target);
}

function registerSets(target: cel.Environment): void {
  const name = 'kubernetes.Sets';
  target.registerType(name, CelSets);
  target.registerConstant('sets', name, new CelSets());
  const contains = (all: readonly unknown[], some: readonly unknown[]): boolean =>
    some.every(entry => all.some(other => isSame(entry, other)));
  for (const [method, holds] of [
    ['contains', contains],
    ['equivalent', (a: readonly unknown[], b: readonly unknown[]) => contains(a, b) && contains(b, a)],
    [
      'intersects',
      (a: readonly unknown[], b: readonly unknown[]) => a.some(one => b.some(other => isSame(one, other))),
    ],
  ] as const)
    target.registerFunction(`${name}.${method}(list, list): bool`, (_: CelSets, a: unknown[], b: unknown[]) =>
      holds(a, b),
    );
}

/** Values of a document: texts, numbers of either kind, lists and maps. */
function isSame(a: unknown, b: unknown): boolean {
  const text = (value: unknown): string =>
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : sorted(inner)));
  return text(a) === text(b);
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function registerTexts(target: cel.Environment): void {
  target.registerFunction('string.find(string): string', (text: string, pattern: string) => {
    return new RegExp(pattern, 'u').exec(text)?.[0] ?? '';
  });
  target.registerFunction('string.findAll(string): list', (text: string, pattern: string) => {
    return text.match(new RegExp(pattern, 'gu')) ?? [];
  });
  target.registerFunction('string.charAt(int): string', (text: string, position: bigint) => {
    const characters = Array.from(text);
    if (position < 0n || position > BigInt(characters.length)) throw new Error(`index out of range: ${position}`);
    return characters[Number(position)] ?? '';
  });
  const replace = (text: string, from: string, to: string, count = -1n): string => {
    const parts = text.split(from);
    const first = count < 0n ? parts : parts.slice(0, Number(count) + 1);
    const rest = parts.slice(first.length);
    return [first.join(to), ...rest].join(from);
  };
  target.registerFunction('string.replace(string, string): string', replace);
  target.registerFunction('string.replace(string, string, int): string', replace);
  target.registerFunction('string.reverse(): string', (text: string) => Array.from(text).reverse().join(''));
}

function registerLists(target: cel.Environment): void {
  type Ordered = string | bigint | number;
  target.registerFunction('list.isSorted(): bool', (list: Ordered[]) => {
    return list.every((entry, position) => position === 0 || (list[position - 1] as Ordered) <= entry);
  });
  target.registerFunction('list.sum(): dyn', (list: Ordered[]) => {
    const isDouble = list.some(entry => typeof entry === 'number');
    if (isDouble) return list.reduce<number>((sum, entry) => sum + Number(entry), 0);
    return list.reduce<bigint>((sum, entry) => sum + BigInt(entry), 0n);
  });
  target.registerFunction('list.min(): dyn', (list: Ordered[]) => list.reduce((a, b) => (b < a ? b : a)));
  target.registerFunction('list.max(): dyn', (list: Ordered[]) => list.reduce((a, b) => (b > a ? b : a)));
  target.registerFunction('list.indexOf(dyn): int', (list: unknown[], entry: unknown) => BigInt(list.indexOf(entry)));
  target.registerFunction('list.lastIndexOf(dyn): int', (list: unknown[], entry: unknown) =>
    BigInt(list.lastIndexOf(entry)),
  );
}
