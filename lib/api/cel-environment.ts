import type * as cel from '@marcbachmann/cel-js' with { 'resolution-mode': 'import' };

/** A compiled expression: answers for the variables `self` and `oldSelf`, and throws on an evaluation error. */
export type CelProgram = (variables: Readonly<Record<string, unknown>>) => unknown;

let environment: cel.Environment | undefined;
const programs = new Map<string, CelProgram>();

/** Compiles an expression once; fails when it cannot be parsed or uses a function that is not known here. */
export function celProgram(expression: string): CelProgram {
  const known = programs.get(expression);
  if (known !== undefined) return known;
  environment ??= createEnvironment();
  const program = environment.parse(expression) as CelProgram;
  programs.set(expression, program);
  return program;
}

/** A parsed URL of the Kubernetes CEL library. */
class CelUrl {
  readonly url: URL;
  /** No scheme: a path from the root, which Go's parser takes as a request URI. */
  readonly isPath: boolean;

  constructor(text: string) {
    this.isPath = text.startsWith('/');
    this.url = new URL(this.isPath ? `http://x${text}` : text);
  }
}

/**
 * CEL with the library functions of Kubernetes that the rules of our kinds use.
 *
 * Upstream: `kubernetes/apiserver:pkg/cel/library/urls.go, lists.go, regex.go v0.36`.
 */
function createEnvironment(): cel.Environment {
  // an ES module, loaded only when an object has rules
  const { Environment } = require('@marcbachmann/cel-js') as typeof cel;
  const created = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    enableOptionalTypes: true,
  });
  registerUrls(created);
  registerTexts(created);
  registerLists(created);
  return created;
}

function registerUrls(target: cel.Environment): void {
  target.registerType('kubernetes.URL', CelUrl);
  const text = (signature: string, read: (url: CelUrl) => string): void => {
    target.registerFunction(signature, read);
  };
  target.registerFunction('isURL(string): bool', isUrl);
  target.registerFunction('url(string): kubernetes.URL', (value: string) => {
    if (!isUrl(value)) throw new Error(`not a URL: ${value}`);
    return new CelUrl(value);
  });
  text('kubernetes.URL.getScheme(): string', ({ url, isPath }) => (isPath ? '' : url.protocol.slice(0, -1)));
  text('kubernetes.URL.getHost(): string', ({ url, isPath }) => (isPath ? '' : url.host));
  text('kubernetes.URL.getHostname(): string', ({ url, isPath }) => (isPath ? '' : url.hostname));
  text('kubernetes.URL.getPort(): string', ({ url, isPath }) => (isPath ? '' : url.port));
  text('kubernetes.URL.getEscapedPath(): string', ({ url }) => url.pathname);
}

/** `url.ParseRequestURI` of Go: an absolute URI or an absolute path. */
function isUrl(value: string): boolean {
  if (value.startsWith('/')) return !/[\s\u0000-\u001f]/.test(value);
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(value) && !/\s/.test(value) && URL.canParse(value);
}

function registerTexts(target: cel.Environment): void {
  target.registerFunction('string.find(string): string', (text: string, pattern: string) => {
    return new RegExp(pattern, 'u').exec(text)?.[0] ?? '';
  });
  target.registerFunction('string.findAll(string): list', (text: string, pattern: string) => {
    return text.match(new RegExp(pattern, 'gu')) ?? [];
  });
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
