import { judgeFiles, loud } from './tree';

const project = (name: string, spec = '{}'): string =>
  `apiVersion: core.gardener.cloud/v1beta1\nkind: Project\nmetadata:\n  name: ${name}\nspec: ${spec}\n`;

const rulesOf = (files: Parameters<typeof judgeFiles>[0]): string[] =>
  judgeFiles(files).findings.map(({ rule, origin }) => `${rule} ${origin?.file ?? ''}`);

describe('files of other tools', () => {
  test('templates of a chart, and what only becomes YAML, are named and left alone', () => {
    expect(
      rulesOf({
        'chart/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 0.1.0\n',
        'chart/templates/a.yaml': 'kind: {{ .Values.kind }}\n',
        'ansible/shoot.yaml': 'apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata:\n  name: {{ name }}\n',
        'jinja/x.yaml': '{% if a %}\nkind: Shoot\n{% endif %}\nb: {{ c }}\n',
      }),
    ).toEqual(
      [
        'READ-NO-OBJECT chart/Chart.yaml',
        'READ-TEMPLATE chart/templates/a.yaml',
        'READ-TEMPLATE ansible/shoot.yaml',
        'READ-TEMPLATE jinja/x.yaml',
      ].sort((a, b) => (a < b ? -1 : 1)),
    );
  });

  test('broken YAML with braces in a value is broken YAML', () => {
    expect(rulesOf({ 'a.yaml': 'a: "{{ x }}"\nb: [1\nc: 2\n' })).toEqual(['READ-SYNTAX a.yaml']);
  });

  test('a kind without apiVersion is an error for known kinds only', () => {
    expect(rulesOf({ 'a.yaml': 'kind: TestDefinition\nmetadata:\n  name: a\n' })).toEqual(['READ-NO-OBJECT a.yaml']);
    expect(rulesOf({ 'a.yaml': 'kind: Shoot\nmetadata:\n  name: a\n' })).toEqual(['READ-API-VERSION a.yaml']);
  });

  test('an apiVersion that a comment has swallowed is an error', () => {
    const [finding] = judgeFiles({
      'a.yaml': '# The shoot. apiVersion: core.gardener.cloud/v1beta1\nkind: Shoo\n',
    }).findings;
    expect(finding).toMatchObject({
      rule: 'READ-API-VERSION',
      fix: 'write apiVersion: core.gardener.cloud/v1beta1 on a line of its own',
    });
  });

  test("JSON without objects is nobody's business", () => {
    expect(rulesOf({ 'package.json': '{"name": "a"}', 'list.json': '[1, 2]' })).toEqual([]);
  });
});

describe('placeholders', () => {
  test('a value that somebody replaces later is not judged, and one notice says so', () => {
    const { findings } = judgeFiles({ 'a.yaml': project('<project-name>', '{ namespace: "<namespace>" }') });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['READ-PLACEHOLDER', 'notice']]);
  });

  test('everything else in the object is', () => {
    const { findings } = judgeFiles({ 'a.yaml': project('<project-name>', '{ namespac: garden-a }') });
    expect(loud(findings)).toEqual(['error SCHEMA-UNKNOWN-FIELD a.yaml:5 spec.namespac']);
  });

  test('base64(...) in a Secret stands for its value', () => {
    const { findings } = judgeFiles({
      'a.yaml': 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  namespace: b\ndata:\n  key: base64(value)\n',
    });
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('objects in objects', () => {
  test('the items of a List are objects, and their findings have their lines', () => {
    const { findings } = judgeFiles({
      'a.yaml': `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: core.gardener.cloud/v1beta1\n    kind: Project\n    metadata:\n      name: a\n    spec:\n      purpos: x\n`,
    });
    expect(loud(findings)).toEqual(['error SCHEMA-UNKNOWN-FIELD a.yaml:9 spec.purpos']);
  });

  test('an export of a live object is one warning', () => {
    const { findings } = judgeFiles({
      'a.yaml': `apiVersion: core.gardener.cloud/v1beta1\nkind: Project\nmetadata:\n  name: a\n  uid: x\n  generation: 3\n  creationTimestamp: "2026-01-01T00:00:00Z"\n  managedFields: []\nspec: {}\nstatus:\n  phase: Ready\n`,
    });
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      [
        'SCHEMA-SERVER-FIELDS',
        'the server owns status, metadata.uid, metadata.generation, metadata.managedFields, metadata.creationTimestamp',
      ],
    ]);
  });

  test('a SOPS file is judged by its keys', () => {
    const secret = (fields: string): string =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  namespace: b\n${fields}sops:\n  mac: ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\n  version: 3.9.0\n`;
    const encrypted = 'data:\n  key: ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\n';
    expect(judgeFiles({ 'a.yaml': secret(encrypted) }).findings).toEqual([]);
    expect(loud(judgeFiles({ 'a.yaml': secret(encrypted.replace('data:\n', 'dat:\n')) }).findings)).toEqual([
      'error SCHEMA-UNKNOWN-FIELD a.yaml:6 dat',
    ]);
  });
});

test('metadata of any shape stops nobody', () => {
  const odd = [
    'metadata: 3',
    'metadata: []',
    'metadata:\n  name: {a: 1}',
    'metadata:\n  name: a\n  labels: [x]\n  annotations: {a: 1}',
  ];
  for (const metadata of odd)
    for (const head of [
      'apiVersion: v1\nkind: ConfigMap',
      'apiVersion: x.example.org/v1\nkind: Odd',
      'apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot',
    ]) {
      const { findings } = judgeFiles({ 'a.yaml': `${head}\n${metadata}\n` });
      expect(findings.filter(({ rule }) => rule === 'RULE-FAILED')).toEqual([]);
    }
});
