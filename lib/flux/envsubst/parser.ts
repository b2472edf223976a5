import type { ByteText } from './bytes';
import { Scanner, type Accept, type Mode } from './scanner';

/** A piece of a template. */
export type Node = ByteText | Substitution;

/** `${name}`, or with an operator and its arguments. */
export interface Substitution {
  readonly name: ByteText;
  /** Empty when there is none. */
  readonly operator: string;
  readonly args: readonly Node[];
}

/** Why a text cannot be evaluated, in the words of upstream. */
export class SubstitutionError extends Error {}

/** Source: fluxcd/pkg:envsubst/parse/parse.go */
const problems = {
  substitution: 'bad substitution',
  brace: 'missing closing brace',
  name: 'unable to parse variable name',
  argument: 'unable to parse substitution within function',
  default: 'unable to parse default function',
} as const;

const letterOrDigit = /^[\p{L}\p{Nd}_]$/u;
const isIdentifier: Accept = char => letterOrDigit.test(char);
const upTo =
  (...ends: string[]): Accept =>
  char =>
    !ends.includes(char);
const sequence =
  (...places: string[]): Accept =>
  (char, offset) =>
    places[offset - 1]?.includes(char) === true;

const anyText: Mode = { accept: () => true, text: true, open: true, escapes: true };
const identifier: Mode = { accept: isIdentifier, text: true };
const closing: Mode = { accept: isIdentifier, close: true };
const argument = (accept: Accept, escapes = false): Mode => ({ accept, text: true, open: true, escapes });

/** Operators of one or two characters. */
const operators = {
  default: { accept: sequence(':', '=-?+'), text: true },
  assign: { accept: sequence('='), text: true },
  casing: { accept: sequence(',^', ',^'), text: true },
  replace: { accept: sequence('/', '/#%'), text: true },
  prefix: { accept: sequence('#', '#'), text: true },
  suffix: { accept: sequence('%', '%'), text: true },
  length: { accept: sequence('#'), text: true },
  substring: { accept: sequence(':'), text: true },
} satisfies Record<string, Mode>;

/** Reads a template; nothing is evaluated yet. @throws SubstitutionError */
export function parseTemplate(text: ByteText): Node[] {
  return new Parser(text).template();
}

class Parser {
  private readonly scanner: Scanner;

  constructor(text: ByteText) {
    this.scanner = new Scanner(text);
  }

  template(): Node[] {
    const nodes: Node[] = [];
    for (;;) {
      this.scanner.backslashes = false;
      const token = this.scanner.scan(anyText);
      if (token === 'end') return nodes;
      if (token === 'text') nodes.push(this.scanner.text());
      else nodes.push(this.substitution());
    }
  }

  private substitution(): Substitution {
    this.scanner.backslashes = true;
    if (this.scanner.peek() === '#') return this.length();
    const name = this.expect(identifier, problems.name);
    switch (this.scanner.peek()) {
      case ':':
        return this.afterColon(name);
      case '=':
        return this.withDefault(name);
      case ',':
      case '^':
        return this.closed({ name, operator: this.expect(operators.casing), args: [] });
      case '/':
        return this.replacement(name);
      case '#':
        return this.removal(name, operators.prefix);
      case '%':
        return this.removal(name, operators.suffix);
      default:
        if (this.scanner.scan(closing) !== 'close') throw new SubstitutionError(problems.brace);
        return { name, operator: '', args: [] };
    }
  }

  private length(): Substitution {
    const operator = this.expect(operators.length);
    return this.closed({ name: this.expect(identifier), operator, args: [] });
  }

  private afterColon(name: ByteText): Substitution {
    this.scanner.read();
    const next = this.scanner.peek();
    // goes back by the width of the character that was looked at, not of the colon: so does upstream
    this.scanner.unread();
    return next !== '' && '=-?+'.includes(next) ? this.withDefault(name) : this.substring(name);
  }

  private withDefault(name: ByteText): Substitution {
    const mode = this.scanner.peek() === '=' ? operators.assign : operators.default;
    const operator = this.expect(mode, problems.default);
    const args: Node[] = [];
    while (this.scanner.peek() !== '}') args.push(this.argument(argument(upTo('}'))));
    return this.closed({ name, operator, args });
  }

  private substring(name: ByteText): Substitution {
    const operator = this.expect(operators.substring);
    const args = [this.argument(argument(upTo(':', '}')))];
    const token = this.scanner.scan({ accept: char => char === ':', text: true, close: true });
    if (token === 'close') return { name, operator, args };
    if (token !== 'text') throw new SubstitutionError(problems.substitution);
    args.push(this.argument(argument(upTo('}'))));
    return this.closed({ name, operator, args });
  }

  private removal(name: ByteText, mode: Mode): Substitution {
    const operator = this.expect(mode);
    return this.closed({ name, operator, args: [this.argument(argument(upTo('}')))] });
  }

  private replacement(name: ByteText): Substitution {
    const operator = this.expect(operators.replace);
    const args = [this.argument(argument(upTo('/'), true))];
    this.expect({ accept: char => char === '/', text: true });
    if (this.scanner.peek() !== '}') args.push(this.argument(argument(upTo('}'), true)));
    return this.closed({ name, operator, args });
  }

  private argument(mode: Mode): Node {
    const token = this.scanner.scan(mode);
    if (token === 'open') return this.substitution();
    if (token === 'text') return this.scanner.text();
    throw new SubstitutionError(problems.argument);
  }

  private expect(mode: Mode, problem: string = problems.substitution): ByteText {
    if (this.scanner.scan(mode) !== 'text') throw new SubstitutionError(problem);
    return this.scanner.text();
  }

  private closed(substitution: Substitution): Substitution {
    if (this.scanner.scan(closing) !== 'close') throw new SubstitutionError(problems.substitution);
    return substitution;
  }
}
