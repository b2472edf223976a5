import type { Lifecycle, Probe } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';
import { fieldChecks, isCount } from '../../rules/field-checks';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { PlacedContainer } from './containers-of';
import { validateHandler, type HandlerSite } from './handlers';
import { validateProbePort } from './probe-ports';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-PROBE-NUMBER': 'times and thresholds of a probe must not be negative',
  'POD-PROBE-SUCCESS': {
    reason: 'a liveness or startup probe has succeeded once it succeeds',
    fix: 'remove successThreshold',
  },
  'POD-PROBE-GRACE-PERIOD': {
    reason: 'only a probe that ends the container says how long that may take, at least 1 second',
    fix: 'remove terminationGracePeriodSeconds',
  },
});

const validateNumbers = fieldChecks<Probe>({
  initialDelaySeconds: { rule: rule['POD-PROBE-NUMBER'], holds: isCount },
  timeoutSeconds: { rule: rule['POD-PROBE-NUMBER'], holds: isCount },
  periodSeconds: { rule: rule['POD-PROBE-NUMBER'], holds: isCount },
  successThreshold: { rule: rule['POD-PROBE-NUMBER'], holds: isCount },
  failureThreshold: { rule: rule['POD-PROBE-NUMBER'], holds: isCount },
});

/** The three kinds of probes. */
export const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** The probes and hooks of a container that runs as long as its pod. */
export function validateProbesAndHooks(
  { container, path }: PlacedContainer,
  gracePeriod: number,
  report: Report,
): void {
  if (container.lifecycle) validateHooks(container.lifecycle, { path: path.child('lifecycle'), gracePeriod }, report);
  for (const kind of probes) {
    const probe = container[kind];
    if (!probe) continue;
    validateProbe(probe, { kind, gracePeriod, path: path.child(kind) }, report);
    validateProbePort(probe, { container, path: path.child(kind) }, report);
  }
}

/** What runs after the start and before the end of a container; a stopSignal is not in use yet and dropped. */
function validateHooks(
  { postStart, preStop }: Loose<Lifecycle>,
  { path, gracePeriod }: HandlerSite,
  report: Report,
): void {
  if (postStart) validateHandler(postStart, { path: path.child('postStart'), gracePeriod }, report);
  if (preStop) validateHandler(preStop, { path: path.child('preStop'), gracePeriod }, report);
}

interface ProbeSite extends HandlerSite {
  readonly kind: (typeof probes)[number];
}

/** A probe (`validateProbe` and what its kind adds). A threshold or time of 0 is the default. */
function validateProbe(probe: Loose<Probe>, { kind, gracePeriod, path }: ProbeSite, report: Report): void {
  validateHandler(probe, { path, gracePeriod }, report);
  validateNumbers(probe, path, report);
  const { terminationGracePeriodSeconds: grace, successThreshold = 0 } = probe;
  const isReadiness = kind === 'readinessProbe';
  if (grace !== undefined && (grace <= 0 || isReadiness))
    report.invalid(rule['POD-PROBE-GRACE-PERIOD'], path.child('terminationGracePeriodSeconds'), grace);
  if (!isReadiness && successThreshold !== 0 && successThreshold !== 1)
    report.invalid(rule['POD-PROBE-SUCCESS'], path.child('successThreshold'), successThreshold);
}
