import { attachFinish } from '../../lib/synth/attachments';
import { configMap, landscape, render } from './tree';

describe('an object that a delivery finishes', () => {
  it('keeps all digits of integers that no number can hold', () => {
    const root = landscape();
    const object = configMap(root.runtime.unit('u'), 'a', {
      apiVersion: 'example.org/v1',
      kind: 'Big',
      spec: { value: 9223372036854775807n, list: [-9223372036854775808n] },
    });
    attachFinish(object, made => ({ ...made, metadata: { ...made.metadata, labels: { finished: 'by-test' } } }));
    const text = render(root).text.get('test/runtime/u/u.yaml');
    expect(text).toContain('finished: by-test\n');
    expect(text).toContain('  list:\n    - -9223372036854775808\n  value: 9223372036854775807\n');
  });
});
