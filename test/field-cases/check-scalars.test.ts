// Scalars of YAML that are something else than they look like: one finding each, with what was written and what it became.
import { saidEach } from './run';

const reading = (text: string, became: string): string =>
  `kubectl reads ${text} as ${became}, kustomize and Flux as the text "${text}"`;
const number = (path: string, form?: string): string =>
  `${path}: must be of type string, is a number${form === undefined ? ' (write it in quotes: unquoted, YAML reads a number)' : `: ${form} (write it in quotes)`}`;
const boolean = (path: string, text: string, value: boolean): string =>
  `${path}: must be of type string, is a boolean: ${reading(text, `the boolean ${value}`)} (write it in quotes)`;

const label = (value: string): string =>
  `apiVersion: v1\nkind: Namespace\nmetadata: { name: NAME, labels: { a: ${value} } }\n`;
const cloudProfile = (version: string): string =>
  `apiVersion: core.gardener.cloud/v1beta1\nkind: CloudProfile\nmetadata: { name: NAME }\nspec: { type: foo, kubernetes: { versions: [{ version: ${version} }] }, machineTypes: [], machineImages: [], regions: [{ name: a }] }\n`;
const zone = (name: string): string =>
  `apiVersion: core.gardener.cloud/v1beta1\nkind: CloudProfile\nmetadata: { name: NAME }\nspec: { type: foo, kubernetes: { versions: [{ version: 1.34.1 }] }, machineTypes: [], machineImages: [], regions: [{ name: a, zones: [{ name: ${name} }] }] }\n`;
const binding = (key: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: NAME, namespace: default }\ndata: { ${key}: text }\n`;

const labelField = 'metadata.labels[a]';
const version = 'spec.kubernetes.versions[0].version';
const zoneName = 'spec.regions[0].zones[0].name';

const cases: readonly (readonly [text: string, ...said: string[]])[] = [
  [label('1'), number(labelField)],
  [label('1.10'), number(labelField, '1.10 is the number 1.1')],
  [label('1_000'), number(labelField, '1_000 is the number 1000')],
  [label('1e3'), number(labelField, '1e3 is the number 1000')],
  [label('0x10'), number(labelField, '0x10 is the number 16')],
  [label('0o17'), number(labelField, '0o17 is the number 15')],
  [label('+1'), number(labelField, '+1 is the number 1')],
  [label('yes'), boolean(labelField, 'yes', true)],
  [label('off'), boolean(labelField, 'off', false)],
  [label('true'), `${labelField}: must be of type string, is a boolean (write it in quotes: "true")`],
  [label('.inf'), 'metadata.labels.a: .inf is a number that JSON does not have (put it in quotes if it is a text)'],
  [
    label('2026-01-01'),
    'metadata.labels.a: kubectl reads 2026-01-01 as the text "2026-01-01", kustomize and Flux as the text "2026-01-01T00:00:00Z" (put it in quotes)',
  ],
  [label('~')],
  [label('12:30:45')],
  [label('1.34.2')],
  [label('"yes"')],
  [label('maybe')],
  [cloudProfile('1.30'), number(version, '1.30 is the number 1.3')],
  [
    cloudProfile('1.34'),
    `${version}: must be of type string, is a number (write it in quotes: unquoted, YAML reads a number and drops trailing zeros (1.30 has become 1.3))`,
  ],
  [zone('01'), number(zoneName, '01 is the number 1')],
  [zone('08'), number(zoneName, '08 is the number 8')],
  [zone('no'), boolean(zoneName, 'no', false)],
  [binding('on'), 'data.on: kubectl reads the key on as "true", kustomize and Flux as "on" (put the key in quotes)'],
  [binding('1'), 'data.1: kubectl reads the key 1 as "1", kustomize and Flux refuse it (put the key in quotes)'],
  [binding('"1"')],
];

describe('scalars of YAML', () => {
  it('that change their type are told once, with what was written', () => {
    const named = cases.map(([text, ...said], position) => ({
      name: `${position}: ${text}`,
      text: text.replace('NAME', `n${position}`),
      said,
    }));
    const texts = Object.fromEntries(named.map(({ name, text }) => [name, text]));
    expect(saidEach(/^(?:READ|SCHEMA)-/, texts)).toEqual(
      Object.fromEntries(named.map(({ name, said }) => [name, said])),
    );
  });
});
