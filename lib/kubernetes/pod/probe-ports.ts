import type { Container, EphemeralContainer } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { suggest } from '../../core/suggest';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('kubernetes:pkg/probe/util.go v1.36', {
  'OBJ-PORT-NAME': { severity: 'warning', reason: 'a probe must name a port of its container: it fails for ever' },
});

/** What probes have in common that name a port. */
interface PortAction {
  readonly port?: string | number | undefined;
}

/** Where a probe of a container lies. */
export interface ProbeOfContainer {
  readonly container: Loose<Container | EphemeralContainer>;
  readonly path: FieldPath;
}

/** A named port that the container does not have: the API server takes it, and the kubelet never finds it. */
export function validateProbePort(
  probe: { readonly httpGet?: PortAction | undefined; readonly tcpSocket?: PortAction | undefined },
  { container, path }: ProbeOfContainer,
  report: Report,
): void {
  for (const action of ['httpGet', 'tcpSocket'] as const) {
    const port = probe[action]?.port;
    if (typeof port !== 'string' || /^\d*$/.test(port)) continue;
    const names = (container.ports ?? []).flatMap(({ name }) => name ?? []);
    if (names.includes(port)) continue;
    const near = suggest(port, names);
    const fix = near === undefined ? {} : { fix: `did you mean ${near}` };
    report.add(rule['OBJ-PORT-NAME'], path.child(action, 'port'), { value: port, ...fix });
  }
}
