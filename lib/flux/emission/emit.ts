import { ApiObject, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Finding } from '../../core/finding';
import type { KubernetesObject } from '../../core/object';
import { Landscape } from '../../landscape/landscape';
import { Report } from '../../rules/report';
import { attachFindings } from '../../synth/attachments';
import { originOf } from '../../synth/origin';
import { setPlacement } from '../../synth/owner';
import type { Tree } from '../../synth/tree';
import { deliver, type Delivery } from '../delivery/deliver';
import { completeDelivery } from '../delivery/options';
import { withProtection } from '../delivery/protection';
import { deliveryRules as rule } from '../delivery/rules';
import { fluxFolder, type DeliveredUnit } from '../delivery/unit';
import { installFlux } from '../install/installer';
import { deliverersOf, type Deliverer } from './deliverers';
import { finishUnits } from './finish-units';
import { deliveredUnits, type UnitChoice } from './tree-units';

/** What an emission takes from the construct that asks for it. */
export interface Emission extends Deliverer, UnitChoice {
  readonly owner: Construct;
}

/** Adds what delivers a tree: Flux, sources and Flux Kustomizations to the unit `flux-system` of each cluster that runs Flux. */
export function emitDelivery(tree: Tree, emission: Emission): void {
  const units = deliveredUnits(tree, emission);
  const hosts = [...deliverersOf(Landscape.of(emission.owner)).hosts].filter(emission.delivers);
  const delivery = deliver(units, emission.options, hosts);
  const report = new Report();
  for (const [host, objects] of delivery.objects) {
    install(host, emission, report);
    for (const object of objects)
      add(emission, { cluster: host, folder: fluxFolder }, { object, file: fileOf(object) });
  }
  for (const { objects, ...unit } of delivery.added)
    for (const object of objects) add(emission, unit, { object, file: 'accounts' });
  const findings = finishUnits(tree, units, emission.options);
  attachFindings(emission.owner, [...findings, ...located(emission.owner, [delivery, { report }])]);
}

function install(cluster: string, emission: Emission, report: Report): void {
  const installer = emission.installer(cluster);
  if (installer === undefined) return;
  const { flux: version, namespace, access, shards } = completeDelivery(emission.options);
  const entry = access['virtual-garden'];
  const reachesVirtualGarden = entry !== undefined && (entry.from ?? 'runtime') === cluster;
  try {
    const { file, objects, problems } = installFlux(installer, { version, namespace, reachesVirtualGarden, shards });
    for (const object of objects) add(emission, { cluster, folder: fluxFolder }, { object, file });
    for (const { at, message } of problems)
      report.add(rule['FLUX-INSTALL'], '', { value: at, message: `${at}: ${message}` });
  } catch (error) {
    report.add(rule['FLUX-INSTALL'], '', { message: (error as Error).message });
  }
}

function add(
  { owner }: Emission,
  { cluster, folder }: Pick<DeliveredUnit, 'cluster' | 'folder'>,
  { object, file }: { readonly object: KubernetesObject; readonly file: string },
): void {
  const unit = Landscape.of(owner).clusterOf(cluster).unit(folder);
  const { apiVersion, kind, metadata } = object;
  const id = [apiVersion.replace('/', '.'), kind, metadata.namespace, metadata.name].join(' ');
  setPlacement(new ApiObject(unit, id, withProtection(object) as unknown as ApiObjectProps), { owner, file });
}

/** As `flux bootstrap` names them, with the Flux Kustomizations of units in a file of their own. */
function fileOf({ kind, metadata }: KubernetesObject): string {
  const isSync = kind === 'GitRepository' || kind === 'OCIRepository' || metadata.name === fluxFolder;
  if (isSync) return 'gotk-sync';
  return kind === 'Provider' || kind === 'Alert' ? 'alerts' : 'units';
}

function located(owner: Construct, reported: readonly Pick<Delivery, 'report'>[]): readonly Finding[] {
  const findings = reported.flatMap(({ report }) => report.findings);
  if (findings.length === 0) return findings;
  const origin = originOf(owner);
  return findings.map(finding => ({ ...finding, origin }));
}
