import { cluster, configMap, findingsOf, idsOf, inFile, kustomization } from './tree';
import type { KubernetesObject } from '../../lib/core/object';

const shoot = (name: string, metadata: object = {}): KubernetesObject => ({
  apiVersion: 'core.gardener.cloud/v1beta1',
  kind: 'Shoot',
  metadata: { name, namespace: 'garden-dev', ...metadata },
  spec: {},
});
const kept = { annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } };

describe('references between Flux Kustomizations', () => {
  it('are found in a tree that is in order', () => {
    const tree = [
      ...cluster(
        kustomization('apps', './apps', { dependsOn: [{ name: 'infra' }] }),
        kustomization('infra', './infra/'),
      ),
      inFile('apps/a.yaml', configMap('a')),
      inFile('infra/base/b.yaml', configMap('b')),
    ];
    expect(idsOf(findingsOf(tree, { complete: true }))).toEqual([]);
  });

  it('to nothing name the nearest match', () => {
    const tree = [
      ...cluster(
        kustomization('virtual-garden-access', './access'),
        kustomization('config', './confg', {
          dependsOn: [{ name: 'virtual-garden-access-flux' }],
          sourceRef: { kind: 'GitRepository', name: 'fleeet' },
          postBuild: {
            substituteFrom: [
              { kind: 'ConfigMap', name: 'setings' },
              { kind: 'ConfigMap', name: 'shoot-info' },
            ],
          },
        }),
      ),
      inFile('access/a.yaml', configMap('a')),
      inFile('config/a.yaml', { ...configMap('settings'), metadata: { name: 'settings', namespace: 'flux-system' } }),
    ];
    expect(findingsOf(tree).map(({ rule, path, fix }) => `${rule} ${path}: ${fix ?? ''}`)).toEqual([
      'FLUX-DEPENDS-MISSING spec.dependsOn[0].name: did you mean virtual-garden-access?',
      'FLUX-SUBSTITUTE-MISSING spec.postBuild.substituteFrom[0].name: did you mean settings?',
      'FLUX-SOURCE-MISSING spec.sourceRef.name: did you mean fleet?',
    ]);
  });

  it('to a folder that is not there name the nearest one', () => {
    const tree = [
      ...cluster(kustomization('a', './config'), kustomization('b', './confg')),
      inFile('config/a.yaml', configMap('a')),
    ];
    expect(findingsOf(tree)).toMatchObject([
      { rule: 'FLUX-PATH-MISSING', value: './confg', fix: 'did you mean ./config?' },
    ]);
  });

  it('are left alone where the tree holds none of their kind', () => {
    const [, alone] = cluster(kustomization('a', './a', { dependsOn: [{ name: 'b', namespace: 'elsewhere' }] }));
    expect(alone && findingsOf([alone]).map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      'notice FLUX-REF-UNSEEN',
      'notice FLUX-REF-UNSEEN',
    ]);
  });

  it('in a circle are shown in order', () => {
    const next = { a: 'b', b: 'c', c: 'a' };
    const tree = cluster(
      ...Object.entries(next).map(([name, to]) => kustomization(name, `./${name}`, { dependsOn: [{ name: to }] })),
    );
    expect(
      findingsOf(tree)
        .filter(({ rule }) => rule === 'FLUX-DEPENDS-CYCLE')
        .map(({ message }) => message),
    ).toEqual(['a -> b -> c -> a: the Flux Kustomizations wait for each other, so that none is ever applied']);
  });
});

