import * as fc from 'fast-check';

/** Texts that some reader of YAML takes for something else, or for the end of something. */
export const nastyTexts: readonly string[] = [
  // words and numbers of all versions of YAML
  ...['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null'].flatMap(word => [
    word,
    word.toUpperCase(),
    word.charAt(0).toUpperCase() + word.slice(1),
  ]),
  ...['', '~', '<<', '=', '.inf', '-.Inf', '+.INF', '.nan', '.NaN', 'Infinity', 'NaN', 'undefined', 'yes sir', 'true '],
  ...[
    '0',
    '-0',
    '+1',
    '00',
    '08',
    '0644',
    '0o10',
    '-0o7',
    '0x1F',
    '-0x1f',
    '0X1F',
    '0b11',
    '0B11',
    '0b+1',
    '1_000',
    '_1',
  ],
  ...[
    '1e3',
    '1E3',
    '1.e+3',
    '.5',
    '5.',
    '+.5',
    '1.0',
    '1.30',
    '12e03',
    '1e1000',
    '32_e3',
    '685.230_15e+03',
    '9007199254740993',
  ],
  ...[
    '1:30',
    '12:30:45',
    '190:20:30.15',
    '220000+0100',
    '2001-12-14',
    '2001-12-14t21:59:43.10-05:00',
    '2001-12-14 21:59:43',
  ],
  ...[
    '1.2.3',
    'v1.33.4',
    '10.0.0.0/8',
    '2001:db8::/32',
    '::',
    '::1',
    '10Gi',
    '5m',
    '1h0m0s',
    '00 20 * * 1,2,3,4,5',
    '* * * * *',
  ],
  // what YAML is written with
  ...[
    '-',
    '- a',
    '--',
    '---',
    '--- a',
    '...',
    '? a',
    '?',
    ': a',
    'a:',
    'a: b',
    'a:b',
    'a :b',
    'a #b',
    'a#b',
    '#a',
    '&a',
    '*a',
  ],
  ...[
    '!a',
    '!!str a',
    '%a',
    '@a',
    '`a',
    '|',
    '>-',
    '{a',
    '{}',
    '[a',
    '[]',
    'a]',
    ',a',
    'a,b',
    '"a',
    "'a'",
    "a'b",
    'a"b',
    '\\',
  ],
  ...[
    '{{ x }}',
    '${x}',
    '$(x)',
    '$$',
    'key: |\n  text',
    '"a": 1',
    '%YAML 1.1',
    '%YAML 1.1\n---\n',
    '@daily',
    'a: b: c',
  ],
  // blanks and line breaks
  ...[
    ' ',
    '  ',
    ' a',
    'a ',
    'a  b',
    '\t',
    '\ta',
    'a\t',
    'a\tb',
    '\n',
    '\n\n',
    ' \n',
    '\t\n',
    '\na',
    'a\n',
    'a\n\n',
    'a\nb',
    'a\n\nb\n',
  ],
  ...[
    'a\n  b\n',
    '  a\nb',
    'a \nb\n',
    'a\t\nb\n',
    'a\n \nb',
    'a\n\tb\n',
    'a\n\t\n',
    'a\r\nb\r\n',
    'a\rb',
    '\r',
    'a\n---\nb',
    'a\n...\n',
  ],
  ...[
    '#!/bin/sh\nset -e\n\techo hi\n',
    'a\n# b\n',
    '- a\n- b',
    'a: 1\nb: 2\n',
    `${'word '.repeat(60)}\n`,
    'x'.repeat(300),
  ],
  ...['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'],
  // characters
  ...[
    '\u00a0',
    'a\u00a0b',
    '\ufeff',
    'a\ufeffb',
    '\u200b',
    '\u2028',
    'a\u2029b',
    '\u202e',
    '\u2066',
    '\u00ad',
    '\ufffd',
    '\ue000',
  ],
  ...[
    '\0',
    'a\0b',
    '\u001b[0m',
    '\u0001',
    'é',
    'straße',
    '日本',
    '😀',
    '\u{10ffff}',
    '\u{e0001}',
    'e\u0301',
    '\u0660',
    'ﬀ',
  ],
];

/** Characters that only kubectl carries: what `findUnwritable` calls changed. */
export const kubectlOnlyTexts: readonly string[] = ['\u007f', '\u0080', 'a\u0085b', '\u009f', '\ufffe', '\uffff'];

