import { openstack } from '../../../lib/openstack/topic';
import { lintRules } from '../../../lib/openstack/rules';
import { amdPool, found, profile, shoot, viewOf } from '../fixture';
import { cases, config, pool, type Tree } from './cases';

type Json = Record<string, unknown>;

const isPair = (tree: Tree | Tree[0]): tree is Tree => Array.isArray(tree[0]);

/** Rules whose finding the same answer of the provider's validation stands for. */
const saidByValidation = ['OS-VOLUME-TYPE-WITHOUT-SIZE', 'OS-SERVER-GROUP-POLICY'];

describe('advice about OpenStack', () => {
  it.each(Object.entries(cases))('%s is given where it belongs', (rule, tree) => {
    const view = isPair(tree) ? viewOf(...tree) : viewOf(tree);
    expect(found(view).map(text => text.split(' ')[0])).toContain(rule);
  });

  it('has a case for every rule', () => {
    const tested = new Set([...Object.keys(cases), ...saidByValidation]);
    expect(lintRules.map(({ id }) => id).filter(id => !tested.has(id))).toEqual([]);
  });

  it('is not given twice for what the provider refuses', () => {
    const findings = found(viewOf([profile(), pool({ volume: { type: 'ssd' } })])).filter(text =>
      text.includes('volume'),
    );
    expect(findings).toEqual(['OS-WORKER-VOLUME-TYPE spec.provider.workers[1].volume.type']);
    const groups = found(viewOf([profile(), pool(config({ serverGroup: { policy: 'none' } }))])).filter(text =>
      text.includes('policy'),
    );
    expect(groups).toEqual([
      'OS-WORKER-SERVER-GROUP-POLICY spec.provider.workers[1].providerConfig.serverGroup.policy',
    ]);
  });

  it('finds an image whose architecture is written in neither part', () => {
    const bare = profile({
      spec: { machineImages: [{ name: 'gardenlinux', versions: [{ version: '1877.3.0' }] }] },
      config: {
        machineImages: [
          {
            name: 'gardenlinux',
            versions: [{ version: '1877.3.0', regions: ['eu-1', 'eu-2'].map(name => ({ name, id: `${name}-x` })) }],
          },
        ],
      },
    });
    expect(found(viewOf([bare, shoot({ workers: [amdPool] })]))).toEqual([]);
    const [, machineClass] = [...(openstack.predict?.(viewOf([bare, shoot({ workers: [amdPool] })])) ?? [])];
    expect((machineClass?.object['providerSpec'] as { spec: Json }).spec['imageID']).toBe('eu-1-x');
  });
});
