import { Chart, JsonPatch } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { attachFinish } from '../../lib/synth/attachments';
import { configMap, landscape, render } from './tree';

describe('a landscape that is finished', () => {
  it('shows the tree after everything that constructs added, with the objects that entries are made of', () => {
    const root = landscape();
    const chart = new Chart(root, 'unit');
    const seen: string[] = [];
    root.whenFinished(({ view, apiObjectOf }) => {
      for (const entry of view.objects) seen.push(`${entry.unit} ${apiObjectOf(entry).name}`);
    });
    root.whenComplete(() => configMap(chart, 'later'));
    configMap(chart, 'first');
    render(root);
    expect(seen).toEqual(['unit first', 'unit later']);
  });

  it('knows which units come after which by the dependencies of constructs', () => {
    const root = landscape();
    const [a, b] = [new Chart(root, 'a'), new Chart(root, 'b')];
    configMap(a, 'x');
    configMap(b, 'y').node.addDependency(a);
    let pairs: unknown;
    root.whenFinished(tree => {
      pairs = tree.unitDependencies();
    });
    render(root);
    expect(pairs).toEqual([
      [
        { cluster: 'runtime', unit: 'b' },
        { cluster: 'runtime', unit: 'a' },
      ],
    ]);
  });

  it('lets the last change of an object come after patches and before the checks', () => {
    const root = landscape();
    const object = configMap(new Chart(root, 'unit'), 'a');
    object.addJsonPatch(JsonPatch.add('/data/patched', 'yes'));
    attachFinish(object, plain => ({ ...plain, data: { ...(plain['data'] as object), last: 1 } }));
    const { text, findings } = render(root);
    expect(loadAll(text.get('test/runtime/unit/unit.yaml') ?? '')).toMatchObject([
      { data: { key: 'value', patched: 'yes', last: 1 } },
    ]);
    expect(findings.map(({ path }) => path)).toContain('data[last]');
  });
});
