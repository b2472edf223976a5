import { integerValue } from './number';
import { differentReadings, resolvePlain } from './plain-scalar';

const greatestSigned = 2n ** 63n - 1n;

/** What kubectl makes of an unquoted key, which JSON wants to be a text. */
export interface PlainKey {
  /** Absent where kubectl refuses it. */
  readonly text?: string;
  /** kustomize's reading; absent where it refuses it. */
  readonly kustomize?: string;
}

/** Both readings of an unquoted key; undefined where the key is text for both. Source: sigs.k8s.io/yaml v1.6.0 yaml.go. */
export function plainKey(text: string): PlainKey | undefined {
  const value = resolvePlain(text);
  const readings = differentReadings(text, value);
  if (typeof value === 'string') return readings === undefined ? undefined : { text: value };
  if (typeof value === 'boolean') return { text: String(value), ...(readings && { kustomize: text }) };
  if (value === null) return {};
  const integer = integerValue(text);
  if (integer === undefined) return { text: value === 0 && text.startsWith('-') ? '-0' : singleFloatText(value) };
  return integer > greatestSigned ? {} : { text: String(integer) };
}

/** A number as Go writes it with 32 bits of precision and format `g`: the shortest text that reads back. */
function singleFloatText(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single < 0 ? '-.inf' : '.inf';
  let digits = 1;
  while (Math.fround(Number(single.toExponential(digits - 1))) !== single) digits++;
  const [mantissa = '', power = ''] = single.toExponential(digits - 1).split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return single.toFixed(Math.max(0, digits - 1 - exponent));
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
