import type { Container, Pod, PodSpec } from '../../../imports/core/v1';
import type { Loose } from '../../../lib/core/loose';
import { validatePod } from '../../../lib/kubernetes/pod/pod';
import { Report } from '../../../lib/rules/report';

/** What a Pod is made of: fields of its container `main`, and of its spec; `more` are containers beside it. */
export interface PodParts {
  readonly container?: Loose<Container>;
  readonly spec?: Loose<PodSpec>;
  readonly more?: readonly Loose<Container>[];
}

/** A Pod `web` with a volume `data`. */
export function podOf({ container = {}, spec = {}, more = [] }: PodParts): Loose<Pod> {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
    spec: {
      containers: [{ name: 'main', image: 'web:1', ...container }, ...more],
      volumes: [{ name: 'data', emptyDir: {} }],
      ...spec,
    },
  };
}

/** The errors of a new Pod, as rule and path. */
export function errorsOf(parts: PodParts): readonly string[] {
  const report = new Report();
  validatePod(podOf(parts), report);
  return report.findings.flatMap(({ rule, path, severity }) => (severity === 'error' ? [`${rule} ${path}`] : []));
}
