import { admitShoot } from '../../../lib/openstack/admission/admit';
import { reservationForMachine } from '../../../lib/gardener/shoot/admission/kubelet-reservation';
import type { ProfileSpec, ShootObject } from '../../../lib/openstack/objects';
import { armPool, profile, shoot } from '../fixture';

const spec = profile()['spec'] as ProfileSpec;
const admit = (
  object: ShootObject,
  options: Partial<Parameters<typeof admitShoot>[1]> = {},
): ReturnType<typeof admitShoot> => admitShoot(object, { profile: spec, ...options });
const bare = { name: 'arm', machine: { type: 'a1.4' }, minimum: 1, maximum: 1, zones: ['eu-1a'] };

describe('admission of a shoot', () => {
  it('fills in what reaches the machines, and says who did it', () => {
    const { filledIn, workers } = admit(shoot({ workers: [bare], spec: { kubernetes: {} } }) as ShootObject);
    expect(filledIn.map(({ path, by }) => `${by}: ${path}`)).toEqual([
      'API default: spec.provider.workers[0].updateStrategy',
      'API default: spec.provider.workers[0].maxSurge',
      'API default: spec.provider.workers[0].maxUnavailable',
      'API default: spec.provider.workers[0].cri',
      'API default: spec.provider.workers[0].systemComponents',
      'ShootMutator: spec.kubernetes.version',
      'ShootMutator: spec.provider.workers[0].machine.architecture',
      'ShootMutator: spec.provider.workers[0].machine.image',
      'ShootResourceReservation: spec.kubernetes.kubelet.kubeReserved.cpu',
      'ShootResourceReservation: spec.kubernetes.kubelet.kubeReserved.memory',
      'ShootResourceReservation: spec.kubernetes.kubelet.kubeReserved.pid',
    ]);
    expect(workers[0]?.machine).toEqual({
      type: 'a1.4',
      architecture: 'arm64',
      image: { name: 'gardenlinux', version: '1877.4.0' },
    });
  });

  it('keeps the image of a pool that existed, and completes that of a new one', () => {
    const old = shoot({ workers: [armPool] }) as ShootObject;
    const next = shoot({ workers: [{ ...bare }, { ...bare, name: 'new' }] }) as ShootObject;
    const versions = admit(next, { old }).workers.map(({ machine }) => machine?.image?.version);
    expect(versions).toEqual(['1877.3.0', '1877.4.0']);
  });

  it('keeps what the user wrote of the reservation', () => {
    const { shoot: admitted } = admit(
      shoot({
        spec: { kubernetes: { version: '1.34.2', kubelet: { kubeReserved: { memory: '2Gi' } } } },
      }) as ShootObject,
    );
    expect(admitted.spec?.kubernetes?.kubelet?.kubeReserved).toEqual({ cpu: '80m', memory: '2Gi', pid: '20k' });
  });

  it('reserves by machine type where the landscape is configured so, unless the shoot says otherwise', () => {
    const object = shoot({ workers: [bare] }) as ShootObject;
    const [worker] = admit(object, { reservation: 'machine-type' }).workers;
    expect(worker?.kubernetes?.kubelet?.kubeReserved).toEqual(reservationForMachine({ cpu: '4', memory: '16Gi' }));
    const own = shoot({
      workers: [bare],
      spec: { kubernetes: { version: '1.34.2', kubelet: { kubeReserved: {} } } },
    }) as ShootObject;
    expect(admit(own, { reservation: 'machine-type' }).workers[0]?.kubernetes).toBeUndefined();
  });

  it('says what it would refuse, and leaves the value as it was', () => {
    const { problems, shoot: admitted } = admit(shoot({ spec: { kubernetes: { version: '1.99' } } }) as ShootObject);
    expect(problems).toEqual([
      {
        path: 'spec.kubernetes.version',
        message: expect.stringContaining("couldn't find a suitable version for 1.99") as string,
      },
    ]);
    expect(admitted.spec?.kubernetes?.version).toBe('1.99');
  });
});

describe('what admission refuses', () => {
  it('is told in the order of its plugins: images before reservations', () => {
    const unknown = { ...bare, machine: { type: 'x9' } };
    const wrongImage = { ...bare, name: 'b', machine: { type: 'a1.4', image: { name: 'gardenlinux', version: 'x' } } };
    const { problems } = admit(shoot({ workers: [unknown, wrongImage] }) as ShootObject, {
      reservation: 'machine-type',
    });
    expect(problems).toEqual([
      {
        path: 'spec.provider.workers[1]',
        message: 'x must be a semantic version: strconv.ParseUint: parsing "x": invalid syntax',
      },
      { path: 'spec.provider.workers[0].machine.type', message: 'worker machine type unknown' },
    ]);
  });
});

describe('the reservation by machine type', () => {
  it.each([
    [1, '512Mi', '60m', '255Mi'],
    [1, '1Gi', '60m', '256Mi'],
    [2, '4Gi', '70m', '1Gi'],
    // whole bytes, as integer division leaves them
    [4, '8Gi', '80m', '1932735283'],
  ])('of %d cores and %s is %s and %s', (cpu, memory, reservedCpu, reservedMemory) => {
    expect(reservationForMachine({ cpu, memory })).toEqual({ cpu: reservedCpu, memory: reservedMemory, pid: '20k' });
  });
});
