// What real controllers accept, in public repositories, and a checker may take for a mistake.
import { judgeTree } from '../../lib/manifests/judge-tree';
import { readTree } from '../../lib/manifests/read-tree';
import { objects } from '../../lib/rules/objects/topic';
import { topics } from '../../lib/topics';
import { configMap, kustomization, ofRepository, source } from './flux-objects';
import { inFolder, judgeFiles, loud, type Files } from './tree';

/** Judges chosen files, as a hook before a commit does. */
function judgeChosen(files: Files, ...chosen: readonly string[]): string[] {
  return inFolder(files, () => loud(judgeTree(readTree(chosen), { topics: [objects, ...topics] }).findings));
}

describe('objects that the API server takes', () => {
  it('a namespace on an object of the whole cluster is dropped: a warning, also for the kinds of Gardener', () => {
    const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: a, namespace: b }\n';
    const exposure =
      'apiVersion: core.gardener.cloud/v1\nkind: ExposureClass\nmetadata: { name: a, namespace: b }\nhandler: c\n';
    expect(loud(judgeFiles({ 'role.yaml': role }).findings)).toEqual([
      'warning SCHEMA-NAMESPACE role.yaml:3 metadata.namespace',
    ]);
    expect(loud(judgeFiles({ 'class.yaml': exposure.replace('/v1\n', '/v1beta1\n') }).findings)).toEqual([
      'warning SCHEMA-NAMESPACE class.yaml:3 metadata.namespace',
    ]);
  });

  it('a template of nodes without capacity, of any provider', () => {
    const worker = (provider: string): string =>
      `apiVersion: ${provider}.provider.extensions.gardener.cloud/v1alpha1\nkind: WorkerConfig\nnodeTemplate:\n  virtualCapacity: { example.org/license: "4" }\n`;
    for (const provider of ['aws', 'azure', 'gcp', 'openstack'])
      expect([provider, loud(judgeFiles({ 'worker.yaml': worker(provider) }).findings)]).toEqual([provider, []]);
  });

  it('a configuration of authentication without authenticators', () => {
    const text =
      'apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\nanonymous: { enabled: false }\n';
    expect(loud(judgeFiles({ 'authentication.yaml': text }).findings)).toEqual([]);
  });

  it('the name of a PodDisruptionBudget may be anything that a path takes', () => {
    const budget = (name: string): string =>
      `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: "${name}", namespace: test }\nspec: { minAvailable: 1, selector: { matchLabels: { app: a } } }\n`;
    expect(loud(judgeFiles({ 'a.yaml': budget('Zookeeper_PDB') }).findings)).toEqual([]);
    expect(loud(judgeFiles({ 'a.yaml': budget('a/b') }).findings)).toEqual(['error OBJ-NAME a.yaml:3 metadata.name']);
  });

  it('an unknown kind may be the configuration of a program, which may call it as it likes', () => {
    const test = 'apiVersion: cli.example.org/v1\nkind: Test\nmetadata: { name: limit_dns_names }\n';
    expect(loud(judgeFiles({ 'test.yaml': test }).findings)).toEqual(['warning OBJ-NAME test.yaml:3 metadata.name']);
  });

  it('an alert about kinds that the Flux Operator adds is a warning, a misspelled kind is an error', () => {
    const alert = (kind: string): string =>
      `apiVersion: notification.toolkit.fluxcd.io/v1beta3\nkind: Alert\nmetadata: { name: a, namespace: flux-system }\nspec:\n  providerRef: { name: chat }\n  eventSources:\n    - { kind: ${kind}, name: "*" }\n`;
    const path = 'alert.yaml:7 spec.eventSources[0].kind';
    expect(loud(judgeFiles({ 'alert.yaml': alert('FluxInstance') }).findings)).toEqual([
      `warning SCHEMA-VALUE ${path}`,
    ]);
    expect(loud(judgeFiles({ 'alert.yaml': alert('HelmRelaese') }).findings)).toEqual([`error SCHEMA-VALUE ${path}`]);
  });

  it('the Cluster of an extension may hold fields that nobody reads any more', () => {
    const cluster =
      'apiVersion: extensions.gardener.cloud/v1alpha1\nkind: Cluster\nmetadata: { name: a }\nspec:\n  cloudProfile: { apiVersion: core.gardener.cloud/v1beta1, kind: CloudProfile }\n  seed: { apiVersion: core.gardener.cloud/v1beta1, kind: Seed }\n  shoot:\n    apiVersion: core.gardener.cloud/v1beta1\n    kind: Shoot\n    spec:\n      cloud: { openstack: {} }\n';
    expect(loud(judgeFiles({ 'cluster.yaml': cluster }).findings)).toEqual([
      'warning SCHEMA-UNKNOWN-FIELD cluster.yaml:11 spec.shoot.spec.cloud',
    ]);
  });

  it('the lifecycle of a version, where no Garden tells the feature gates', () => {
    const profile =
      'apiVersion: core.gardener.cloud/v1beta1\nkind: CloudProfile\nmetadata: { name: a }\nspec:\n  type: foo\n  kubernetes:\n    versions:\n      - version: 1.34.2\n        lifecycle: [{ classification: supported }]\n  machineImages: [{ name: linux, versions: [{ version: 1.0.0, cri: [{ name: containerd }] }] }]\n  machineTypes: [{ name: small, cpu: "2", gpu: "0", memory: 4Gi }]\n  regions: [{ name: here }]\n';
    expect(loud(judgeFiles({ 'profile.yaml': profile }).findings)).toEqual([
      'warning VERSION-LIFECYCLE-GATE profile.yaml:9 spec.kubernetes.versions[0].lifecycle',
    ]);
  });

  it('entries of a pod that only server-side apply tells apart, as long as Flux does not apply them', () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: test }\nspec:\n  containers:\n    - name: a\n      image: a\n      ports: [{ name: http, containerPort: 80 }, { name: https, containerPort: 80 }]\n';
    const path = 'SCHEMA-DUPLICATE pod.yaml:8 spec.containers[0].ports[1]';
    expect(loud(judgeFiles({ 'pod.yaml': pod }).findings)).toEqual([`warning ${path}`]);
    expect(loud(judgeFiles({ 'pod.yaml': pod, 'source.yaml': source }).findings)).toContain(`error ${path}`);
  });

  it('fields of a kustomization.yaml in any case', () => {
    const build = (lines: string): string =>
      `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${lines}`;
    const { findings } = judgeFiles({
      'kustomization.yaml': build(
        'vars: [{ name: A, objref: { kind: ConfigMap, name: a, apiVersion: v1 }, fieldref: { fieldpath: data.a } }]\n',
      ),
      'other/kustomization.yaml': build('resource: []\n'),
    });
    expect(loud(findings)).toEqual([
      'error SCHEMA-UNKNOWN-FIELD other/kustomization.yaml:3 resource',
      'warning SCHEMA-UNKNOWN-FIELD kustomization.yaml:3 vars[0].fieldref.fieldpath',
    ]);
  });

  it('the type of an extension is no name of an object', () => {
    const seed =
      'apiVersion: core.gardener.cloud/v1beta1\nkind: Seed\nmetadata: { name: gcp1 }\nspec: { provider: { type: gcp, region: here } }\n';
    const registration =
      'apiVersion: core.gardener.cloud/v1beta1\nkind: ControllerRegistration\nmetadata: { name: kubevirt }\nspec: { resources: [{ kind: Worker, type: kubevirt }] }\n';
    const found = loud(judgeFiles({ 'seed.yaml': seed, 'registration.yaml': registration }).findings);
    expect(found.filter(line => line.includes('XR-'))).toEqual(['warning XR-SEED-TYPE seed.yaml:4 spec.provider.type']);
  });

  it('a generated name, as long as Flux does not apply it', () => {
    const job =
      'apiVersion: batch/v1\nkind: Job\nmetadata: { generateName: pi-, namespace: test }\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers: [{ name: pi, image: perl }]\n';
    expect(loud(judgeFiles({ 'job.yaml': job }).findings)).toEqual([
      'warning OBJ-GENERATE-NAME job.yaml:3 metadata.generateName',
    ]);
    expect(loud(judgeFiles({ 'job.yaml': job, 'source.yaml': source }).findings)).toContain(
      'error OBJ-GENERATE-NAME job.yaml:3 metadata.generateName',
    );
  });
});

