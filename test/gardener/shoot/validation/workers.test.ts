import { errorsOf, errorsOfUpdate, shootWith, shootWithWorkers, worker } from '../shoots';

const pool = 'spec.provider.workers[0]';

describe('a worker pool', () => {
  test.each([
    [{ name: 'a-name-that-is-too-long' }, [`tooLong ${pool}.name`]],
    [{ name: 'UPPER' }, [`invalid ${pool}.name`]],
    [{ minimum: 4 }, [`forbidden ${pool}.maximum`]],
    [{ minimum: -1 }, [`invalid ${pool}.minimum`]],
    [{ maxSurge: '10' }, [`invalid ${pool}.maxSurge`]],
    [{ maxSurge: 0 }, [`invalid ${pool}.maxUnavailable`]],
    [{ maxSurge: '0%', maxUnavailable: '0%' }, [`invalid ${pool}.maxUnavailable`]],
    [{ maxUnavailable: '101%' }, [`invalid ${pool}.maxUnavailable`]],
    [{ dataVolumes: [{ name: 'a', size: '1Gi' }] }, [`required ${pool}.volume`]],
    [{ volume: { size: '1Mi' } }, [`invalid ${pool}.volume.size`]],
    [{ kubeletDataVolumeName: 'a' }, [`invalid ${pool}.kubeletDataVolumeName`]],
    [{ taints: [{ key: 'a', effect: 'Never' }] }, [`notSupported ${pool}.taints[0].effect`]],
    [
      { sysctls: { '-bad!': '1', 'net.ipv4.ip_forward': '' } },
      [`invalid ${pool}.sysctls[-bad!]`, `required ${pool}.sysctls[net.ipv4.ip_forward]`],
    ],
    [{ kubernetes: { version: '1.35.0' } }, [`forbidden ${pool}.kubernetes.version`]],
    [{ kubernetes: { version: '1.30.9' } }, [`forbidden ${pool}.kubernetes.version`]],
    [{ kubernetes: { version: '1.31.0' } }, []],
    [{ kubernetes: { version: '' } }, [`invalid ${pool}.kubernetes.version`]],
    [{ zones: ['a', 'b', 'c', 'd'] }, [`forbidden ${pool}.maximum`]],
    [{ updateStrategy: 'AutoInPlaceUpdate' }, [`invalid ${pool}.updateStrategy`]],
    [{ caBundle: 'x' }, [`invalid ${pool}.caBundle`]],
    [{ priority: -2 }, [`invalid ${pool}.priority`]],
    [
      { machineControllerManager: { inPlaceUpdateTimeout: '1h' } },
      [`forbidden ${pool}.machineControllerManager.inPlaceUpdateTimeout`],
    ],
    [
      { machineControllerManager: { autoPreserveFailedMachineMax: 3 } },
      [`invalid ${pool}.machineControllerManager.autoPreserveFailedMachineMax`],
    ],
  ])('%j is judged', (fields, expected) => {
    expect(errorsOf(shootWithWorkers(worker(fields)))).toEqual(expected);
  });

  test.each([
    ['1.34', '1.34.7', []],
    ['1', '1.34.7', []],
    ['1.34', '1.35.0', [`forbidden ${pool}.kubernetes.version`]],
    ['v1.34.2', '1.34.3', [`forbidden ${pool}.kubernetes.version`]],
  ])('below a control plane at %s may not be ahead of it at %s', (version, own, expected) => {
    const workers = [worker({ kubernetes: { version: own } })];
    const errors = errorsOf(shootWith({ kubernetes: { version }, provider: { type: 'openstack', workers } }));
    expect(errors.filter(error => error.includes('workers'))).toEqual(expected);
  });

  test('with the same zones as a larger one may be smaller than its zones', () => {
    const zones = ['a', 'b', 'c', 'd'];
    const small = worker({ name: 'small', zones });
    const large = worker({ name: 'large', maximum: 4, zones: [...zones].reverse() });
    expect(errorsOf(shootWithWorkers(small, large))).toEqual([]);
    expect(errorsOf(shootWithWorkers(large, small))).toEqual([]);
  });

  test('that allows system components is there', () => {
    expect(errorsOf(shootWithWorkers(worker({ systemComponents: { allow: false } })))).toEqual([
      'forbidden spec.provider.workers',
    ]);
    expect(errorsOf(shootWithWorkers(worker({ minimum: 0, maximum: 0 })))).toEqual(['forbidden spec.provider.workers']);
  });
});

describe('a change of pools', () => {
  const old = shootWithWorkers(worker());

  test('leaves no way between workers and none', () => {
    expect(errorsOfUpdate(old, shootWithWorkers())).toContain('forbidden spec.provider.workers');
  });

  test('may remove, add and rename pools, and change machines of rolling ones', () => {
    const next = shootWithWorkers(
      worker({ name: 'new', machine: { type: 'm2', image: { name: 'flatcar', version: '1' } } }),
    );
    expect(errorsOfUpdate(old, next)).toEqual([]);
  });

  test('does not change between rolling and in-place updates', () => {
    const next = shootWithWorkers(worker({ updateStrategy: 'ManualInPlaceUpdate', maxSurge: undefined }));
    expect(errorsOfUpdate(old, next)).toEqual([`invalid ${pool}.updateStrategy`]);
  });
});
