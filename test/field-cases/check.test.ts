// What operators of Gardener met after the merge (the reference is the commit or issue), found before it, through the command.
import { said } from './run';

describe('check in the field', () => {
  it('A09 (kustomize#5843): one object in two versions of its group is one object twice; two groups are two', () => {
    const files = {
      'budgets.yaml': `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: a, namespace: b }
spec: { minAvailable: 1, selector: { matchLabels: { a: b } } }
---
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata: { name: a, namespace: b }
spec: { minAvailable: 1, selector: { matchLabels: { a: b } } }
---
apiVersion: example.org/v1
kind: PodDisruptionBudget
metadata: { name: a, namespace: b }
spec: { minAvailable: 1, selector: { matchLabels: { a: b } } }
`,
    };
    expect(said(files)).toEqual([
      1,
      'error SCHEMA-NOT-SERVED budgets.yaml:7 apiVersion: policy/v1beta1 PodDisruptionBudget is no longer served since Kubernetes 1.25, use policy/v1 (write apiVersion: policy/v1)',
      'error OBJ-DUPLICATE budgets.yaml:9 metadata.name: the same object is applied twice in one cluster (as policy/v1 and as policy/v1beta1); the other one comes from budgets.yaml:2 (remove one of them, or give one another name)',
    ]);
  });

  it('A12 (helm-charts@d3c4d2ef): a comment that swallowed the apiVersion', () => {
    const files = {
      'extension.yaml': `# made by a tool apiVersion: operator.gardener.cloud/v1alpha1
kind: Extension
metadata: { name: a }
`,
    };
    expect(said(files)).toEqual([
      1,
      'error READ-API-VERSION extension.yaml:2 : apiVersion is missing: the comment above holds it (write apiVersion: operator.gardener.cloud/v1alpha1 on a line of its own)',
    ]);
  });

  it('B03 (metal-roles@4bf399bb): a field one level too high is told where it exists', () => {
    const files = {
      'g.yaml': `apiVersion: operator.gardener.cloud/v1alpha1
kind: Garden
metadata:
  name: garden
spec:
  runtimeCluster:
    ingress: { controller: { kind: nginx }, domains: [{ name: ingress.example.org }] }
    networking: { pods: [10.1.0.0/16], services: [10.2.0.0/16], nodes: [10.4.0.0/16] }
    provider: { zones: [a] }
    settings: { verticalPodAutoscaler: { enabled: true } }
  virtualCluster:
    dns: { domains: [{ name: virtual.example.org }] }
    kubernetes: { version: 1.34.2 }
    maintenance: { timeWindow: { begin: 220000+0100, end: 230000+0100 } }
    networking: { services: [10.3.0.0/16] }
    gardener:
      clusterIdentity: garden
      shootAdminKubeconfigMaxExpiration: 24h
`,
    };
    expect(said(files)).toEqual([
      1,
      'error SCHEMA-UNKNOWN-FIELD g.yaml:18 spec.virtualCluster.gardener.shootAdminKubeconfigMaxExpiration: unknown field (shootAdminKubeconfigMaxExpiration exists at spec.virtualCluster.gardener.gardenerAPIServer)',
    ]);
  });

  it('B06 (metal-roles@d82e7d44): a Shoot that names a CredentialsBinding by the old field', () => {
    const files = {
      's.yaml': `apiVersion: core.gardener.cloud/v1beta1
kind: Shoot
metadata: { name: web, namespace: garden-dev }
spec:
  cloudProfile: { kind: CloudProfile, name: eu01 }
  region: eu01
  secretBindingName: x
  kubernetes: { version: 1.34.2 }
  maintenance: { autoUpdate: { kubernetesVersion: false, machineImageVersion: false } }
  networking: { type: calico, nodes: 10.250.0.0/16 }
  provider:
    type: foo
    workers:
      - { name: cpu, minimum: 1, maximum: 2, machine: { type: m1, image: { name: linux, version: 1.0.0 } }, zones: [a] }
---
apiVersion: security.gardener.cloud/v1alpha1
kind: CredentialsBinding
metadata: { name: x, namespace: garden-dev }
provider: { type: foo }
credentialsRef: { apiVersion: v1, kind: Secret, name: creds, namespace: garden-dev }
`,
    };
    expect(said(files)).toEqual([
      1,
      'error SHOOT-BINDING-RENAMED s.yaml:7 spec.secretBindingName: from Kubernetes 1.34 on secretBindingName is no longer supported, and CredentialsBinding garden-dev/x exists (rename the field to credentialsBindingName)',
    ]);
  });

  it('B09 (helm-charts@a91bfb6b): the namespace of a project, and one that is spelled in a third way', () => {
    const files = {
      'p.yaml': `apiVersion: core.gardener.cloud/v1beta1
kind: Project
metadata: { name: prt-dev }
spec: { namespace: persephone-dev }
---
apiVersion: v1
kind: Namespace
metadata: { name: persephone-dev }
---
apiVersion: security.gardener.cloud/v1alpha1
kind: CredentialsBinding
metadata: { name: creds, namespace: persephone-dev }
provider: { type: openstack }
credentialsRef: { apiVersion: v1, kind: Secret, name: creds, namespace: persefone-dev }
`,
    };
    expect(said(files)).toEqual([
      1,
      'warning XR-PROJECT-NAMESPACE p.yaml:8 metadata.labels[gardener.cloud/role]: project prt-dev takes this namespace over only with the label gardener.cloud/role: project (set the labels gardener.cloud/role: project and project.gardener.cloud/name, or remove the Namespace)',
      'warning XR-PROJECT-NAMESPACE p.yaml:8 metadata.labels[project.gardener.cloud/name]: project prt-dev takes this namespace over only with the label project.gardener.cloud/name: prt-dev (set the labels gardener.cloud/role: project and project.gardener.cloud/name, or remove the Namespace)',
      'error PROJECT-NAMESPACE-PREFIX p.yaml:4 spec.namespace: the namespace of a project is garden, or begins with "garden-" (name it garden-persephone-dev)',
      'error XR-CREDENTIALSBINDING-CREDENTIALS p.yaml:14 credentialsRef.namespace: Secret persefone-dev/creds does not exist: there is no namespace persefone-dev (did you mean persephone-dev)',
    ]);
  });

  it('B12 (development-environment-gardener): a version that is no longer served, and its fields, in one run', () => {
    const files = {
      '90-shoot.yaml': `apiVersion: core.gardener.cloud/v1alpha1
kind: Shoot
metadata:
  name: test1
  namespace: garden-dev
spec:
  cloudProfileName: aws
  region: eu-west-1
  secretBindingName: account
  kubernetes: { version: 1.33.2 }
  maintenance: { autoUpdate: { kubernetesVersion: false, machineImageVersion: false } }
  networking: { type: calico, nodes: 10.250.0.0/16 }
  provider:
    type: foo
    workers:
      - { name: cpu, minimum: 1, maximum: 2, machine: { type: m1, image: { name: linux, version: 1.0.0 } }, zones: [a] }
  addons:
    kubernetes-dashboard: { enabled: true }
    nginx-ingress: { enabled: false }
`,
    };
    expect(said(files)).toEqual([
      1,
      'error SCHEMA-NOT-SERVED 90-shoot.yaml:1 apiVersion: core.gardener.cloud/v1alpha1 is no longer served, use v1beta1 (write apiVersion: core.gardener.cloud/v1beta1)',
      'error SCHEMA-UNKNOWN-FIELD 90-shoot.yaml:18 spec.addons.kubernetes-dashboard: unknown field (did you mean kubernetesDashboard)',
      'error SCHEMA-UNKNOWN-FIELD 90-shoot.yaml:19 spec.addons.nginx-ingress: unknown field (did you mean nginxIngress)',
      'warning SSA-FIGHT 90-shoot.yaml:9 spec.secretBindingName: a controller of Gardener writes this field, too, and Flux takes its change back (use spec.credentialsBindingName)',
    ]);
  });

  it('B15 (cluster-provider-gardener): the export of a live Shoot', () => {
    const files = {
      's.yaml': `apiVersion: core.gardener.cloud/v1beta1
kind: Shoot
metadata: { name: web, namespace: garden-dev, uid: 0a, generation: 3, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z", managedFields: [{ manager: kubectl }] }
spec:
  cloudProfile: { kind: CloudProfile, name: eu01 }
  region: eu01
  credentialsBindingName: x
  kubernetes: { version: 1.34.2 }
  maintenance: { autoUpdate: { kubernetesVersion: false, machineImageVersion: false } }
  networking: { type: calico, nodes: 10.250.0.0/16 }
  provider:
    type: foo
    workers:
      - { name: cpu, minimum: 1, maximum: 2, machine: { type: m1, image: { name: linux, version: 1.0.0 } }, zones: [a] }
status:
  technicalID: shoot--dev--web
  hibernated: false
`,
    };
    expect(said(files)).toEqual([
      0,
      'warning SCHEMA-SERVER-FIELDS s.yaml:15 status: the server owns status, metadata.uid, metadata.resourceVersion, metadata.generation, metadata.managedFields, metadata.creationTimestamp (remove them: this looks like the export of a live object)',
    ]);
  });

  it('B18 (metal-roles): versions that YAML reads as numbers', () => {
    const files = {
      'c.yaml': `apiVersion: core.gardener.cloud/v1beta1
kind: CloudProfile
metadata: { name: a }
spec:
  type: foo
  kubernetes:
    versions:
      - version: 1.30
  machineImages:
    - name: ubuntu
      versions:
        - version: 20.04
          cri: [{ name: containerd }]
  machineTypes: [{ name: small, cpu: "2", gpu: "0", memory: 4Gi }]
  regions: [{ name: here }]
`,
    };
    expect(said(files)).toEqual([
      1,
      'error SCHEMA-TYPE c.yaml:8 spec.kubernetes.versions[0].version: must be of type string, is a number: 1.30 is the number 1.3 (write it in quotes)',
      'error SCHEMA-TYPE c.yaml:12 spec.machineImages[0].versions[0].version: must be of type string, is a number (write it in quotes: unquoted, YAML reads a number and drops trailing zeros (1.30 has become 1.3))',
    ]);
  });

  it('B21 (persephone-runtime-seed): a ManagedSeed is filled from its Shoot, a Gardenlet is not', () => {
    const files = {
      'g.yaml': `apiVersion: seedmanagement.gardener.cloud/v1alpha1
kind: Gardenlet
metadata: { name: turf, namespace: garden }
spec:
  deployment: { helm: { ociRepository: { ref: registry.example.org/gardenlet:v1.150.0 } } }
  config:
    apiVersion: gardenlet.config.gardener.cloud/v1alpha1
    kind: GardenletConfiguration
    gardenClientConnection: { gardenClusterAddress: "https://api.example.org" }
    seedConfig:
      spec:
        dns:
          internal: { type: designate, domain: internal.example.org, credentialsRef: { apiVersion: v1, kind: Secret, name: dns, namespace: garden } }
`,
      'm.yaml': `apiVersion: seedmanagement.gardener.cloud/v1alpha1
kind: ManagedSeed
metadata: { name: soil, namespace: garden }
spec:
  shoot: { name: soil }
  gardenlet:
    config:
      apiVersion: gardenlet.config.gardener.cloud/v1alpha1
      kind: GardenletConfiguration
      seedConfig:
        spec:
          dns:
            internal: { type: designate, domain: internal.example.org, credentialsRef: { apiVersion: v1, kind: Secret, name: dns, namespace: garden } }
`,
    };
    expect(said(files)).toEqual([
      1,
      'error SCHEMA-REQUIRED g.yaml:11 spec.config.seedConfig.spec.networks: must be set',
      'error SCHEMA-REQUIRED g.yaml:11 spec.config.seedConfig.spec.provider: must be set',
      'info MANAGED-SEED-FILLED m.yaml:11 spec.gardenlet.config.seedConfig.spec: the API server fills in from Shoot garden/soil: dns.provider, ingress, networks, provider',
    ]);
  });
});