describe('files that are no manifests', () => {
  it('values and specifications of other tools are left alone, however they write their keys', () => {
    const { findings } = judgeFiles({
      'values.yaml': 'ports:\n  8090: a\n  8090: b\nanswer: 0644\n',
      'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
      'chart/values.yaml': 'kind: CronJob\nschedule: "* * * * *"\n',
    });
    expect(loud(findings)).toEqual([]);
    expect(findings.map(({ rule }) => rule)).toEqual(['READ-NO-OBJECT', 'READ-NO-OBJECT', 'READ-NO-OBJECT']);
  });

  it('files of a chart that hold templates', () => {
    const { findings } = judgeFiles({
      'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
      'chart/files/gateway.yaml':
        'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{.Name | quote}}\n  labels:\n    {{- toYaml .L | nindent 4 }}\n',
    });
    expect(loud(findings)).toEqual([]);
  });

  it('a number as key is refused by kustomize alone', () => {
    const policy =
      'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: a, namespace: test }\nspec:\n  selector: { matchLabels: { app: a } }\n  portLevelMtls:\n    8090: { mode: DISABLE }\n';
    const build = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [policy.yaml]\n';
    expect(loud(judgeFiles({ 'policy.yaml': policy }).findings)).toEqual([
      'warning READ-REFUSED-BY-KUSTOMIZE policy.yaml:7 spec.portLevelMtls.8090',
    ]);
    expect(loud(judgeFiles({ 'policy.yaml': policy, 'kustomization.yaml': build }).findings)).toEqual([
      'error READ-REFUSED-BY-KUSTOMIZE policy.yaml:7 spec.portLevelMtls.8090',
    ]);
    expect(loud(judgeFiles({ 'docs/policy.yaml': policy, 'app/kustomization.yaml': build }).findings)).toEqual([
      'warning READ-REFUSED-BY-KUSTOMIZE docs/policy.yaml:7 spec.portLevelMtls.8090',
    ]);
  });

  it('templates of spiff', () => {
    const { findings } = judgeFiles({
      'merged.yaml': `${configMap('merged')}spec:\n  <<: (( merge ))\n`,
      'named.yaml': configMap('(( values.name ))'),
    });
    expect(loud(findings)).toEqual([]);
  });

  it('placeholders of Go and of SOPS', () => {
    const { findings } = judgeFiles({
      'a.yaml': configMap('"%[1]s-data"'),
      'b.yaml': configMap('"ENC[AES256_GCM,data:RwzrBF8=,iv:DuJc=,tag:Gg9X==,type:str]"'),
    });
    expect(loud(findings)).toEqual([]);
  });

  it('templates that Gardener fills in itself are no placeholders, so that the rest is judged', () => {
    const extension = (name: string): string =>
      `apiVersion: operator.gardener.cloud/v1alpha1
kind: Extension
metadata: { name: cert }
spec:
  resources: [{ kind: Extension, type: certificates }]
  deployment:
    resources: [{ name: ca, resourceRef: { apiVersion: v1, kind: Secret, name: ca } }]
    extension:
      helm: { ociRepository: { ref: "registry.example.org/cert:v1.2.3" } }
      values: { bundle: "{{ .resources.${name}.data.bundle }}" }
`;
    expect(loud(judgeFiles({ 'a.yaml': extension('ca') }).findings)).toEqual([]);
    expect(loud(judgeFiles({ 'a.yaml': extension('cert') }).findings)).toEqual([
      'error VALUES-TEMPLATE-RESOURCE a.yaml:10 spec.deployment.extension.values',
    ]);
  });

  it('the configuration of a transformer of kustomize has any name', () => {
    const text = 'apiVersion: builtin\nkind: PrefixTransformer\nmetadata: { name: notImportantHere }\nprefix: a-\n';
    expect(loud(judgeFiles({ 'prefix.yaml': text }).findings)).toEqual([]);
  });
});

