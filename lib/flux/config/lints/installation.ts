import { Version } from '../../../core/version';
import { suggest } from '../../../core/suggest';
import type { Report } from '../../../rules/report';
import { componentsOf } from '../applied-objects';
import { upstreamDefaults } from '../flux-config';
import { lintRules as rule } from '../rules';
import type { Linted } from './linted';

/** Every controller that a release of Flux has. */
export const knownComponents: readonly string[] = [
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
  'image-reflector-controller',
  'image-automation-controller',
  'source-watcher',
];

const releaseTag = /^v\d+\.\d+\.\d+(-.+)?$/;

/** Version, registry, namespace and components of an installation. */
export function lintInstallation(linted: Linted, report: Report): void {
  const { flux } = linted.config;
  const path = linted.path.child('flux');
  if (flux.version === 'latest')
    report.add(rule['FX-VERSION-FLOATING'], path.child('version'), { value: flux.version });
  else if (!releaseTag.test(flux.version))
    report.add(rule['FX-VERSION-FORMAT'], path.child('version'), { value: flux.version });
  if (flux.namespace === '') report.add(rule['FX-NS-EMPTY'], path.child('namespace'), { value: '' });
  lintRegistry(linted, report);
  lintComponents(linted, report);
}

function lintRegistry({ config, path }: Linted, report: Report): void {
  const { registry } = config.flux;
  const at = path.child('flux', 'registry');
  if (registry === '') report.add(rule['FX-REGISTRY-EMPTY'], at, { value: registry });
  else if (registry.endsWith('/'))
    report.add(rule['FX-REGISTRY-SLASH'], at, { value: registry, fix: `write ${registry.replace(/\/+$/, '')}` });
  if (registry !== '' && registry !== upstreamDefaults.registry) report.add(rule['FX-AIRGAP'], at, { value: registry });
}

function lintComponents({ config, path }: Linted, report: Report): void {
  const at = path.child('flux');
  const named = config.flux.components ?? [];
  const extra = config.flux.componentsExtra ?? [];
  const all = componentsOf(config);
  const offset = all.length - extra.length;
  for (const [index, component] of all.entries()) {
    const isExtra = index >= offset;
    if (!isExtra && named.length === 0) continue;
    const where = isExtra ? at.child('componentsExtra').index(index - offset) : at.child('components').index(index);
    if (!knownComponents.includes(component)) reportUnknown(component, where, report);
    if (all.indexOf(component) !== index) report.add(rule['FX-COMP-DUPLICATE'], where, { value: component });
    if (component === 'source-watcher' && isOlderThan(config.flux.version, '2.7.0'))
      report.add(rule['FX-COMP-MINVERSION'], where, { value: config.flux.version });
  }
}

function reportUnknown(component: string, where: ReturnType<Linted['path']['index']>, report: Report): void {
  const meant = suggest(component, knownComponents);
  report.add(rule['FX-COMP-UNKNOWN'], where, {
    value: component,
    allowed: knownComponents,
    ...(meant !== undefined && { fix: `did you mean ${meant}?` }),
  });
}

/** Whether a release tag names an older release; a tag that is none is taken for the newest. */
export function isOlderThan(tag: string, release: string): boolean {
  if (!releaseTag.test(tag)) return false;
  const version = Version.parse(tag);
  return version?.lessThan(Version.of(`${release}-0`)) === true;
}