describe('what lies below a path', () => {
  it('is an object with a name, and no Namespace where targetNamespace is set', () => {
    const tree = [
      ...cluster(kustomization('a', './a', { targetNamespace: 'apps' })),
      inFile('a/values.yaml', { apiVersion: '', kind: '', metadata: {}, replicas: 1 }),
      inFile('a/ns.yaml', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } }),
    ];
    expect(idsOf(findingsOf(tree))).toEqual(
      expect.arrayContaining(['FLUX-FOREIGN-FILE', 'FLUX-TARGET-NAMESPACE other metadata.name']),
    );
  });

  it('is not a definition together with objects of its kind', () => {
    const definition: KubernetesObject = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.example.org' },
      spec: { group: 'example.org', names: { kind: 'Thing' }, scope: 'Namespaced' },
    };
    const thing: KubernetesObject = {
      apiVersion: 'example.org/v1',
      kind: 'Thing',
      metadata: { name: 'a', namespace: 'default' },
    };
    const tree = [...cluster(kustomization('a', './a')), inFile('a/crd.yaml', definition), inFile('a/cr.yaml', thing)];
    expect(idsOf(findingsOf(tree))).toEqual(['FLUX-CR-WITH-CRD things.example.org']);
  });

  it('is listed where the folder has a kustomization.yaml', () => {
    const list: KubernetesObject = {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      metadata: {},
      resources: ['./a.yaml'],
      patches: [{ path: 'patch.yaml' }],
    };
    const tree = [
      ...cluster(kustomization('a', './a')),
      inFile('a/kustomization.yaml', list),
      ...['a', 'patch', 'forgotten'].map(name => inFile(`a/${name}.yaml`, configMap(name))),
    ];
    expect(idsOf(findingsOf(tree))).toEqual(['FLUX-FILE-UNLISTED forgotten']);
  });

  it('belongs to one Flux Kustomization', () => {
    const tree = [
      ...cluster(kustomization('a', './a'), kustomization('b', './b')),
      inFile('a/x.yaml', configMap('x')),
      inFile('b/x.yaml', configMap('x')),
    ];
    expect(findingsOf(tree)).toMatchObject([{ rule: 'FLUX-TWO-OWNERS', value: ['a', 'b'] }]);
  });

  it('is decrypted by exactly the Flux Kustomization that holds it', () => {
    const encrypted = (name: string): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: 'default' },
      data: {},
      sops: {},
    });
    const tree = [
      ...cluster(kustomization('a', './a'), kustomization('b', './b', { decryption: { provider: 'sops' } })),
      inFile('a/x.yaml', encrypted('x')),
      inFile('b/y.yaml', encrypted('y')),
    ];
    expect(idsOf(findingsOf(tree))).toEqual(['FLUX-DECRYPTION a spec.decryption']);
  });
});

describe('the first apply of a unit', () => {
  const security = 'security.gardener.cloud/v1alpha1';
  const identity: KubernetesObject = {
    apiVersion: security,
    kind: 'WorkloadIdentity',
    metadata: { name: 'aws', namespace: 'garden-dev' },
  };
  const binding: KubernetesObject = {
    apiVersion: security,
    kind: 'CredentialsBinding',
    metadata: { name: 'aws', namespace: 'garden-dev' },
    credentialsRef: { apiVersion: security, kind: 'WorkloadIdentity', namespace: 'garden-dev', name: 'aws' },
  };
  const controller: KubernetesObject = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'kustomize-controller', namespace: 'flux-system' },
    spec: {
      template: {
        spec: { containers: [{ args: ['--custom-apply-stage-kinds=security.gardener.cloud/WorkloadIdentity'] }] },
      },
    },
  };
  const unit = [inFile('a/x.yaml', identity), inFile('a/y.yaml', binding)];

  it('is never finished where one object needs another of the same stage', () => {
    expect(findingsOf([...cluster(kustomization('a', './a')), ...unit])).toMatchObject([
      {
        rule: 'FLUX-FIRST-APPLY',
        severity: 'warning',
        object: { kind: 'CredentialsBinding' },
        value: 'WorkloadIdentity garden-dev/aws',
      },
    ]);
  });

  it('works in two units, and with a stage of its own for what is needed', () => {
    const [one, two] = unit;
    const apart = [
      ...cluster(kustomization('a', './a'), kustomization('b', './b')),
      one,
      two && { ...two, origin: () => ({ file: 'b/y.yaml' }) },
    ];
    expect(findingsOf(apart.filter(entry => entry !== undefined))).toEqual([]);
    expect(
      findingsOf([...cluster(kustomization('a', './a')), inFile('clusters/prod/gotk.yaml', controller), ...unit]),
    ).toEqual([]);
  });
});

