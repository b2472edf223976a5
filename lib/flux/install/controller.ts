import type { KubernetesObject } from '../../core/object';
import { isMap, type PlainMap } from '../../core/plain-map';
import { mapAt, mapsOf, textOf, textsOf } from '../plain';
import type { CompleteOptions } from './options';

/** Components that serve artifacts, and say under which address. */
const servers: readonly string[] = ['source-controller', 'source-watcher'];
/** Components that can read artifacts of other sources when source-watcher is there. */
const consumers: readonly string[] = ['kustomize-controller', 'helm-controller'];
/** Place of the address among the arguments of a server. */
const addressIndex = 6;

/** An argument list that is not the one that upstream patches. */
export class ManifestMismatch extends Error {}

/** A Deployment of the release with arguments, image and placement as the options want them. @throws ManifestMismatch */
export function configureDeployment(deployment: KubernetesObject, options: CompleteOptions): KubernetesObject {
  const spec = mapAt(deployment, 'spec');
  const template = mapAt(spec, 'template');
  const podSpec = placePods(mapAt(template, 'spec'), options);
  const [first = {}, ...others] = mapsOf(podSpec['containers']).map(container => rewriteImage(container, options));
  const main = configureArguments(first, deployment.metadata.name ?? '', options);
  return {
    ...deployment,
    spec: { ...spec, template: { ...template, spec: { ...podSpec, containers: [main, ...others] } } },
  };
}

function placePods(podSpec: PlainMap, { imagePullSecret, tolerationKeys }: CompleteOptions): PlainMap {
  const secrets = mapsOf(podSpec['imagePullSecrets']).filter(({ name }) => name !== imagePullSecret);
  return {
    ...podSpec,
    nodeSelector: { ...mapAt(podSpec, 'nodeSelector'), 'kubernetes.io/os': 'linux' },
    ...(imagePullSecret !== undefined && { imagePullSecrets: [{ name: imagePullSecret }, ...secrets] }),
    ...(tolerationKeys.length > 0 && { tolerations: tolerationKeys.map(key => ({ key, operator: 'Exists' })) }),
  };
}

/** Only images of listed components are renamed, and none when the registry is empty. */
function rewriteImage(container: PlainMap, { registry, components }: CompleteOptions): PlainMap {
  const image = textOf(container['image']);
  const [, component = '', rest = ''] = /^fluxcd\/([^:@/]+)(.*)$/.exec(image) ?? [];
  if (registry === '' || !components.includes(component)) return container;
  return { ...container, image: `${registry}/${component}${rest}` };
}

/** The arguments are replaced by their place, whatever stands there. Source: flux2:pkg/manifestgen/install/templates.go v2.9.2 */
function configureArguments(container: PlainMap, name: string, options: CompleteOptions): PlainMap {
  const { components, watchAllNamespaces, logLevel, clusterDomain } = options;
  const args = [...textsOf(container['args'])];
  const replace = (index: number, value: string): void => {
    if (index >= args.length) throw new ManifestMismatch(`${name} has no argument ${index}`);
    args[index] = value;
  };
  if (components.includes(name)) {
    const own = [`--watch-all-namespaces=${watchAllNamespaces}`, `--log-level=${logLevel}`];
    const leading = name === 'notification-controller' ? own : [`--events-addr=${eventsAddress(options)}`, ...own];
    for (const [index, value] of leading.entries()) replace(index, value);
    if (servers.includes(name))
      replace(addressIndex, `--storage-adv-addr=${name}.$(RUNTIME_NAMESPACE).svc.${clusterDomain}.`);
  }
  if (consumers.includes(name) && components.includes('source-watcher'))
    args.push('--feature-gates=ExternalArtifact=true');
  return { ...container, args };
}

function eventsAddress({ components, clusterDomain }: CompleteOptions): string {
  if (!components.includes('notification-controller')) return '';
  return `http://notification-controller.$(RUNTIME_NAMESPACE).svc.${clusterDomain}./`;
}

/** Every image of the workloads, sorted: what an air-gapped registry has to hold. */
export function imagesOf(objects: readonly KubernetesObject[]): readonly string[] {
  const images = new Set<string>();
  for (const object of objects) {
    const podSpec = mapAt(object, 'spec', 'template', 'spec');
    for (const field of ['initContainers', 'containers']) {
      for (const container of mapsOf(podSpec[field])) if (isMap(container)) images.add(textOf(container['image']));
    }
  }
  images.delete('');
  return [...images].sort();
}
