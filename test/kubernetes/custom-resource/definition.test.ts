import { customResourceKinds } from '../../../lib/kubernetes/custom-resource/kinds';
import { judged } from '../judged';

const findings = judged(customResourceKinds);
const schema = {
  openAPIV3Schema: {
    type: 'object',
    properties: { spec: { type: 'object', properties: { color: { type: 'string' } } } },
  },
};
const v1 = { name: 'v1', served: true, storage: true, schema };
const sound = {
  group: 'example.org',
  scope: 'Namespaced',
  names: { plural: 'ponds', kind: 'Pond' },
  versions: [v1],
};

const definitionOf = (spec: object, metadata: object = {}): object => ({
  metadata: { name: 'ponds.example.org', ...metadata },
  spec: { ...sound, ...spec },
});
const definition = (spec: object, metadata?: object): readonly string[] =>
  findings('CustomResourceDefinition', definitionOf(spec, metadata));
const version = (fields: object): readonly string[] => definition({ versions: [{ ...v1, ...fields }] });

// verdicts and paths are those of kube-apiserver 1.36.3, whose own names of fields (spec.validation) are those of the manifest here
describe('a CustomResourceDefinition', () => {
  test('is named by its plural and its group', () => {
    expect(definition({})).toEqual([]);
    expect(definition({}, { name: 'pond.example.org' })).toEqual(['CRD-NAME invalid metadata.name']);
    expect(definition({ group: 'example' }, { name: 'ponds.example' })).toEqual(['CRD-GROUP invalid spec.group']);
  });

  test('has names that are labels, of which the API server makes up two', () => {
    const names = (fields: object): readonly string[] => definition({ names: { ...sound.names, ...fields } });
    expect(names({ singular: '', listKind: '' })).toEqual([]);
    expect(names({ kind: '' })).toEqual([
      'CRD-NAMES required spec.names.singular',
      'CRD-NAMES required spec.names.kind',
      'CRD-NAMES required spec.names.listKind',
    ]);
    expect(names({ kind: 'A.b', shortNames: ['p', 'P'], categories: ['-'] })).toEqual([
      'CRD-NAMES invalid spec.names.singular',
      'CRD-NAMES invalid spec.names.kind',
      'CRD-NAMES invalid spec.names.listKind',
      'CRD-NAMES invalid spec.names.shortNames[1]',
      'CRD-NAMES invalid spec.names.categories[0]',
    ]);
    expect(names({ listKind: 'Pond' })).toEqual(['CRD-NAMES invalid spec.names.listKind']);
  });

  test('is approved where its group belongs to the community', () => {
    const approved = (approval?: string): readonly string[] =>
      definition(
        { group: 'pond.k8s.io' },
        {
          name: 'ponds.pond.k8s.io',
          annotations: approval === undefined ? {} : { 'api-approved.kubernetes.io': approval },
        },
      );
    const path = 'metadata.annotations[api-approved.kubernetes.io]';
    expect(approved('https://github.com/kubernetes/enhancements/pull/1')).toEqual([]);
    expect(approved('unapproved, a test')).toEqual([]);
    expect(approved('yes')).toEqual([`CRD-APPROVAL invalid ${path}`]);
    expect(approved('/x')).toEqual([`CRD-APPROVAL invalid ${path}`]);
    expect(approved()).toEqual([`CRD-APPROVAL required ${path}`]);
  });

  test('stores one of its versions, which have names of their own', () => {
    expect(definition({ versions: [] })).toEqual(['CRD-STORAGE invalid spec.versions']);
    expect(definition({ versions: [v1, v1] })).toEqual([
      'CRD-VERSIONS invalid spec.versions',
      'CRD-STORAGE invalid spec.versions',
    ]);
    expect(version({ name: 'v1.0' })).toEqual(['CRD-VERSION-NAME invalid spec.versions[0].name']);
    expect(version({ schema: undefined })).toEqual([
      'CRD-SCHEMA-MISSING required spec.versions[0].schema.openAPIV3Schema',
    ]);
  });

  test('warns of deprecated versions alone, in a printable line', () => {
    const path = 'spec.versions[0].deprecationWarning';
    expect(version({ deprecated: true, deprecationWarning: 'use v2' })).toEqual([]);
    expect(version({ deprecationWarning: 'use v2' })).toEqual([`CRD-DEPRECATION invalid ${path}`]);
    for (const deprecationWarning of ['', 'a\nb', 'é'.repeat(129), '\u00a0'])
      expect(version({ deprecated: true, deprecationWarning })).toEqual([`CRD-DEPRECATION invalid ${path}`]);
  });

  test('converts by a webhook that it describes, or not at all', () => {
    const at = 'spec.conversion.webhook';
    const clientConfig = { service: { name: 'a', namespace: 'b' } };
    const conversion = (fields: object): readonly string[] => definition({ conversion: fields });
    expect(conversion({ strategy: 'None', webhook: {} })).toEqual([]);
    expect(conversion({})).toEqual(['CRD-CONVERSION required spec.conversion.strategy']);
    expect(conversion({ strategy: 'None', webhook: { clientConfig, conversionReviewVersions: ['v1'] } })).toEqual([
      `CRD-CONVERSION-WEBHOOK forbidden ${at}.clientConfig`,
      `CRD-CONVERSION-WEBHOOK forbidden ${at}.conversionReviewVersions`,
    ]);
    expect(conversion({ strategy: 'Webhook' })).toEqual([
      `CRD-CONVERSION-WEBHOOK required ${at}.clientConfig`,
      `CRD-CONVERSION-REVIEW required ${at}.conversionReviewVersions`,
    ]);
    expect(
      conversion({ strategy: 'Webhook', webhook: { clientConfig, conversionReviewVersions: ['x', 'x'] } }),
    ).toEqual([
      `CRD-CONVERSION-REVIEW invalid ${at}.conversionReviewVersions[1]`,
      `CRD-CONVERSION-REVIEW invalid ${at}.conversionReviewVersions`,
    ]);
  });

  test('leads to numbers and columns by paths with a dot', () => {
    const at = 'spec.versions[0]';
    const scale = { specReplicasPath: '.status.a', statusReplicasPath: '.status.b', labelSelectorPath: 'spec.c' };
    expect(version({ subresources: { scale } })).toEqual([
      `CRD-SCALE invalid ${at}.subresources.scale.specReplicasPath`,
      `CRD-SCALE invalid ${at}.subresources.scale.labelSelectorPath`,
    ]);
    const column = { name: '', type: 'int', format: 'x', jsonPath: 'spec' };
    expect(version({ additionalPrinterColumns: [column] })).toEqual(
      ['required name', 'invalid type', 'invalid format', 'invalid jsonPath'].map(text => {
        const [type, field] = text.split(' ');
        return `CRD-COLUMN ${type} ${at}.additionalPrinterColumns[0].${field}`;
      }),
    );
  });

  test('selects by scalar fields of its schema', () => {
    const at = 'spec.versions[0].selectableFields';
    const selects = (...paths: string[]): readonly string[] =>
      version({ selectableFields: paths.map(jsonPath => ({ jsonPath })) });
    expect(selects('.spec.color')).toEqual([]);
    expect(selects('.spec.color', '.spec.color', '.spec', 'spec', '', ".spec['color']")).toEqual([
      `CRD-SELECTABLE-FIELD-TWICE duplicate ${at}[1].jsonPath`,
      `CRD-SELECTABLE-FIELD invalid ${at}[2].jsonPath`,
      `CRD-SELECTABLE-FIELD invalid ${at}[3].jsonPath`,
      `CRD-SELECTABLE-FIELD required ${at}[4].jsonPath`,
      `CRD-SELECTABLE-FIELD invalid ${at}[5].jsonPath`,
    ]);
  });

  test('has equal selectable fields for equal schemas, and different ones for different schemas', () => {
    const fields = [{ jsonPath: '.spec.color' }];
    const other = {
      openAPIV3Schema: {
        type: 'object',
        properties: { spec: schema.openAPIV3Schema.properties.spec, x: { type: 'string' } },
      },
    };
    const versions = (a: object, b: object): readonly string[] =>
      definition({
        versions: [
          { ...v1, ...a },
          { ...v1, name: 'v2', storage: false, ...b },
        ],
      });
    expect(versions({ selectableFields: fields }, { selectableFields: fields })).toEqual([]);
    expect(versions({ selectableFields: fields }, {})).toEqual([
      'CRD-SELECTABLE-FIELDS-SCHEMA invalid spec.versions[0].selectableFields',
    ]);
    expect(versions({ selectableFields: fields }, { schema: other })).toEqual([]);
    expect(versions({ selectableFields: fields }, { schema: other, selectableFields: fields })).toEqual([
      'CRD-SELECTABLE-FIELDS-SCHEMA invalid spec.versions[0].selectableFields',
    ]);
  });
});

describe('a change of a CustomResourceDefinition', () => {
  const change = (next: object, old: object = {}): readonly string[] =>
    findings('CustomResourceDefinition', definitionOf(next), definitionOf(old));

  test('leaves scope, kind and group as they are', () => {
    expect(change({ scope: 'Cluster', names: { plural: 'lakes', kind: 'Lake' }, group: 'example.com' })).toEqual([
      'CRD-IMMUTABLE invalid spec.scope',
      'CRD-IMMUTABLE invalid spec.group',
      'CRD-IMMUTABLE invalid spec.names.kind',
      'CRD-IMMUTABLE invalid spec.names.plural',
    ]);
    expect(change({ names: { ...sound.names, shortNames: ['po'] } })).toEqual([]);
  });

  test('keeps the versions in which objects are stored', () => {
    const v2 = { ...v1, name: 'v2' };
    const unstored = { ...v1, storage: false };
    expect(change({ versions: [v2] })).toEqual(['CRD-STORED-VERSION invalid spec.versions']);
    expect(change({ versions: [unstored, v2] })).toEqual([]);
    expect(change({ versions: [v2] }, { versions: [unstored, v2] })).toEqual([]);
  });
});