describe('force', () => {
  it('over objects with state says what gets deleted', () => {
    const stateful: KubernetesObject = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace: 'default' },
      spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
    };
    const tree = [
      ...cluster(kustomization('a', './a', { force: true })),
      inFile('a/s.yaml', shoot('botany', kept)),
      inFile('a/d.yaml', stateful),
    ];
    expect(findingsOf(tree).map(({ rule, severity, message }) => ({ rule, severity, message }))).toEqual([
      {
        rule: 'FLUX-FORCE-STATEFUL',
        severity: 'error',
        message:
          'force deletes and recreates objects at every answer "invalid" or "conflict": Shoot garden-dev/botany: the cluster, once its deletion is confirmed; StatefulSet default/db: all replicas at once; their volumes stay',
      },
    ]);
  });

  it('on a single object of a Gardener kind is refused as well', () => {
    const object = shoot('botany', { annotations: { 'kustomize.toolkit.fluxcd.io/force': 'Enabled' } });
    expect(idsOf(findingsOf([inFile('a.yaml', object)]))).toEqual([
      'FLUX-FORCE-STATEFUL botany metadata.annotations[kustomize.toolkit.fluxcd.io/force]',
    ]);
  });
});

describe('health expressions of anybody', () => {
  const extension = (current: string, failed?: string): object => ({
    wait: true,
    healthCheckExprs: [
      {
        apiVersion: 'operator.gardener.cloud/v1alpha1',
        kind: 'Garden',
        current,
        ...(failed !== undefined && { failed }),
      },
    ],
  });
  const judge = (spec: object): readonly string[] => idsOf(findingsOf(cluster(kustomization('a', './a', spec))));

  it('may not hold for an empty list of conditions', () => {
    expect(judge(extension("status.conditions.filter(c, c.type == 'Ready').all(c, c.status == 'True')"))).toEqual([
      'FLUX-HEALTH-WRONG a spec.healthCheckExprs[0].current',
    ]);
    const unknown = {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      current: "status.conditions.all(c, c.status == 'True')",
    };
    expect(judge({ healthCheckExprs: [unknown] })).toEqual(['FLUX-HEALTH-VACUOUS a spec.healthCheckExprs[0].current']);
  });

  it('may not call failed what Gardener retries', () => {
    const current = "status.observedGeneration == metadata.generation && status.lastOperation.state == 'Succeeded'";
    expect(judge(extension(current, "has(status.lastOperation) && status.lastOperation.state != 'Succeeded'"))).toEqual(
      ['FLUX-HEALTH-RETRIED a spec.healthCheckExprs[0].failed'],
    );
  });

  it('must be right and parse', () => {
    expect(judge(extension("status.phase == 'Ready'"))).toEqual([
      'FLUX-HEALTH-WRONG a spec.healthCheckExprs[0].current',
    ]);
    expect(judge(extension('status..phase'))).toEqual(['FLUX-HEALTH-PARSE a spec.healthCheckExprs[0].current']);
  });

  it('are missed where a unit waits for Gardener kinds', () => {
    const tree = [...cluster(kustomization('a', './a', { wait: true })), inFile('a/s.yaml', shoot('botany', kept))];
    expect(idsOf(findingsOf(tree))).toEqual(['FLUX-HEALTH-NONE a spec.healthCheckExprs']);
  });
});

describe('pruning', () => {
  it('of kinds that hold clusters is pointed out, with what a root takes along', () => {
    const tree = [
      ...cluster(kustomization('root', './clusters/prod')),
      inFile('clusters/prod/units.yaml', kustomization('shoots', './shoots')),
      inFile('shoots/a.yaml', shoot('a')),
      inFile('shoots/b.yaml', shoot('b', kept)),
    ];
    expect(findingsOf(tree).map(({ rule, object, message }) => `${rule} ${object?.name ?? ''}: ${message}`)).toEqual([
      'FLUX-PRUNE-CASCADE root: removing this Flux Kustomization removes 1 other, and with it 1 object of kinds that hold clusters or data',
      'FLUX-PRUNE-UNPROTECTED shoots: 1 Shoot without protection: objects whose loss hurts go when their manifest leaves the source',
    ]);
  });
});

