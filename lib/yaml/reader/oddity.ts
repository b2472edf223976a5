import { numberText } from '../scalar-style';
import { integerValue } from './number';
import { differentReadings, type Scalar } from './plain-scalar';
import type { Finding } from './problems';

/** Characters of a value that a message shows. */
const longestShown = 40;

/** What is odd about an unquoted scalar, given the value that kubectl reads; undefined for most. */
export function oddity(text: string, value: Scalar): Finding | undefined {
  if (typeof value === 'number') return oddNumber(text, value);
  const readings = differentReadings(text, value);
  if (readings === undefined) return undefined;
  return {
    code: 'readers-differ',
    message: `kubectl reads ${short(text)} as ${shown(readings.kubectl)}, kustomize and Flux as ${shown(readings.kustomize)}`,
    discreet: 'kubectl reads another value than kustomize and Flux',
    fix: typeof value === 'boolean' ? 'put it in quotes, or write true or false' : 'put it in quotes',
    readings,
  };
}

function oddNumber(text: string, value: number): Finding | undefined {
  if (!Number.isFinite(value)) {
    return {
      code: 'not-finite',
      message: `${short(text)} is a number that JSON does not have`,
      fix: 'put it in quotes if it is a text',
      refusedBy: 'everyone',
    };
  }
  if (!Number.isSafeInteger(value) && integerValue(text) !== undefined) {
    return {
      code: 'precision',
      message: `${short(text)} is beyond 2^53: tools that hold numbers in floating point change it`,
      discreet: 'an integer beyond 2^53: tools that hold numbers in floating point change it',
      fix: 'put it in quotes if it is a text',
    };
  }
  if (numberText(value) === text) return undefined;
  return {
    code: 'number-form',
    message: `${short(text)} is the number ${value}`,
    discreet: 'the text is a number in a form that JSON does not have',
    fix: 'put it in quotes if it is a text',
  };
}

function shown(value: Scalar): string {
  return typeof value === 'string' ? `the text "${short(value)}"` : `the ${typeof value} ${value}`;
}

function short(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}...` : text;
}
