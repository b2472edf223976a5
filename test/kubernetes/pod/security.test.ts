import { errorsOf, type PodParts } from './judged-pod';

/** Paths and verdicts are those of kube-apiserver 1.36.3. */
const cases: readonly (readonly [does: string, parts: PodParts, errors: readonly string[]])[] = [
  [
    'has ids of 31 bits',
    {
      container: { securityContext: { runAsUser: 2147483648 } },
      spec: { securityContext: { fsGroup: -1, supplementalGroups: [0, -1] } },
    },
    [
      'POD-SECURITY-ID spec.containers[0].securityContext.runAsUser',
      'POD-SECURITY-ID spec.securityContext.fsGroup',
      'POD-SECURITY-ID spec.securityContext.supplementalGroups[1]',
    ],
  ],
  [
    'does not forbid what a privileged container can do',
    { container: { securityContext: { privileged: true, allowPrivilegeEscalation: false } } },
    ['POD-SECURITY-ESCALATION spec.containers[0].securityContext'],
  ],
  [
    'does not forbid what CAP_SYS_ADMIN can do',
    { container: { securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } } } },
    ['POD-SECURITY-ESCALATION spec.containers[0].securityContext'],
  ],
  [
    'unmasks /proc for users of its own',
    { container: { securityContext: { procMount: 'Unmasked' } } },
    ['POD-SECURITY-PROC-MOUNT spec.containers[0].securityContext.procMount'],
  ],
  [
    'shares nothing with the node if it has users of its own',
    { spec: { hostUsers: false, hostNetwork: true, hostPID: true } },
    ['POD-HOST-USERS spec.hostNetwork', 'POD-HOST-USERS spec.HostPID'],
  ],
  [
    'names a profile of the node with its type',
    {
      container: {
        securityContext: {
          seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a' },
          appArmorProfile: { type: 'Localhost' },
        },
      },
      spec: { securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: '../a' } } },
    },
    [
      'POD-PROFILE-LOCALHOST spec.containers[0].securityContext.seccompProfile.localhostProfile',
      'POD-PROFILE-LOCALHOST spec.containers[0].securityContext.appArmorProfile.localhostProfile',
      'POD-PROFILE-PATH spec.securityContext.seccompProfile.localhostProfile',
    ],
  ],
  [
    'sets no kernel setting of the node, however it is written',
    {
      spec: {
        hostNetwork: true,
        securityContext: {
          sysctls: [
            { name: 'net/ipv4/ip_forward', value: '1' },
            { name: 'kernel.msgmax', value: '1' },
            { name: 'A', value: '1' },
          ],
        },
      },
    },
    ['POD-SYSCTL-HOST spec.securityContext.sysctls[0].name', 'POD-SYSCTL-NAME spec.securityContext.sysctls[2].name'],
  ],
  [
    'shares processes either with the node or inside',
    { spec: { hostPID: true, shareProcessNamespace: true } },
    ['POD-HOST-PROCESSES spec.securityContext.shareProcessNamespace'],
  ],
  [
    'runs all containers of Windows on the node, or none',
    { container: { securityContext: { windowsOptions: { hostProcess: true } } }, more: [{ name: 'b', image: 'b' }] },
    ['POD-HOST-PROCESS spec', 'POD-HOST-PROCESS spec.hostNetwork'],
  ],
  [
    'knows names of users of Windows',
    {
      container: { securityContext: { windowsOptions: { runAsUserName: 'a\\b\\c' } } },
      spec: { securityContext: { windowsOptions: { runAsUserName: '.dom\\us*er' } } },
    },
    [
      'POD-WINDOWS-USER spec.containers[0].securityContext.windowsOptions.runAsUserName',
      'POD-WINDOWS-USER spec.securityContext.windowsOptions.runAsUserName',
    ],
  ],
  [
    'has no settings of Linux on Windows',
    {
      container: { securityContext: { runAsUser: 1 } },
      spec: { os: { name: 'windows' }, hostUsers: true, securityContext: { fsGroup: 1 } },
    },
    [
      'POD-OS-FIELD spec.hostUsers',
      'POD-OS-FIELD spec.securityContext.fsGroup',
      'POD-OS-FIELD spec.containers[0].securityContext.runAsUser',
    ],
  ],
  [
    'has no settings of Windows on Linux',
    { spec: { os: { name: 'linux' }, securityContext: { windowsOptions: {} } } },
    ['POD-OS-FIELD spec.securityContext.windowsOptions'],
  ],
];

describe('The security of a Pod', () => {
  it.each(cases)('%s', (_does, parts, errors) => {
    expect(errorsOf(parts)).toEqual(errors);
  });
});
