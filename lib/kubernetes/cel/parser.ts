import { celLimits, celTokens, CelError, type Token } from './tokens';
import { qualifiedName, type CelNode, type ListElement, type MapEntry, type MessageField } from './syntax';

const reserved = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(' '),
);
const words = new Set(['in', 'true', 'false', 'null']);

/** Operators between two operands, the weakest first; those of one line bind alike. */
const operators: readonly ReadonlySet<string>[] = [
  new Set(['||']),
  new Set(['&&']),
  new Set(['<', '<=', '>', '>=', '==', '!=', 'in']),
  new Set(['+', '-']),
  new Set(['*', '/', '%']),
];

/** Upstream stops at that depth. */
const maxDepth = 250;

/**
 * Reads an expression of CEL.
 *
 * Source: cel-go:parser/gen/CEL.g4, cel-go:parser/parser.go v0.26.
 * @throws CelError for a text that is none
 */
export function parseCel(expression: string): CelNode {
  return new Parser(celTokens(expression)).whole();
}

class Parser {
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;
  /** The number that follows has a sign. */
  private isNegative = false;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  whole(): CelNode {
    const node = this.expression();
    if (this.token.kind !== 'end') this.unexpected();
    return node;
  }

  private expression(): CelNode {
    if (++this.depth > maxDepth) throw new CelError('the expression is nested too deep', this.token.at);
    const condition = this.binary(0);
    const { at } = this.token;
    if (!this.accept('?')) return this.leave(condition);
    const yes = this.binary(0);
    this.expect(':');
    const no = this.expression();
    return this.leave({ kind: 'call', name: '_?_:_', args: [condition, yes, no], at });
  }

  private leave(node: CelNode): CelNode {
    this.depth--;
    return node;
  }

  private binary(level: number): CelNode {
    const signs = operators[level];
    if (signs === undefined) return this.unary();
    let left = this.binary(level + 1);
    while (this.isSign(this.token, signs)) {
      const { text, at } = this.next();
      left = { kind: 'call', name: `_${text}_`, args: [left, this.binary(level + 1)], at };
    }
    return left;
  }

  private isSign({ kind, text }: Token, signs: ReadonlySet<string>): boolean {
    return (kind === 'symbol' || text === 'in') && kind !== 'string' && signs.has(text);
  }

  /** An even number of signs takes itself back; `!` and `-` are never mixed. */
  private unary(): CelNode {
    const { text, at } = this.token;
    if (!this.is('!') && !this.is('-')) return this.member();
    let count = 0;
    while (this.accept(text)) count++;
    const literal = text === '-' && count === 1 ? this.token : undefined;
    if (this.is('!') || this.is('-')) this.unexpected();
    this.isNegative = literal?.kind === 'int';
    const operand = this.member();
    if (count % 2 === 0) return operand;
    // the sign belongs to a number
    if (literal?.kind === 'int' || literal?.kind === 'double') return operand;
    return { kind: 'call', name: `${text}_`, args: [operand], at };
  }

  private member(): CelNode {
    let node = this.primary();
    for (;;) {
      const { at } = this.token;
      if (this.accept('.')) node = this.selection(node, at);
      else if (this.accept('[')) {
        const name = this.accept('?') ? '_[?_]' : '_[_]';
        node = { kind: 'call', name, args: [node, this.expression()], at };
        this.expect(']');
      } else if (this.is('{') && qualifiedName(node) !== undefined) node = this.message(node);
      else return node;
    }
  }

  private selection(operand: CelNode, at: number): CelNode {
    const optional = this.accept('?');
    const field = this.name();
    if (optional || !this.accept('(')) return { kind: 'select', operand, field, optional, at };
    return { kind: 'call', name: field, target: operand, args: this.args(), at };
  }

  private primary(): CelNode {
    const token = this.token;
    const { kind, text, at } = token;
    if (kind === 'int' || kind === 'uint' || kind === 'double' || kind === 'string' || kind === 'bytes') {
      if (kind === 'int' && !this.isNegative && BigInt(text) > celLimits.int)
        throw new CelError(`${text} is too large for int`, at);
      this.isNegative = false;
      this.position++;
      return { kind: 'literal', type: kind, text, at };
    }
    if (kind === 'identifier' && words.has(text) && text !== 'in') {
      this.position++;
      return { kind: 'literal', type: text === 'null' ? 'null' : 'bool', text, at };
    }
    if (this.accept('(')) {
      const node = this.expression();
      this.expect(')');
      // in brackets, a name is no longer the name of a message
      return node;
    }
    if (this.accept('[')) return { kind: 'list', elements: this.list(']', () => this.element()), at };
    if (this.accept('{')) return { kind: 'map', entries: this.list('}', () => this.entry()), at };
    this.accept('.');
    return this.named();
  }

  private named(): CelNode {
    const { at, text } = this.token;
    const name = this.name();
    if (reserved.has(name)) throw new CelError(`${text} is a reserved word`, at);
    return this.accept('(') ? { kind: 'call', name, args: this.args(), at } : { kind: 'identifier', name, at };
  }

  private args(): readonly CelNode[] {
    if (this.accept(')')) return [];
    const args = [this.expression()];
    while (this.accept(',')) args.push(this.expression());
    this.expect(')');
    return args;
  }

  private message(name: CelNode): CelNode {
    this.expect('{');
    const fields = this.list('}', () => this.field());
    return { kind: 'message', name: qualifiedName(name) ?? '', fields, at: name.at };
  }

  /** Entries up to the closing bracket; one comma may follow the last, or stand alone. */
  private list<Entry>(close: string, read: () => Entry): readonly Entry[] {
    const entries: Entry[] = [];
    if (this.is(',')) {
      this.position++;
      this.expect(close);
      return entries;
    }
    while (!this.accept(close)) {
      entries.push(read());
      if (this.accept(',')) continue;
      this.expect(close);
      break;
    }
    return entries;
  }

  private element(): ListElement {
    return { optional: this.accept('?'), value: this.expression() };
  }

  private entry(): MapEntry {
    const optional = this.accept('?');
    const key = this.expression();
    this.expect(':');
    return { optional, key, value: this.expression() };
  }

  private field(): MessageField {
    const optional = this.accept('?');
    const name = this.name();
    this.expect(':');
    return { optional, name, value: this.expression() };
  }

  private name(): string {
    const { kind, text } = this.token;
    if (kind !== 'identifier' || words.has(text)) this.unexpected();
    this.position++;
    return text;
  }

  private get token(): Token {
    return this.tokens[this.position] ?? { kind: 'end', text: '', at: 0 };
  }

  private next(): Token {
    const token = this.token;
    this.position++;
    return token;
  }

  private is(text: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === text;
  }

  private accept(text: string): boolean {
    const found = this.is(text);
    if (found) this.position++;
    return found;
  }

  private expect(text: string): void {
    if (!this.accept(text)) this.unexpected(` instead of "${text}"`);
  }

  private unexpected(more = ''): never {
    const { kind, text, at } = this.token;
    throw new CelError(`unexpected ${kind === 'end' ? 'end' : text}${more}`, at);
  }
}