const alphabet = 'ab01yYnN :-_.,/#|>"\'\\{}[]&*!%@`?=~<+$()\t\n\r\u00a0\u2028é😀'.match(/./gsu) ?? [];

/** Any text that every reader carries: nasty ones, mixtures of them, and texts of characters that mean something to YAML. */
export function texts(): fc.Arbitrary<string> {
  const nasty = fc.constantFrom(...nastyTexts);
  return fc.oneof(
    { weight: 3, arbitrary: nasty },
    { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 14 }) },
    { weight: 1, arbitrary: fc.tuple(nasty, fc.constantFrom('', ' ', '\n', ': '), nasty).map(parts => parts.join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
    { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  );
}

/** Numbers as JSON has them. */
export function numbers(): fc.Arbitrary<number> {
  const doubles = fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0);
  return fc.oneof(fc.integer(), fc.maxSafeInteger(), doubles, fc.constantFrom(0, 1e21, 1e-7, 0.1, 2 ** 60, -1e300));
}

/** Any value that a field of an object can have; null only in lists, since maps leave it out. */
export function values(): fc.Arbitrary<unknown> {
  const { value } = fc.letrec<{ value: unknown }>(tie => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      texts(),
      numbers(),
      fc.boolean(),
      fc.array(fc.oneof({ weight: 9, arbitrary: tie('value') }, { weight: 1, arbitrary: fc.constant(null) }), {
        maxLength: 4,
      }),
      fields(tie('value')),
    ),
  }));
  return value;
}

/** A map with any keys that every reader carries. */
export function fields(value: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  const keys = fc.oneof({ weight: 30, arbitrary: texts() }, fc.constant('__proto__')).filter(key => key !== '<<');
  return fc
    .uniqueArray(fc.tuple(keys, value), { maxLength: 5, selector: ([key]) => key })
    .map(entries => Object.fromEntries(entries) as Record<string, unknown>);
}

/** Unquoted scalars in which go-yaml may see something: mostly numbers, dates and words that nearly are some. */
export function plainScalars(): fc.Arbitrary<string> {
  const from = (characters: string, maxLength: number): fc.Arbitrary<string> =>
    fc.string({ unit: fc.constantFrom(...characters.split('')), maxLength });
  const date = fc
    .tuple(
      fc.constantFrom('2001', '1900', '0000', '9999', '201'),
      fc.constantFrom('1', '02', '2', '12', '13', '00'),
      fc.constantFrom('1', '28', '29', '31', '32', '0'),
      fc.constantFrom('', 'T', 't', ' ', '  '),
      fc.constantFrom('', '1:2:3', '23:59:59', '24:00:00', '1:2', '01:02:03.50', '01:02:03,5', '1:2:3.', '1:60:0'),
      fc.constantFrom('', 'Z', 'z', '+01:00', '-05:30', '+1:00', '+00:00', ' Z'),
    )
    .map(([year, month, day, ...rest]) => `${year}-${month}-${day}${rest.join('')}`);
  const number = fc
    .tuple(
      fc.constantFrom('', '-', '+'),
      fc.constantFrom('0x', '0b', '0o', '0', '', '0X', '0B', '0O', '.', '9', '1'),
      from('0123456701__89abcdefABCDEF+-.eE', 24),
    )
    .map(parts => parts.join(''));
  const word = fc
    .tuple(
      fc.constantFrom('y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'inf', '~'),
      fc.nat({ max: 31 }),
    )
    .map(([name, capitals]) =>
      name
        .split('')
        .map((c, i) => ((capitals >> i) & 1 ? c.toUpperCase() : c))
        .join(''),
    );
  return fc
    .oneof(
      number,
      number,
      date,
      word,
      from('01234567890123456789+-._eExXoObBaAfF:tTzZ ', 10),
      from('abyYnNtTfFoO019_.~<=/@', 6),
    )
    .filter(isPlainScalar);
}

/** Whether a text can stand unquoted behind `- `, and JSON has its value. */
export function isPlainScalar(text: string): boolean {
  if (text === '' || text.trim() !== text || / #|: |:$|^[-?:](?: |$)|^---/.test(text)) return false;
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(text)) return false;
  return !/^[@`%&*!|>'"{}[\],#]/.test(text) && !/^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/.test(text);
}