describe('chosen files', () => {
  const patch = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }\n';
  const build = (lines: string): string => `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${lines}`;

  it('a patch is one by the kustomization beside it, which is not judged itself', () => {
    const files = {
      'replicas.yaml': patch,
      'kustomization.yaml': build('patches: [{ path: replicas.yaml }]\nsurprise: 1\n'),
    };
    expect(judgeChosen(files, 'replicas.yaml')).toEqual([]);
  });

  it('a patch is one by its folder', () => {
    const definition =
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a.example.org, annotations: { a: b } }\n';
    expect(judgeChosen({ 'crd/patches/injection.yaml': definition }, 'crd/patches/injection.yaml')).toEqual([]);
    expect(loud(judgeFiles({ 'crd/patches/injection.yaml': definition }).findings)).toEqual([]);
  });

  it('rules that need the whole object are not held against a patch', () => {
    const release =
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: a, namespace: b }\nspec: { interval: 30m }\n';
    const chart = 'apiVersion: core.gardener.cloud/v1\nkind: ControllerDeployment\nmetadata: { name: a }\nhelm: {}\n';
    const files = { 'release.patch.yaml': release, 'patch-deployment.yaml': chart, 'release.yaml': release };
    expect(judgeChosen(files, 'release.patch.yaml')).toEqual([]);
    expect(judgeChosen(files, 'patch-deployment.yaml')).toEqual([]);
    expect(judgeChosen(files, 'release.yaml')).toEqual(['error SCHEMA-CEL release.yaml:4 spec']);
    const overlay = build('resources: [../base]\npatches: [{ path: values.yaml }]\n');
    expect(loud(judgeFiles({ 'app/values.yaml': release, 'app/kustomization.yaml': overlay }).findings)).toEqual([]);
  });

  it('a patch is one by its name, and its fields are still checked', () => {
    expect(judgeChosen({ 'patch-web.yaml': patch }, 'patch-web.yaml')).toEqual([]);
    expect(judgeChosen({ 'web-patch.yaml': patch.replace('replicas', 'replica') }, 'web-patch.yaml')).toEqual([
      'error SCHEMA-UNKNOWN-FIELD web-patch.yaml:4 spec.replica',
    ]);
  });

  it('an overlay that is a template itself says what its patches are', () => {
    const files = {
      'garden.yaml': patch,
      'kustomization.yaml': build('resources:\n  - {{ .base }}\npatches: [{ path: garden.yaml }]\n'),
    };
    expect(judgeChosen(files, 'garden.yaml')).toEqual([]);
  });

  it('the name of a Namespace is that of the kustomization beside it', () => {
    const files = {
      'namespace.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: _ }\n',
      'kustomization.yaml': build('namespace: media\nresources: [namespace.yaml]\n'),
    };
    expect(judgeChosen(files, 'namespace.yaml')).toEqual([]);
    expect(
      loud(
        judgeFiles({
          'components/namespace/namespace.yaml': files['namespace.yaml'],
          'components/namespace/kustomization.yaml':
            'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [namespace.yaml]\n',
        }).findings,
      ),
    ).toEqual([]);
  });

  it('what a file refers to may lie beside it, but a slip of a letter is an error', () => {
    const apps = (dependency: string): string =>
      `${kustomization('infra-controllers', `  path: ./infra/controllers\n  ${ofRepository}\n`)}---\n${kustomization('apps', `  path: ./apps\n  ${ofRepository}\n  dependsOn: [{ name: ${dependency} }]\n`)}`;
    expect(judgeChosen({ 'apps.yaml': apps('infra-configs') }, 'apps.yaml')).toContain(
      'warning FLUX-DEPENDS-MISSING apps.yaml:22 spec.dependsOn[0].name',
    );
    expect(judgeChosen({ 'apps.yaml': apps('infra-controlers') }, 'apps.yaml')).toContain(
      'error FLUX-DEPENDS-MISSING apps.yaml:22 spec.dependsOn[0].name',
    );
  });
});
