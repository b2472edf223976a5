import { ApiObject, Chart, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { Landscape, type LandscapeProps } from '../../lib/landscape/landscape';
import { MemorySink } from '../../lib/synth/output/sink';
import type { Synthesis } from '../../lib/synth/synthesis';

/** A landscape without topics of its own, for tests of the machinery. */
export function landscape(props: Partial<LandscapeProps> = {}): Landscape {
  return new Landscape({ name: 'test', gardener: '1.150.0', domain: 'example.org', ...props });
}

/** A ConfigMap below a construct. */
export function configMap(
  scope: Construct,
  name: string,
  props: Partial<ApiObjectProps> & Record<string, unknown> = {},
): ApiObject {
  return new ApiObject(scope, name, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'test' },
    data: { key: 'value' },
    ...props,
  });
}

/** A chart with as many ConfigMaps, named after it. */
export function chartOf(scope: Construct, id: string, count: number): Chart {
  const chart = new Chart(scope, id);
  for (let i = 0; i < count; i++) configMap(chart, `${id}-${i}`);
  return chart;
}

/** Files and findings of a landscape, without writing anything. */
export function render(root: Landscape): Synthesis & { readonly text: ReadonlyMap<string, string> } {
  const sink = new MemorySink();
  const synthesis = root.render(sink);
  return { ...synthesis, text: sink.files };
}