describe('post-build substitution', () => {
  const script = '# set ${x} first\ncurl -H "${AUTH[@]}" "$url"';
  const bits = [
    inFile('a/script.yaml', configMap('script', { 'run.sh': script })),
    inFile('a/fluent-bit.yaml', configMap('fluent-bit', { 'fluent-bit.conf': 'splunk_token ${SPLUNK_HEC_TOKEN}' })),
    inFile('a/comment.yaml', configMap('comment', { text: '# mentions ${x}' })),
    inFile(
      'a/off.yaml',
      configMap('off', { text: '${x}' }, { annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' } }),
    ),
  ];

  it('finds every place, and says that an illegal one fails everything', () => {
    const tree = [...cluster(kustomization('a', './a', { postBuild: { substitute: { region: 'eu' } } })), ...bits];
    expect(idsOf(findingsOf(tree))).toEqual([
      'SUB-002 comment data.text',
      'SUB-002 fluent-bit data[fluent-bit.conf]',
      'SUB-001 script data[run.sh]',
    ]);
    const [broken] = findingsOf(tree).filter(({ rule }) => rule === 'SUB-001');
    expect(broken?.message).toContain('the build of the whole Flux Kustomization fails');
    expect(broken?.fix).toContain('double every dollar');
  });

  it('finds nothing without postBuild', () => {
    expect(findingsOf([...cluster(kustomization('a', './a')), ...bits])).toEqual([]);
  });

  it('knows the variables of a ConfigMap of the tree, and says which name was meant', () => {
    const tree = [
      ...cluster(kustomization('a', './a', { postBuild: { substituteFrom: [{ kind: 'ConfigMap', name: 'vars' }] } })),
      inFile('clusters/prod/vars.yaml', {
        ...configMap('vars', { domain: 'example.org' }),
        metadata: { name: 'vars', namespace: 'flux-system' },
      }),
      inFile('a/x.yaml', configMap('x', { host: 'api.${domian}', ok: 'api.${domain}' })),
    ];
    expect(findingsOf(tree)).toMatchObject([{ rule: 'SUB-002', path: 'data.host', fix: 'did you mean ${domain}?' }]);
  });

  it('sees values that change the document', () => {
    const tree = [
      ...cluster(kustomization('a', './a', { postBuild: { substitute: { on: 'true', pair: 'a: b', '1x': 'y' } } })),
      inFile('a/x.yaml', configMap('x', { flag: '${on}', text: 'is ${on}', map: '${pair}' })),
    ];
    expect(idsOf(findingsOf(tree))).toEqual([
      'SUB-004 x data.flag',
      'SUB-004 x data.map',
      'SUB-005 a spec.postBuild.substitute[1x]',
    ]);
  });

  it('never shows a value of a Secret', () => {
    const secret: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', namespace: 'default' },
      stringData: { p: 'hunter2${' },
    };
    const tree = [
      ...cluster(kustomization('a', './a', { postBuild: { substitute: { x: 'y' } } })),
      inFile('a/s.yaml', secret),
    ];
    expect(JSON.stringify(findingsOf(tree))).not.toContain('hunter2');
  });
});

describe('a Shoot that bootstraps Flux', () => {
  it('is judged with its resources and with the keys of its Secret', () => {
    const object: KubernetesObject = {
      ...shoot('botany'),
      spec: {
        resources: [{ name: 'git', resourceRef: { apiVersion: 'v1', kind: 'Secret', name: 'proj-git' } }],
        extensions: [
          { type: 'acl' },
          {
            type: 'shoot-flux',
            providerConfig: {
              apiVersion: 'flux.extensions.gardener.cloud/v1alpha1',
              kind: 'FluxConfig',
              source: {
                secretResourceName: 'git',
                template: {
                  apiVersion: 'source.toolkit.fluxcd.io/v1',
                  kind: 'GitRepository',
                  spec: { url: 'ssh://git@git.example.org/x', ref: { branch: 'main' } },
                },
              },
              kustomization: { template: { spec: { prune: true } } },
            },
          },
        ],
      },
    };
    const secret: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'proj-git', namespace: 'garden-dev' },
      data: { identity: 'x' },
    };
    const config = 'spec.extensions[1].providerConfig';
    expect(idsOf(findingsOf([inFile('a.yaml', object), inFile('b.yaml', secret)]))).toEqual([
      `FX-KS-PATH botany ${config}.kustomization.template.spec.path`,
      `FX-SECRET-KEYS botany ${config}.source.secretResourceName`,
    ]);
  });
});
