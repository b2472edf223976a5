import { Construct } from 'constructs';
import type { SecretReference } from '../gardener/secret-reference';
import type { Shoot } from '../gardener/shoot/shoot';
import { Landscape } from '../landscape/landscape';
import type { View } from '../rules/view';
import { attachFindings } from '../synth/attachments';
import { constructFinding } from '../synth/rules';
import type { Tree } from '../synth/tree';
import { bootstrapEntry, type BootstrapSecret, type BootstrapValues } from './config/bootstrap-config';
import { upstreamDefaults, type FluxInstallation } from './config/flux-config';
import type { DeliveryOptions, DeliverySource } from './delivery/options';
import { deliveryRules as rule } from './delivery/rules';
import { deliverersOf, type Deliverer } from './emission/deliverers';
import { emitDelivery } from './emission/emit';
import { componentsOfInstaller, type Installer } from './install/installer';

/** A Secret of the shoot's project that is copied into the shoot. */
export type CopiedSecret = SecretReference | { readonly secret: SecretReference; readonly targetName: string };

/** How a shoot gets its Flux. Everything that is left out is taken from the delivery of the landscape. */
export interface FluxBootstrapProps extends Pick<BootstrapValues, 'defaults'> {
  /** @default the source of the landscape's delivery */
  readonly source?: DeliverySource;
  /** Folder in the source that the first Flux Kustomization applies. @default what dist/ holds for the shoot, which Flux then keeps up to date */
  readonly path?: string;
  /** Release of Flux. @default that of the landscape's delivery, else the one that the extension installs */
  readonly flux?: string;
  /** Secret of the shoot's project with the credentials of the source. @default none: the source is public */
  readonly credentials?: CopiedSecret;
  /** More Secrets of the shoot's project, for example the keys that decrypt SOPS files. @default none */
  readonly secrets?: readonly CopiedSecret[];
  /** Controllers and where their images come from. @default those of the installer */
  readonly installation?: Pick<FluxInstallation, 'components' | 'componentsExtra' | 'registry'>;
  /** How the shoot's own part of dist/ upgrades Flux. @default as the landscape's delivery does; else the release that was bootstrapped stays */
  readonly install?: Installer;
}

/**
 * Hooks a shoot into the fleet: the extension shoot-flux installs Flux into it and applies one source and one Flux Kustomization, once. The same two lie
 * in the shoot's part of dist/, with one more for every unit, so that Flux manages itself from then on.
 */
export class FluxBootstrap extends Construct {
  private readonly shoot: Shoot;
  private readonly props: FluxBootstrapProps;

  /** @throws Error when a Secret lies in another namespace than the Shoot */
  constructor(shoot: Shoot, id: string, props: FluxBootstrapProps = {}) {
    super(shoot, id);
    this.shoot = shoot;
    this.props = props;
    const landscape = Landscape.of(shoot);
    const { path: cluster } = shoot.cluster;
    landscape.whenComplete(() => this.bootstrap(cluster));
    for (const secret of allSecrets(props)) this.assertNamespace(secret);
    const { apart, hosts } = deliverersOf(landscape);
    if (props.source !== undefined) apart.add(cluster);
    if (props.path !== undefined) {
      apart.add(cluster); // what lies there is made by somebody else
      landscape.whenFinished(({ view }) => this.expectNothingIn(view, cluster));
      return;
    }
    hosts.add(cluster);
    if (props.source !== undefined) landscape.whenFinished(tree => this.deliver(tree, cluster));
  }

  private expectNothingIn(view: View, cluster: string): void {
    const units = new Set(view.objects.filter(entry => entry.cluster === cluster).map(({ unit }) => unit));
    if (units.size === 0) return;
    attachFindings(this, [constructFinding(rule['FLUX-UNDELIVERED'], this, { value: [...units].sort() })]);
  }

  /** With a source of its own the shoot is no part of the landscape's delivery. */
  private deliver(tree: Tree, cluster: string): void {
    const deliverer = this.deliverer();
    const delivers = (other: string): boolean => other === cluster;
    if (deliverer !== undefined) emitDelivery(tree, { ...deliverer, owner: this, delivers, substitutions: new Map() });
  }

  /** What the shoot is delivered with: the landscape's delivery, with what is said here instead. */
  private deliverer(): Deliverer | undefined {
    const landscape = Landscape.of(this);
    const { source, flux, install } = this.props;
    const { main } = deliverersOf(landscape);
    const base = main?.options ?? { landscape: landscape.name, flux: upstreamDefaults.version };
    const chosen = source ?? main?.options.source;
    if (chosen === undefined) return undefined;
    const options: DeliveryOptions = { ...base, source: chosen, ...(flux !== undefined && { flux }) };
    return { options, installer: cluster => install ?? main?.installer(cluster) };
  }

  private bootstrap(cluster: string): void {
    const deliverer = this.deliverer();
    if (deliverer === undefined) return attachFindings(this, [constructFinding(rule['FLUX-NO-SOURCE'], this)]);
    const { options, installer } = deliverer;
    const { credentials, secrets = [], path, defaults, installation } = this.props;
    const { extension, resources } = bootstrapEntry({
      delivery: options,
      cluster,
      installation: installation ?? installationOf(installer(cluster)),
      ...(path !== undefined && { path }),
      ...(defaults !== undefined && { defaults }),
      ...(credentials !== undefined && { credentials: copied(credentials) }),
      secrets: secrets.map(copied),
    });
    this.shoot.addExtension(extension);
    for (const resource of resources) this.shoot.addResource(resource);
  }

  private assertNamespace({ namespace, name }: SecretReference): void {
    if (namespace !== this.shoot.namespace)
      throw new Error(
        `Secret ${namespace}/${name} cannot be copied to ${this.shoot.name}: it must lie in ${this.shoot.namespace}`,
      );
  }
}

function allSecrets({ credentials, secrets = [] }: FluxBootstrapProps): readonly SecretReference[] {
  const all = credentials === undefined ? secrets : [credentials, ...secrets];
  return all.map(copy => ('secret' in copy ? copy.secret : copy));
}

function copied(copy: CopiedSecret): BootstrapSecret {
  return 'secret' in copy ? { name: copy.secret.name, targetName: copy.targetName } : { name: copy.name };
}

/** The extension installs what Git upgrades later. */
function installationOf(installer: Installer | undefined): NonNullable<BootstrapValues['installation']> {
  if (installer?.type !== 'release') return {};
  const { registry } = installer.options;
  return { components: componentsOfInstaller(installer), ...(registry !== undefined && { registry }) };
}
