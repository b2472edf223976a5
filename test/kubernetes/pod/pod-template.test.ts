import type { PodTemplateSpec } from '../../../imports/core/v1';
import { FieldPath } from '../../../lib/core/field-path';
import type { Loose } from '../../../lib/core/loose';
import { validatePodTemplate } from '../../../lib/kubernetes/pod/pod-template';
import { Report } from '../../../lib/rules/report';

const main = { name: 'main', image: 'web:1' };

/** The findings of a template of a StatefulSet with a claim `disk`, as rule and path. */
function found(template: Loose<PodTemplateSpec>): readonly string[] {
  const report = new Report();
  validatePodTemplate(template, { path: FieldPath.of('spec', 'template'), claims: ['disk'] }, report);
  return report.findings.map(({ rule, path }) => `${rule} ${path}`);
}

describe('A template of pods', () => {
  it('reports labels and annotations without metadata between, as the API server does', () => {
    const metadata = { labels: { 'a b': 'c' }, annotations: { 'controller.kubernetes.io/pod-deletion-cost': '+1' } };
    expect(found({ metadata, spec: { containers: [main] } })).toEqual([
      'LABEL-KEY spec.template.labels',
      'POD-ANNOTATION-COST spec.template.annotations[controller.kubernetes.io/pod-deletion-cost]',
    ]);
  });

  it('has the claims of its controller as volumes, for mounts and devices', () => {
    const container = {
      ...main,
      volumeMounts: [{ name: 'disk', mountPath: '/disk' }],
    };
    const block = { ...main, name: 'block', volumeDevices: [{ name: 'disk', devicePath: '/dev/x' }] };
    expect(found({ spec: { containers: [container, block] } })).toEqual([]);
  });

  it('leaves open what is only known of a Pod: ports of the node, labels, spaces around an image', () => {
    const term = { topologyKey: 'zone', labelSelector: { matchLabels: { app: 'a' } }, matchLabelKeys: ['app'] };
    const ports = [{ containerPort: 80 }];
    const spec = {
      hostNetwork: true,
      containers: [
        { ...main, image: ' web:1', ports },
        { name: 'other', image: 'b', ports },
      ],
      affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
    };
    expect(found({ metadata: { labels: { app: 'a' } }, spec })).toEqual([]);
  });

  it('compares former annotations with the fields that took their place', () => {
    const metadata = {
      annotations: {
        'seccomp.security.alpha.kubernetes.io/pod': 'unconfined',
        'container.apparmor.security.beta.kubernetes.io/main': 'localhost/a',
      },
    };
    const securityContext = {
      seccompProfile: { type: 'RuntimeDefault' as const },
      appArmorProfile: { type: 'Localhost' as const, localhostProfile: 'b' },
    };
    expect(found({ metadata, spec: { containers: [main], securityContext } })).toEqual([
      'POD-PROFILE-CONTRADICTION spec.template.spec.securityContext.seccompProfile.type',
      'POD-PROFILE-CONTRADICTION spec.template.spec.containers[0].securityContext.appArmorProfile.localhostProfile',
    ]);
  });

  it('warns of a probe of a named port that the container does not have', () => {
    const container = {
      ...main,
      ports: [{ containerPort: 80, name: 'http' }],
      livenessProbe: { httpGet: { port: 'htp' } },
    };
    expect(found({ spec: { containers: [container] } })).toEqual([
      'OBJ-PORT-NAME spec.template.spec.containers[0].livenessProbe.httpGet.port',
    ]);
  });
});
