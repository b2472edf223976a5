import { Duration } from '../../core/duration';
import { isMap, type PlainMap } from '../../core/plain-map';
import { mapAt, textOf } from '../plain';
import { upstreamDefaults, type FluxConfig, type FluxConfigSource, type FluxInstallation } from './flux-config';
import { decodeSourceTemplate, isSource, metadataOf, type SourceTemplate } from './source-template';

/** A configuration in which the installation is complete. */
export interface DefaultedConfig extends FluxConfig {
  readonly flux: FluxInstallation & { readonly version: string; readonly registry: string; readonly namespace: string };
}

/**
 * Fills in what the extension fills in, in its order: the reference to the source before names are defaulted, then the given namespace,
 * then the rest. A template that cannot be decoded is left as it is. Source: shoot-flux:pkg/apis/flux/v1alpha1/defaults.go v0.27.0
 */
export function defaultFluxConfig(config: FluxConfig): DefaultedConfig {
  const { version, registry, namespace, ...lists } = config.flux ?? {};
  const { source, kustomization, ...rest } = cascadeNamespace(referToSource(config), namespace ?? '');
  return {
    ...rest,
    flux: {
      ...lists,
      version: version ?? upstreamDefaults.version,
      registry: registry ?? upstreamDefaults.registry,
      namespace: namespace ?? upstreamDefaults.namespace,
    },
    ...(source && { source: defaultSource(source) }),
    ...(kustomization && { kustomization: { template: defaultKustomization(kustomization.template) } }),
  };
}

function referToSource(config: FluxConfig): FluxConfig {
  if (config.source === undefined || config.kustomization === undefined) return config;
  const source = decodeSourceTemplate(config.source.template);
  if (!isSource(source)) return config;
  const target = { kind: source.kind, ...metadataOf(source.object) };
  return { ...config, kustomization: { template: fillSourceRef(config.kustomization.template, target) } };
}

/** The default namespace does not cascade, only a given one. */
function cascadeNamespace(config: FluxConfig, namespace: string): FluxConfig {
  if (namespace === '') return config;
  const { source, kustomization } = config;
  return {
    ...config,
    ...(source && { source: changeTemplate(source, object => fillMetadata(object, { namespace })) }),
    ...(kustomization && {
      kustomization: {
        template: fillSourceRef(fillMetadata(kustomization.template, { namespace }), { namespace }),
      },
    }),
  };
}

function defaultSource(source: FluxConfigSource): FluxConfigSource {
  return changeTemplate(source, (object, { supported }) => {
    if (!supported) return object;
    const named = fillInterval(fillMetadata(object, upstreamDefaults));
    const spec = mapAt(named, 'spec');
    const needsRef = (source.secretResourceName ?? '') !== '' && textOf(mapAt(spec, 'secretRef')['name']) === '';
    return needsRef ? { ...named, spec: { ...spec, secretRef: { name: upstreamDefaults.name } } } : named;
  });
}

/** The template is written anew only when something in it changes; otherwise it stays as it was given. */
function changeTemplate(
  source: FluxConfigSource,
  change: (object: PlainMap, template: SourceTemplate) => PlainMap,
): FluxConfigSource {
  const template = decodeSourceTemplate(source.template);
  if (!isSource(template)) return source;
  const changed = change(template.object, template);
  return changed === template.object ? source : { ...source, template: changed };
}

function defaultKustomization(template: PlainMap): PlainMap {
  const named = fillInterval(fillMetadata(template, upstreamDefaults));
  return fillSourceRef(named, { ...upstreamDefaults, kind: 'GitRepository' });
}

/** Fills empty fields of metadata; the same object when nothing is empty. */
function fillMetadata(object: PlainMap, defaults: Partial<Record<'name' | 'namespace', string>>): PlainMap {
  return fill(object, 'metadata', pick(defaults, ['name', 'namespace']));
}

function fillSourceRef(template: PlainMap, defaults: Partial<Record<'kind' | 'name' | 'namespace', string>>): PlainMap {
  const spec = mapAt(template, 'spec');
  return { ...template, spec: fill(spec, 'sourceRef', pick(defaults, ['kind', 'name', 'namespace'])) };
}

function fillInterval(object: PlainMap): PlainMap {
  const spec = mapAt(object, 'spec');
  const interval = Duration.parse(textOf(spec['interval']));
  if (interval !== undefined && interval.nanoseconds !== 0n) return object;
  return { ...object, spec: { ...spec, interval: upstreamDefaults.interval } };
}

function fill(object: PlainMap, field: string, defaults: Readonly<Record<string, string>>): PlainMap {
  const current = isMap(object[field]) ? object[field] : {};
  const missing = Object.entries(defaults).filter(([name, value]) => value !== '' && textOf(current[name]) === '');
  if (missing.length === 0) return object;
  return { ...object, [field]: { ...current, ...Object.fromEntries(missing) } };
}

function pick(values: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}
