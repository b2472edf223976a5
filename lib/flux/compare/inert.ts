import type { Finding } from '../../core/finding';
import { isMap } from '../../core/plain-map';
import { referenceOf } from '../../rules/judge';
import { ruleTable } from '../../rules/rule';
import type { View, ViewObject } from '../../rules/view';
import { decodeFluxConfig, type FluxConfig } from '../config/flux-config';
import { defaultFluxConfig, type DefaultedConfig } from '../config/defaults';
import { fluxEntryOf } from '../config/shoot-checks';

const rule = ruleTable('shoot-flux:pkg/controller/extension/actuator.go v0.27.0', {
  'FX-INERT-CHANGE': {
    severity: 'warning',
    reason: 'the extension bootstraps once: on an existing Shoot this change has no effect',
    fix: 'change it in the repository that Flux applies; keep the configuration in step, because a control plane migration bootstraps anew',
  },
});

export const inertRule = rule['FX-INERT-CHANGE'];

/** Edits of a FluxConfig that change nothing on a Shoot that exists; Secrets are the exception. */
export function* compareFluxConfigs(before: View, after: View): Iterable<Finding> {
  for (const entry of after.ofKind('core.gardener.cloud', 'Shoot')) {
    const { namespace, name = '' } = entry.object.metadata;
    const old = before.find('core.gardener.cloud', 'Shoot', namespace, name);
    if (old === undefined) continue;
    const [was, is] = [configOf(old), configOf(entry)];
    const path = fluxEntryOf(entry)?.path.toString();
    if (was === undefined || is === undefined || path === undefined) continue;
    for (const field of inertDifferences(was, is)) {
      const { id, severity, reason, source, fix } = inertRule;
      const place = `${path}.${field}`;
      const origin = entry.origin(place);
      yield {
        rule: id,
        severity,
        path: place,
        message: reason,
        source,
        ...(fix !== undefined && { fix }),
        ...(entry.cluster !== '' && { cluster: entry.cluster }),
        object: referenceOf(entry),
        ...(origin && { origin }),
      };
    }
  }
}

function configOf(entry: ViewObject): DefaultedConfig | undefined {
  const flux = fluxEntryOf(entry);
  if (flux === undefined) return undefined;
  const decoded = decodeFluxConfig(flux.providerConfig);
  return 'config' in decoded ? defaultFluxConfig(decoded.config) : undefined;
}

/** The fields that differ, apart from those that decide which Secrets are copied. */
function inertDifferences(was: DefaultedConfig, is: DefaultedConfig): readonly string[] {
  return differences(withoutSecrets(was), withoutSecrets(is), '').sort();
}

/** The reference to the Secret is one of the fields that stay effective: it names the copy. */
function withoutSecrets({ flux, source, kustomization }: FluxConfig): unknown {
  const { template } = source ?? {};
  const spec = isMap(template) && isMap(template['spec']) ? { ...template['spec'], secretRef: undefined } : undefined;
  return { flux, source: isMap(template) ? { template: { ...template, spec } } : undefined, kustomization };
}

function differences(a: unknown, b: unknown, path: string): string[] {
  if (isMap(a) && isMap(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].flatMap(key => differences(a[key], b[key], path === '' ? key : `${path}.${key}`));
  }
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [path];
}
