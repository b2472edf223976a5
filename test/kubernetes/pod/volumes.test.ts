import { errorsOf, type PodParts } from './judged-pod';

/** Paths and verdicts are those of kube-apiserver 1.36.3. */
const cases: readonly (readonly [does: string, parts: PodParts, errors: readonly string[]])[] = [
  [
    'finds a volume by its name',
    { container: { volumeMounts: [{ name: 'date', mountPath: '/a' }] } },
    ['OBJ-VOLUME-MOUNT spec.containers[0].volumeMounts[0].name'],
  ],
  [
    'does not find a volume that is wrong itself',
    {
      container: { volumeMounts: [{ name: 'Data', mountPath: '/a' }] },
      spec: { volumes: [{ name: 'Data', emptyDir: {} }] },
    },
    ['VOLUME-NAME spec.volumes[0].name', 'OBJ-VOLUME-MOUNT spec.containers[0].volumeMounts[0].name'],
  ],
  [
    'stays inside the volume, by one path',
    { container: { volumeMounts: [{ name: 'data', mountPath: '/a', subPath: '/a', subPathExpr: '../b' }] } },
    [
      'POD-MOUNT-SUBPATH spec.containers[0].volumeMounts.subPath',
      'POD-MOUNT-SUBPATH spec.containers[0].volumeMounts[0].subPathExpr',
      'POD-MOUNT-SUBPATH spec.containers[0].volumeMounts.subPathExpr',
    ],
  ],
  [
    'passes its mounts on to the node if privileged',
    { container: { volumeMounts: [{ name: 'data', mountPath: '/a', mountPropagation: 'Bidirectional' }] } },
    ['POD-MOUNT-PROPAGATION spec.containers[0].volumeMounts.mountPropagation'],
  ],
  [
    'is recursively read-only if read-only',
    {
      container: {
        volumeMounts: [
          { name: 'data', mountPath: '/a', recursiveReadOnly: 'IfPossible' },
          { name: 'data', mountPath: '/b', readOnly: true, recursiveReadOnly: 'Enabled' },
        ],
      },
    },
    ['POD-MOUNT-RECURSIVE spec.containers[0].volumeMounts.recursiveReadOnly'],
  ],
  [
    'is a device of a claim only',
    { container: { volumeDevices: [{ name: 'data', devicePath: '/dev/../x' }] } },
    [
      'POD-DEVICE-VOLUME spec.containers[0].volumeDevices[0].name',
      'POD-DEVICE-PATH spec.containers[0].volumeDevices[0].devicePath',
    ],
  ],
  [
    'is either mounted or a device',
    {
      container: {
        volumeMounts: [{ name: 'disk', mountPath: '/dev/x' }],
        volumeDevices: [{ name: 'disk', devicePath: '/dev/x' }],
      },
      spec: { volumes: [{ name: 'disk', persistentVolumeClaim: { claimName: 'a' } }] },
    },
    [
      'POD-MOUNT-DEVICE spec.containers[0].volumeMounts[0].name',
      'POD-MOUNT-DEVICE spec.containers[0].volumeMounts[0].mountPath',
      'POD-MOUNT-DEVICE spec.containers[0].volumeDevices[0].name',
      'POD-MOUNT-DEVICE spec.containers[0].volumeDevices[0].devicePath',
    ],
  ],
];

describe('The mounts and devices of a container', () => {
  it.each(cases)('%s', (_does, parts, errors) => {
    expect(errorsOf(parts)).toEqual(errors);
  });
});
