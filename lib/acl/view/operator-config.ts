import { isMap } from '../../core/plain-map';
import type { View, ViewObject } from '../../rules/view';
import type { OperatorConfig } from '../situation';

type Json = Readonly<Record<string, unknown>>;

/** Chart values in an object of the tree. */
export interface ChartValues {
  readonly path: string;
  readonly values: Json;
}

/** Where the tree tells how the ACL extension runs. */
export interface OperatorSource {
  readonly entry: ViewObject;
  /** Values of the extension's own chart. */
  readonly extension: ChartValues;
  /** Values of the chart of its webhook; undefined where another object would hold them. */
  readonly admission?: ChartValues;
}

/**
 * The object that tells how the extension runs: the operator Extension, or the ControllerDeployment of the ControllerRegistration, that
 * serves the type `acl`.
 */
export function operatorSource(view: View): OperatorSource | undefined {
  const entry = view.ofKind('operator.gardener.cloud', 'Extension').find(servesAcl);
  if (entry !== undefined) {
    const [extension, admission] = ['extension', 'admission'].map(part =>
      valuesAt(entry, 'spec', 'deployment', part, 'values'),
    ) as [ChartValues, ChartValues];
    return { entry, extension, admission };
  }
  const registration = view.ofKind('core.gardener.cloud', 'ControllerRegistration').find(servesAcl);
  const deployment = registration && deploymentOf(view, registration);
  if (deployment === undefined) return undefined;
  // v1 and v1beta1
  const holder = mapAt(deployment.object, 'helm') === undefined ? 'providerConfig' : 'helm';
  return { entry: deployment, extension: valuesAt(deployment, holder, 'values') };
}

/** How the tree runs the ACL extension. Empty when the tree does not tell, so that its ranges are unknown. */
export function operatorConfig(view: View): OperatorConfig {
  const source = operatorSource(view);
  if (source === undefined) return {};
  return {
    additionalAllowedCIDRs: allowedRanges(source.extension.values),
    maxAllowedCIDRs: limitIn(source.admission?.values),
    inTree: true,
  };
}

/** What the chart makes of `additionalAllowedCidrs`: one option, split at commas. */
export function allowedRanges({ additionalAllowedCidrs: ranges }: Json): string[] {
  if (typeof ranges === 'string') return ranges === '' ? [] : ranges.split(',');
  return Array.isArray(ranges) ? ranges.filter(range => typeof range === 'string') : [];
}

function servesAcl({ object }: ViewObject): boolean {
  const resources = mapAt(object, 'spec')?.['resources'];
  return Array.isArray(resources) && resources.some(resource => isAclExtension(resource));
}

function isAclExtension(resource: unknown): boolean {
  return isMap(resource) && resource['kind'] === 'Extension' && resource['type'] === 'acl';
}

function deploymentOf(view: View, registration: ViewObject): ViewObject | undefined {
  const references: unknown = mapAt(mapAt(registration.object, 'spec'), 'deployment')?.['deploymentRefs'];
  const names = Array.isArray(references)
    ? references.map((reference: unknown) => (isMap(reference) ? reference['name'] : undefined))
    : [];
  for (const name of names) {
    if (typeof name !== 'string') continue;
    const found = view.find('core.gardener.cloud', 'ControllerDeployment', undefined, name);
    if (found !== undefined && !found.malformed) return found;
  }
  return undefined;
}

function valuesAt({ object }: ViewObject, ...path: readonly string[]): ChartValues {
  const values = path.reduce<unknown>((holder, key) => mapAt(holder, key), object);
  return { path: path.join('.'), values: isMap(values) ? values : {} };
}

function limitIn(values: Json | undefined): number | undefined {
  const limit = values?.['maxAllowedCIDRs'];
  return typeof limit === 'number' ? limit : undefined;
}

function mapAt(value: unknown, key: string): Json | undefined {
  const entry = isMap(value) ? value[key] : undefined;
  return isMap(entry) ? entry : undefined;
}
