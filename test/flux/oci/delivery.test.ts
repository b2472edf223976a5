// From constructs to the bytes that source-controller unpacks.
import { gunzipSync } from 'node:zlib';
import { loadAll } from 'js-yaml';
import { Chart } from 'cdk8s';
import type { KubernetesObject } from '../../../lib/core/object';
import { FluxBootstrap, oci } from '../../../lib/flux';
import { ociLayout, type OciLayout } from '../../../lib/flux/oci/layout';
import { readTar } from '../../../lib/flux/oci/tar-reader';
import { mapAt, textOf } from '../../../lib/flux/plain';
import { configMap, render } from '../../synth/tree';
import { delivered, fleet } from '../landscapes';

const source = oci({ url: 'oci://registry.example.org/fleet', tag: 'main', secretName: 'registry' });

/** A landscape whose shoot hooks itself up, packed as `package` does it. */
function packed(): { readonly layout: OciLayout; readonly files: ReadonlyMap<string, string> } {
  const { root, shoot } = fleet();
  new FluxBootstrap(shoot, 'flux', { source: oci({ url: source.url, tag: 'main' }) });
  configMap(new Chart(shoot.cluster, 'shop'), 'a');
  delivered(root, { source });
  const { text } = render(root);
  const rendered = [...text].map(([path, content]) => ({ path: `dist/${path}`, content: Buffer.from(content) }));
  const layout = ociLayout(rendered);
  return { layout, files: unpacked(layout) };
}

/** What lies in the layer that the manifest of the layout names. */
function unpacked({ files, digest }: OciLayout): ReadonlyMap<string, string> {
  const blob = (name: string): Buffer => Buffer.from(files.get(`blobs/${name.replace(':', '/')}`) ?? []);
  const { layers } = JSON.parse(blob(digest).toString()) as { layers: readonly { digest: string }[] };
  const archive = gunzipSync(blob(layers[0]?.digest ?? ''));
  return new Map(readTar(archive, 'layer').map(({ path, content }) => [path, Buffer.from(content).toString()]));
}

describe('a landscape that is delivered as an artifact', () => {
  const { layout, files } = packed();
  const objects = [...files]
    .filter(([path]) => path.endsWith('.yaml') && !path.endsWith('kustomization.yaml'))
    .flatMap(([path, text]) => (loadAll(text) as KubernetesObject[]).map(object => ({ path, object })));
  const units = objects.filter(
    ({ object }) => object.kind === 'Kustomization' && object.apiVersion.startsWith('kustomize.toolkit'),
  );

  it('has Flux Kustomizations whose source is in the same cluster, and whose folder is in the artifact', () => {
    expect(units.length).toBeGreaterThan(4);
    for (const { path, object } of units) {
      const { kind, name } = mapAt(object, 'spec', 'sourceRef');
      const folder = textOf(mapAt(object, 'spec')['path']).replace('./', '');
      const neighbors = objects.filter(other => other.path.startsWith(path.replace(/[^/]+$/, '')));
      expect(neighbors.map(({ object: { kind: of, metadata } }) => `${of} ${metadata.name ?? ''}`)).toContain(
        `OCIRepository ${textOf(name)}`,
      );
      expect(kind).toBe('OCIRepository');
      expect([...files.keys()]).toContain(`${folder}/kustomization.yaml`);
    }
  });

  it('says in the bootstrap of the shoot what lies in the artifact for it', () => {
    const shoot = objects.find(({ object }) => object.kind === 'Shoot')?.object;
    const [extension] = mapAt(shoot, 'spec')['extensions'] as readonly object[];
    const config = mapAt(extension, 'providerConfig');
    const repository = objects.find(
      ({ path, object }) => object.kind === 'OCIRepository' && path.includes('/shoots/dev/rose/'),
    )?.object;
    expect(mapAt(config, 'source', 'template')).toEqual(repository);
    expect(mapAt(config, 'kustomization', 'template', 'spec')['path']).toBe('./dist/fleet/shoots/dev/rose/flux-system');
  });

  it('holds neither predictions nor reports, and is the same artifact when it is made again', () => {
    expect([...files.keys()].filter(path => /\/(preview|reports)\/|\.synth\.json$/.test(path))).toEqual([]);
    expect(packed().layout.digest).toBe(layout.digest);
  });
});
