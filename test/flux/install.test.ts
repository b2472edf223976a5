import { renderInstallation, installationText, subjectsOf, type ReleaseManifests } from '../../lib/flux/install/render';
import { tuneControllers } from '../../lib/flux/install/controller-arguments';
import type { KubernetesObject } from '../../lib/core/object';

/** A release in the shape of upstream's, with two components. */
const release: ReleaseManifests = {
  'rbac.yaml': `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: crd-controller
rules: []
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: crd-controller
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: crd-controller
subjects:
- kind: ServiceAccount
  name: source-controller
  namespace: flux-system
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: cluster-reconciler
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
- kind: ServiceAccount
  name: kustomize-controller
  namespace: flux-system
`,
  'policies.yaml': `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-egress
spec: {}
`,
  'source-controller.yaml': controller('source-controller', [
    '--events-addr=x',
    '--watch-all-namespaces',
    '--log-level=info',
    '--log-encoding=json',
    '--enable-leader-election',
    '--storage-path=/data',
    '--storage-adv-addr=x',
  ]),
  'kustomize-controller.yaml': controller('kustomize-controller', [
    '--events-addr=x',
    '--watch-all-namespaces',
    '--log-level=info',
  ]),
  'source-watcher.yaml': controller('source-watcher', ['a', 'b', 'c', 'd', 'e', 'f', 'g']),
};

function controller(name: string, args: readonly string[]): string {
  return `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels:
    control-plane: controller
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
      - name: manager
        image: fluxcd/${name}:v1.9.3
        args: ${JSON.stringify(args)}
`;
}

const components = ['source-controller', 'kustomize-controller'];

function rendered(options: Parameters<typeof renderInstallation>[1]): readonly KubernetesObject[] {
  const result = renderInstallation(release, options);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.objects;
}

const find = (objects: readonly KubernetesObject[], kind: string, name: string): KubernetesObject | undefined =>
  objects.find(object => object.kind === kind && object.metadata.name === name);

describe('an installation from the manifests of a release', () => {
  it('places, labels and configures a Deployment as flux install does', () => {
    const objects = rendered({
      components,
      version: 'v2.9.2',
      namespace: 'gotk',
      registry: 'reg.example.com/flux',
      imagePullSecret: 'regcred',
      tolerationKeys: ['dedicated'],
      watchAllNamespaces: false,
      logLevel: 'debug',
      clusterDomain: 'example.internal',
    });
    const labels = {
      'app.kubernetes.io/instance': 'gotk',
      'app.kubernetes.io/version': 'v2.9.2',
      'app.kubernetes.io/part-of': 'flux',
    };
    expect(find(objects, 'Deployment', 'source-controller')).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'source-controller', namespace: 'gotk', labels: { 'control-plane': 'controller', ...labels } },
      spec: {
        selector: { matchLabels: { app: 'source-controller' } },
        template: {
          metadata: { labels: { app: 'source-controller', ...labels } },
          spec: {
            nodeSelector: { 'kubernetes.io/os': 'linux' },
            imagePullSecrets: [{ name: 'regcred' }],
            tolerations: [{ key: 'dedicated', operator: 'Exists' }],
            containers: [
              {
                name: 'manager',
                image: 'reg.example.com/flux/source-controller:v1.9.3',
                args: [
                  '--events-addr=',
                  '--watch-all-namespaces=false',
                  '--log-level=debug',
                  '--log-encoding=json',
                  '--enable-leader-election',
                  '--storage-path=/data',
                  '--storage-adv-addr=source-controller.$(RUNTIME_NAMESPACE).svc.example.internal.',
                ],
              },
            ],
          },
        },
      },
    });
  });

  it('renames roles, and references to them, but not cluster-admin', () => {
    const objects = rendered({ components, namespace: 'gotk' });
    const binding = find(objects, 'ClusterRoleBinding', 'crd-controller-gotk');
    expect(binding?.['roleRef']).toMatchObject({ name: 'crd-controller-gotk' });
    expect(binding?.['subjects']).toEqual([{ kind: 'ServiceAccount', name: 'source-controller', namespace: 'gotk' }]);
    expect(binding && subjectsOf(binding)).toEqual(['source-controller']);
    expect(find(objects, 'ClusterRoleBinding', 'cluster-reconciler-gotk')?.['roleRef']).toMatchObject({
      name: 'cluster-admin',
    });
  });

  it('writes the namespace, policies, roles and components in this order', () => {
    expect(rendered({ components }).map(({ kind, metadata }) => `${kind}/${metadata.name ?? ''}`)).toEqual([
      'Namespace/flux-system',
      'NetworkPolicy/allow-egress',
      'ClusterRole/crd-controller-flux-system',
      'ClusterRoleBinding/crd-controller-flux-system',
      'ClusterRoleBinding/cluster-reconciler-flux-system',
      'ServiceAccount/source-controller',
      'Deployment/source-controller',
      'ServiceAccount/kustomize-controller',
      'Deployment/kustomize-controller',
    ]);
  });

  it('lets kustomize-controller read external artifacts when source-watcher is installed', () => {
    const objects = rendered({ components, componentsExtra: ['source-watcher'], networkPolicy: false });
    expect(JSON.stringify(find(objects, 'Deployment', 'kustomize-controller'))).toContain(
      '"--log-level=info","--feature-gates=ExternalArtifact=true"',
    );
  });

  it('lists the images and begins with the header of upstream', () => {
    const result = renderInstallation(release, { components, version: 'v2.9.2', registry: '' });
    if ('problems' in result) throw new Error('no objects');
    expect(result.images).toEqual(['fluxcd/kustomize-controller:v1.9.3', 'fluxcd/source-controller:v1.9.3']);
    expect(installationText(result).split('\n').slice(0, 5)).toEqual([
      '---',
      '# This manifest was generated by flux. DO NOT EDIT.',
      '# Flux Version: v2.9.2',
      '# Components: source-controller,kustomize-controller',
      'apiVersion: v1',
    ]);
  });

  it('takes arguments that flux install has no option for, each once', () => {
    const tuning = { concurrent: 20, requeueDependency: '5s', customApplyStageKinds: ['/ConfigMap', '/Secret'] };
    const once = tuneControllers(rendered({ components }), tuning);
    const twice = tuneControllers(once, { ...tuning, concurrent: 30 });
    expect(JSON.stringify(find(twice, 'Deployment', 'kustomize-controller'))).toContain(
      '"--log-level=info","--concurrent=30","--requeue-dependency=5s","--custom-apply-stage-kinds=/ConfigMap,/Secret"]',
    );
    expect(find(twice, 'Deployment', 'source-controller')).toEqual(
      find(rendered({ components }), 'Deployment', 'source-controller'),
    );
  });

  it('says everything that is wrong with the options at once', () => {
    expect(
      renderInstallation(release, {
        namespace: '',
        components: ['source-controller', 'source-controller', 'kustomise-controller'],
      }),
    ).toEqual({
      problems: [
        { at: 'namespace', message: 'the namespace must have a name' },
        { at: 'components', message: 'source-controller is listed twice' },
        { at: 'components', message: 'there is no component kustomise-controller, did you mean kustomize-controller?' },
        { at: 'components', message: 'kustomize-controller is always needed' },
      ],
    });
  });
});
