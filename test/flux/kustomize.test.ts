import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { kubectl } from '../../tools/kubectl/binary';
import { readDocuments } from '../../lib/yaml/reader/documents';
import { mapsOf, textsOf, mapAt } from '../../lib/flux/plain';
import { writeDocument } from '../../lib/yaml/writer';

const found = kubectl();
if ('missing' in found) console.warn(`real kustomize is not tried: ${found.missing}`);
const describeWithKustomize = 'file' in found ? describe : describe.skip;

interface Built {
  readonly objects: readonly unknown[];
  readonly refusal: string;
}

function build(folder: string): Built {
  if ('missing' in found) throw new Error(found.missing);
  const { stdout, stderr, status } = spawnSync(found.file, ['kustomize', folder], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { objects: status === 0 ? valuesOf(stdout) : [], refusal: status === 0 ? '' : stderr };
}

function valuesOf(text: string): readonly unknown[] {
  return readDocuments(text).documents.map(({ value }) => value);
}

/** By identity, because kubectl prints them in an order of its own. */
function byIdentity(objects: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(
    objects.map(object => {
      const { apiVersion, kind, metadata } = object as {
        apiVersion: string;
        kind: string;
        metadata: { namespace?: string; name: string };
      };
      return [`${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`, object];
    }),
  );
}

const dist = path.join(__dirname, '..', '..', 'dist');

function unitFolders(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap(entry => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return unitFolders(full);
      return entry.name === 'kustomization.yaml' ? [folder] : [];
    })
    .sort();
}

function meantObjects(folder: string): readonly unknown[] {
  const [kustomization] = valuesOf(fs.readFileSync(path.join(folder, 'kustomization.yaml'), 'utf8'));
  const files = textsOf(mapAt(kustomization)['resources']);
  return files.flatMap(file => valuesOf(fs.readFileSync(path.join(folder, file), 'utf8')));
}

describeWithKustomize('every unit of dist/ under real kustomize', () => {
  it.each(unitFolders(dist).map(folder => path.relative(dist, folder)))('%s builds to exactly its objects', unit => {
    const meant = meantObjects(path.join(dist, unit));
    const { objects, refusal } = build(path.join(dist, unit));
    expect(refusal).toBe('');
    expect(objects).toHaveLength(meant.length);
    expect(byIdentity(objects)).toEqual(byIdentity(meant));
  });
});

const configMap = (name: string, rest = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: x\n${rest}`;

describeWithKustomize('what kustomize makes of', () => {
  let folder = '';
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-gardener-kustomize-'));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  function buildText(text: string): Built {
    fs.writeFileSync(path.join(folder, 'objects.yaml'), text);
    fs.writeFileSync(path.join(folder, 'kustomization.yaml'), writeDocument({ resources: ['objects.yaml'] }));
    return build(folder);
  }

  it('the same object twice: a refusal', () => {
    expect(buildText(`${configMap('a')}---\n${configMap('a')}`).refusal).toContain(
      'may not add resource with an already registered id',
    );
  });

  it('a local configuration: it is dropped without a word', () => {
    const local = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n    config.kubernetes.io/local-config: "true"\n`;
    expect(
      mapsOf(buildText(`${local}---\n${configMap('b')}`).objects).map(object => mapAt(object, 'metadata')['name']),
    ).toEqual(['b']);
  });

  it('a document that is no object: a refusal', () => {
    expect(buildText('foo: bar\n').refusal).toContain('missing Resource metadata');
  });

  it.each(['metadata: {}', 'metadata:\n  generateName: a-'])('an object with %j: a refusal', metadata => {
    expect(buildText(`apiVersion: v1\nkind: ConfigMap\n${metadata}\n`).refusal).toContain('missing metadata.name');
  });

  it('a key twice: a refusal', () => {
    expect(buildText(configMap('a', 'data: {}\ndata: {}\n')).refusal).toContain('already defined');
  });

  it('an anchor: the value that it stands for', () => {
    const { objects } = buildText(configMap('a', 'data:\n  one: &text hello\n  two: *text\n'));
    expect(mapAt(objects[0], 'data')).toEqual({ one: 'hello', two: 'hello' });
  });

  it('one object in two versions of its group: both, which the API server then takes for one', () => {
    const policy = (version: string): string =>
      `apiVersion: policy/${version}\nkind: PodDisruptionBudget\nmetadata:\n  name: a\n`;
    expect(buildText(`${policy('v1beta1')}---\n${policy('v1')}`).objects).toHaveLength(2);
  });
});
