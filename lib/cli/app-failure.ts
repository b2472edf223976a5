import { inspect } from 'node:util';
import { placesIn } from '../synth/origin';

const hints: readonly (readonly [RegExp, string])[] = [
  [
    /^cannot find a parent chart/,
    'an object belongs into a Unit, for example landscape.runtime.unit("web"), or into a Chart',
  ],
  [/^There is already a Construct with name/, 'give one of the two another id'],
];

/**
 * What an app has thrown, with the places in the app that led there: the frames of Node, of the construct libraries and of this package say
 * nothing about the mistake.
 *
 * @param file the app, as it is shown
 */
export function appFailure(file: string, error: unknown): string {
  if (!(error instanceof Error)) return `${file} failed: ${inspect(error)}\n`;
  // what loaded the file that failed is no part of the app
  const [stack = ''] = (error.stack ?? '').split(/\n.*\bnode:internal\/modules/);
  const places = [...placesIn(stack.slice(stack.indexOf('\n    at ')))];
  if (places.length === 0) return `${file} failed: ${inspect(error)}\n`;
  const hint = hints.find(([message]) => message.test(error.message))?.[1];
  const lines = [
    `${file} failed: ${String(error)}`,
    ...places.map(place => `    at ${place.file}:${place.line ?? 1}:${place.column ?? 1}`),
  ];
  return [...lines, ...(hint === undefined ? [] : [`    fix: ${hint}`]), ''].join('\n');
}
