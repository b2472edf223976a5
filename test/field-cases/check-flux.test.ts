// What users of Flux met after the merge (the reference is the issue), found before it, through the command.
import { said } from './run';

describe('check of Flux in the field', () => {
  it('C06 (flux2#2148): texts that look like variables, where Flux substitutes', () => {
    const files = {
      'app/map.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: fluent-bit, namespace: logging }
data:
  fluent-bit.conf: |
    # the token is \${x}
    Splunk_Token \${SPLUNK_HEC_TOKEN}
  run.sh: |
    curl "\${AUTH[@]}"
`,
      'flux.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: fleet, namespace: flux-system }
spec: { interval: 1m, url: "https://git.example.org/fleet", ref: { branch: main } }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: logging, namespace: flux-system }
spec:
  interval: 10m
  path: ./app
  prune: false
  timeout: 5m
  sourceRef: { kind: GitRepository, name: fleet }
  postBuild: { substitute: { region: eu01 } }
`,
    };
    expect(said(files)).toEqual([
      1,
      'error SUB-002 app/map.yaml:5 data[fluent-bit.conf]: ${SPLUNK_HEC_TOKEN}: the variable is not declared: since Flux 2.9 the build of the whole Flux Kustomization fails, before that the text becomes empty (declare it in postBuild, give it a default with ${name:=value}, or annotate the object with kustomize.toolkit.fluxcd.io/substitute: disabled, or double every dollar in the text)',
      'error SUB-002 app/map.yaml:5 data[fluent-bit.conf]: ${x}: the variable is not declared: since Flux 2.9 the build of the whole Flux Kustomization fails, before that the text becomes empty (declare it in postBuild, give it a default with ${name:=value}, or annotate the object with kustomize.toolkit.fluxcd.io/substitute: disabled, or double every dollar in the text)',
      'error SUB-001 app/map.yaml:8 data[run.sh]: Flux takes ${ for a variable and cannot read this one: the build of the whole Flux Kustomization fails (missing closing brace) (annotate the object with kustomize.toolkit.fluxcd.io/substitute: disabled, or double every dollar in the text)',
    ]);
  });

  it('C06: the same texts, where Flux substitutes nothing', () => {
    const files = {
      'map.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: fluent-bit, namespace: logging }
data:
  fluent-bit.conf: |
    # the token is \${x}
    Splunk_Token \${SPLUNK_HEC_TOKEN}
  run.sh: |
    curl "\${AUTH[@]}"
`,
    };
    expect(said(files)).toEqual([0]);
  });

  it('C09 (flux2#4392): force over what holds state', () => {
    const files = {
      'app/db.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: db }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: db }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
---
apiVersion: core.gardener.cloud/v1beta1
kind: Shoot
metadata: { name: api, namespace: garden-dev }
spec:
  cloudProfile: { kind: CloudProfile, name: eu01 }
  region: eu01
  kubernetes: { version: 1.34.2 }
  maintenance: { autoUpdate: { kubernetesVersion: false } }
  provider: { type: openstack }
`,
      'flux.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: db, namespace: flux-system }
spec:
  interval: 10m
  path: ./app
  prune: false
  timeout: 5m
  force: true
  sourceRef: { kind: GitRepository, name: fleet }
`,
    };
    expect(said(files)).toEqual([
      1,
      'error FLUX-FORCE-STATEFUL flux.yaml:9 spec.force: force deletes and recreates objects at every answer "invalid" or "conflict": StatefulSet db/db: all replicas at once; their volumes stay; Shoot garden-dev/api: the cluster, once its deletion is confirmed (remove force; set the annotation kustomize.toolkit.fluxcd.io/force: enabled on single objects without state, such as Jobs)',
    ]);
  });

  it('C12 (flux2#797): encrypted objects, under a Flux Kustomization that decrypts', () => {
    const files = {
      'app/secrets.yaml': `apiVersion: v1
kind: Secret
metadata: { name: token, namespace: logging }
stringData:
  token: ENC[AES256_GCM,data:RwzrBF8=,iv:DuJce2E=,tag:Gg9X==,type:str]
sops:
  encrypted_regex: ^(data|stringData)$
  lastmodified: "2026-01-01T00:00:00Z"
  mac: ENC[AES256_GCM,data:RwzrBF8=,iv:DuJce2E=,tag:Gg9X==,type:str]
  version: 3.9.0
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: logging }
data:
  key: ENC[AES256_GCM,data:RwzrBF8=,iv:DuJce2E=,tag:Gg9X==,type:str]
sops:
  encrypted_regex: ^(data|stringData)$
  lastmodified: "2026-01-01T00:00:00Z"
  mac: ENC[AES256_GCM,data:RwzrBF8=,iv:DuJce2E=,tag:Gg9X==,type:str]
  version: 3.9.0
`,
      'flux.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: fleet, namespace: flux-system }
spec: { interval: 1m, url: "https://git.example.org/fleet", ref: { branch: main } }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: logging, namespace: flux-system }
spec:
  interval: 10m
  path: ./app
  prune: false
  timeout: 5m
  sourceRef: { kind: GitRepository, name: fleet }
  decryption: { provider: sops, secretRef: { name: sops-age } }
`,
    };
    expect(said(files)).toEqual([0]);
  });

  it('C12: the same under one that does not', () => {
    const files = {
      'app/secrets.yaml': `apiVersion: v1
kind: Secret
metadata: { name: token, namespace: logging }
stringData:
  token: ENC[AES256_GCM,data:RwzrBF8=,iv:DuJce2E=,tag:Gg9X==,type:str]
sops:
  encrypted_regex: ^(data|stringData)$
  lastmodified: "2026-01-01T00:00:00Z"
  mac: ENC[AES256_GCM,data:RwzrBF8=,iv:DuJce2E=,tag:Gg9X==,type:str]
  version: 3.9.0
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: logging }
data:
  key: ENC[AES256_GCM,data:RwzrBF8=,iv:DuJce2E=,tag:Gg9X==,type:str]
sops:
  encrypted_regex: ^(data|stringData)$
  lastmodified: "2026-01-01T00:00:00Z"
  mac: ENC[AES256_GCM,data:RwzrBF8=,iv:DuJce2E=,tag:Gg9X==,type:str]
  version: 3.9.0
`,
      'flux.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: fleet, namespace: flux-system }
spec: { interval: 1m, url: "https://git.example.org/fleet", ref: { branch: main } }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: logging, namespace: flux-system }
spec:
  interval: 10m
  path: ./app
  prune: false
  timeout: 5m
  sourceRef: { kind: GitRepository, name: fleet }
`,
    };
    expect(said(files)).toEqual([
      1,
      'error FLUX-DECRYPTION flux.yaml:9 spec.decryption: ConfigMap logging/settings is encrypted, and this Flux Kustomization does not decrypt: it is refused (set spec.decryption: { provider: sops, secretRef: { name: ... } })',
      'error FLUX-DECRYPTION flux.yaml:9 spec.decryption: Secret logging/token is encrypted, and this Flux Kustomization does not decrypt: it is refused (set spec.decryption: { provider: sops, secretRef: { name: ... } })',
    ]);
  });

  it('C15 (gardener-landscape-kit#186): a dangling dependency, and a circle', () => {
    const files = {
      'ks.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: virtual-garden-access, namespace: flux-system }
spec:
  interval: 10m
  path: ./access
  prune: false
  timeout: 5m
  sourceRef: { kind: GitRepository, name: fleet }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: config, namespace: flux-system }
spec:
  interval: 10m
  path: ./config
  prune: false
  timeout: 5m
  sourceRef: { kind: GitRepository, name: fleet }
  dependsOn: [{ name: virtual-garden-access-flux }]
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: a, namespace: flux-system }
spec:
  interval: 10m
  path: ./a
  prune: false
  timeout: 5m
  sourceRef: { kind: GitRepository, name: fleet }
  dependsOn: [{ name: b }]
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: b, namespace: flux-system }
spec:
  interval: 10m
  path: ./b
  prune: false
  timeout: 5m
  sourceRef: { kind: GitRepository, name: fleet }
  dependsOn: [{ name: c }]
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: c, namespace: flux-system }
spec:
  interval: 10m
  path: ./c
  prune: false
  timeout: 5m
  sourceRef: { kind: GitRepository, name: fleet }
  dependsOn: [{ name: a }]
---
`,
    };
    expect(said(files)).toEqual([
      1,
      'error FLUX-DEPENDS-CYCLE ks.yaml:31 spec.dependsOn: a -> b -> c -> a: the Flux Kustomizations wait for each other, so that none is ever applied (remove one of the dependencies)',
      'error FLUX-DEPENDS-MISSING ks.yaml:20 spec.dependsOn[0].name: Kustomization flux-system/virtual-garden-access-flux: the Flux Kustomization that this one waits for does not exist: it is never applied (did you mean virtual-garden-access?)',
    ]);
  });

  it('a dependency in a namespace that is misspelled, and a source of another kind', () => {
    const kustomization = (name: string, rest: string): string => `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec: { interval: 10m, path: ./${name}, prune: false, timeout: 5m, ${rest} }
`;
    const source = 'sourceRef: { kind: GitRepository, name: fleet }';
    const files = {
      'ks.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: fleet, namespace: flux-system }
spec: { interval: 1m, url: "https://git.example.org/fleet", ref: { branch: main } }
${kustomization('a', `${source}, dependsOn: [{ name: b, namespace: flux-sytem }]`)}${kustomization('b', `${source}, dependsOn: [{ name: elsewhere, namespace: tenant }]`)}${kustomization('c', 'sourceRef: { kind: OCIRepository, name: fleet }')}${kustomization('d', 'sourceRef: { kind: OCIRepository, name: other }')}`,
    };
    expect(said(files)).toEqual([
      1,
      'error FLUX-DEPENDS-MISSING ks.yaml:9 spec.dependsOn[0].name: Kustomization flux-sytem/b: the Flux Kustomization that this one waits for does not exist: it is never applied (did you mean Kustomization flux-system/b?)',
      'error FLUX-SOURCE-MISSING ks.yaml:19 spec.sourceRef.name: OCIRepository flux-system/fleet: the source does not exist (did you mean GitRepository flux-system/fleet?)',
    ]);
  });

  it('C12: a Secret of which SOPS has encrypted a part, nothing, or whose metadata are gone', () => {
    const encrypted = 'ENC[AES256_GCM,data:RwzrBF8=,iv:DuJce2E=,tag:Gg9X==,type:str]';
    const sops = `sops: { age: [{ recipient: age1x, enc: a }], encrypted_regex: ^token$, lastmodified: "2026-01-01T00:00:00Z", mac: "${encrypted}", version: 3.9.0 }`;
    const secret = (name: string, values: string, metadata = sops): string =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: ${name}, namespace: logging }\nstringData: { ${values} }\n${metadata}\n`;
    const files = {
      'all.yaml': secret('all', `token: "${encrypted}", port: "${encrypted.replace('str', 'int')}"`),
      'named.yaml': secret('named', `token: "${encrypted}", user_unencrypted: admin`),
      'none.yaml': secret('none', 'token: hunter2'),
      'part.yaml': secret('part', `token: "${encrypted}", password: hunter2`),
      'undone.yaml': secret('undone', `token: "${encrypted}"`, ''),
    };
    const beside =
      'the file is encrypted by SOPS, and this value stands in clear text (encrypt the file with SOPS, or keep the Secret outside Git)';
    expect(said(files)).toEqual([
      1,
      `warning SECRET-IN-GIT none.yaml:4 stringData[token]: ${beside}`,
      `warning SECRET-IN-GIT part.yaml:4 stringData[password]: ${beside}`,
      'error SECRET-NOT-DECRYPTED undone.yaml:1 sops: SOPS has encrypted values of the Secret, and its metadata are gone: nobody decrypts them, they are applied as they stand (restore the field sops of the file, or encrypt the Secret again)',
    ]);
  });

  it('a path inside of another one, which Flux applies with all that lies below', () => {
    const kustomization = (name: string, path: string): string => `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec: { interval: 10m, path: ${path}, prune: false, timeout: 5m, sourceRef: { kind: GitRepository, name: fleet } }
`;
    const map = (name: string): string =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: default }\n`;
    const build = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [map.yaml]\n';
    const files = {
      'ks.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: fleet, namespace: flux-system }
spec: { interval: 1m, url: "https://git.example.org/fleet", ref: { branch: main } }
${kustomization('outer', './apps')}${kustomization('inner', './apps/web')}${kustomization('listed', './infra')}${kustomization('below', './infra/dns')}${kustomization('beside', './apps-web')}`,
      'apps/map.yaml': map('outer'),
      'apps/web/map.yaml': map('inner'),
      'infra/kustomization.yaml': build,
      'infra/map.yaml': map('listed'),
      'infra/dns/map.yaml': map('below'),
      'apps-web/map.yaml': map('beside'),
    };
    expect(said(files)).toEqual([
      0,
      'warning FLUX-NESTED-PATH ks.yaml:14 spec.path: outer applies ./apps with all that lies below, because it holds no kustomization.yaml: outer and inner take the same objects from each other (move one of the folders, or list in a kustomization.yaml of the outer one what belongs to it)',
    ]);
  });
});
