// What `kubectl get -o yaml` prints, and what a gardenlet gets from elsewhere.
import { said } from './run';

const live =
  'uid: a1, resourceVersion: "12", generation: 2, creationTimestamp: "2026-01-01T00:00:00Z", managedFields: [{ manager: kubectl, fieldsType: FieldsV1, fieldsV1: { "f:spec": {} } }]';
const owned =
  'the server owns status, metadata.uid, metadata.resourceVersion, metadata.generation, metadata.managedFields, metadata.creationTimestamp (remove them: this looks like the export of a live object)';

describe('exports of live objects', () => {
  it('in a List and in a list of their kind are judged one by one, with one warning each', () => {
    const files = {
      'list.yaml': `apiVersion: v1
kind: List
metadata: { resourceVersion: "" }
items:
  - apiVersion: core.gardener.cloud/v1beta1
    kind: Project
    metadata: { name: dev, ${live} }
    spec: { namespace: garden-dev, purpos: a }
    status: { phase: Ready, observedGeneration: 2 }
`,
      'typed.yaml': `apiVersion: core.gardener.cloud/v1beta1
kind: ProjectList
metadata: { resourceVersion: "12" }
items:
  - metadata: { name: prod, ${live} }
    spec: { namespace: prod }
    status: { phase: Ready }
`,
    };
    expect(said(files)).toEqual([
      1,
      'error SCHEMA-UNKNOWN-FIELD list.yaml:8 spec.purpos: unknown field (did you mean purpose)',
      `warning SCHEMA-SERVER-FIELDS list.yaml:9 status: ${owned}`,
      'error PROJECT-NAMESPACE-PREFIX typed.yaml:6 spec.namespace: the namespace of a project is garden, or begins with "garden-" (name it garden-prod)',
      `warning SCHEMA-SERVER-FIELDS typed.yaml:7 status: ${owned}`,
    ]);
  });

  it('of kinds whose generators write empty fields are not blamed for these', () => {
    const files = {
      'a.yaml': `apiVersion: v1
kind: ServiceAccount
metadata: { name: a, namespace: b, creationTimestamp: null }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: a, namespace: b, creationTimestamp: null }
spec: { selector: { matchLabels: { a: b } }, strategy: {}, template: { metadata: { creationTimestamp: null, labels: { a: b } }, spec: { containers: [{ name: a, image: b, resources: {} }] } } }
status: {}
`,
    };
    expect(said(files)).toEqual([0]);
  });
});

describe('seeds that others complete', () => {
  const managedSeed = (config: string): string => `apiVersion: seedmanagement.gardener.cloud/v1alpha1
kind: ManagedSeed
metadata: { name: soil, namespace: garden }
spec:
  shoot: { name: soil }
  gardenlet:
    config: { apiVersion: gardenlet.config.gardener.cloud/v1alpha1, kind: GardenletConfiguration, ${config} }
`;
  const dns =
    'dns: { internal: { type: d, domain: i.example.org, credentialsRef: { apiVersion: v1, kind: Secret, name: dns, namespace: garden } } }';

  it('say what is filled in, and are judged for what they hold', () => {
    const files = { 'm.yaml': managedSeed(`seedConfig: { spec: { networks: { pods: 7 }, ${dns} } }`) };
    expect(said(files)).toEqual([
      1,
      'info MANAGED-SEED-FILLED m.yaml:7 spec.gardenlet.config.seedConfig.spec: the API server fills in from Shoot garden/soil: dns.provider, ingress, networks.nodes, networks.services, provider',
      'error SCHEMA-TYPE m.yaml:7 spec.gardenlet.config.seedConfig.spec.networks.pods: must be of type string, is a number (write it in quotes: unquoted, YAML reads a number)',
    ]);
  });

  it('are refused without a seed', () => {
    expect(said({ 'm.yaml': managedSeed('logLevel: info') })).toEqual([
      1,
      'error MANAGED-SEED-SEED-CONFIG m.yaml:7 spec.gardenlet.config.seedConfig: a ManagedSeed must describe its seed, be it with an empty spec (set spec.gardenlet.config.seedConfig)',
    ]);
  });
});
