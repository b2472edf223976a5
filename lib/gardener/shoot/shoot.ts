import type { Construct } from 'constructs';
import {
  Shoot as ShootKind,
  type Extension,
  type Kubernetes,
  type NamedResourceReference,
  type Provider,
  type ShootSpec,
  type Worker,
} from '../../../imports/core.gardener.cloud/v1beta1';
import type { Cluster } from '../../landscape/cluster';
import { Landscape } from '../../landscape/landscape';
import type { CloudProfile } from '../cloud-profile/cloud-profile';
import type { CredentialsBinding } from '../credentials-binding/credentials-binding';
import type { ExposureClass } from '../exposure-class/exposure-class';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';
import type { NamespacedCloudProfile } from '../namespaced-cloud-profile/namespaced-cloud-profile';
import type { Project } from '../project/project';
import type { SecretBinding } from '../secret-binding/secret-binding';

/** Fields of the spec that a Shoot takes from other constructs, or under a shorter name. */
type Derived =
  | 'cloudProfile'
  | 'cloudProfileName'
  | 'credentialsBindingName'
  | 'secretBindingName'
  | 'exposureClassName'
  | 'kubernetes'
  | 'provider'
  | 'seedName';

/** The fields of a Shoot's spec by their own names, with constructs where it refers to other objects. */
export interface ShootProps extends ObjectProps, Omit<ShootSpec, Derived> {
  readonly project: Project;
  /** Catalogue that the Shoot chooses from; it decides about the type of the provider. */
  readonly profile: CloudProfile | NamespacedCloudProfile;
  /** Credentials for the infrastructure. @default none, as for workerless clusters */
  readonly credentials?: CredentialsBinding | SecretBinding;
  /** Kubernetes settings, or the version alone. */
  readonly kubernetes: Kubernetes | string;
  /** Worker pools. @default none: a workerless cluster */
  readonly workers?: readonly Worker[];
  /** @default none */
  readonly infrastructureConfig?: Provider['infrastructureConfig'];
  /** @default none */
  readonly controlPlaneConfig?: Provider['controlPlaneConfig'];
  /** @default none */
  readonly workersSettings?: Provider['workersSettings'];
  /** How the API server is exposed. @default the seed's default */
  readonly exposureClass?: ExposureClass;
}

/**
 * A Kubernetes cluster that Gardener runs. What belongs to it (extensions, resources) is added by constructs below it. `seedName` is
 * not a prop: the scheduler and migrations own it, use `seedSelector`.
 */
export class Shoot extends GardenerObject<ShootKind> {
  readonly project: Project;
  readonly profile: CloudProfile | NamespacedCloudProfile;
  /** Namespace in the virtual garden. */
  readonly namespace: string;
  private readonly extensions: Extension[];
  private readonly resources: NamedResourceReference[];

  constructor(scope: Construct, id: string, props: ShootProps) {
    const { project } = props;
    super(scope, id, ShootKind, {
      ...metadataOf(props),
      namespace: project.namespace,
      place: { project: project.name, file: props.name ?? id },
      fields: () => ({ spec: this.spec(props) }),
    });
    this.project = project;
    this.profile = props.profile;
    this.namespace = project.namespace;
    this.extensions = [...(props.extensions ?? [])];
    this.resources = [...(props.resources ?? [])];
  }

  /** The cluster itself, for what is applied inside it: `new Chart(shoot.cluster, 'shop')`. */
  get cluster(): Cluster {
    return Landscape.of(this).shoot(this.project.name, this.name);
  }

  /** Adds an entry to `spec.extensions`; a second one of the same type is reported when the object is checked. */
  addExtension(extension: Extension): void {
    this.extensions.push(extension);
  }

  /** Adds an entry to `spec.resources`, which extensions refer to by its name. */
  addResource(resource: NamedResourceReference): void {
    this.resources.push(resource);
  }

  private spec(props: ShootProps): ShootSpec {
    const {
      project: _,
      profile,
      credentials,
      kubernetes,
      workers,
      infrastructureConfig,
      controlPlaneConfig,
      workersSettings,
      exposureClass,
      ...own
    } = withoutMetadata(props);
    return {
      ...own,
      cloudProfile: profile.reference,
      ...bindingField(credentials),
      ...(exposureClass !== undefined && { exposureClassName: exposureClass.name }),
      kubernetes: typeof kubernetes === 'string' ? { version: kubernetes } : kubernetes,
      provider: {
        type: profile.type,
        ...(infrastructureConfig !== undefined && { infrastructureConfig }),
        ...(controlPlaneConfig !== undefined && { controlPlaneConfig }),
        ...(workers !== undefined && { workers }),
        ...(workersSettings !== undefined && { workersSettings }),
      },
      ...(this.extensions.length > 0 && { extensions: this.extensions }),
      ...(this.resources.length > 0 && { resources: this.resources }),
    };
  }
}

function bindingField(
  credentials: CredentialsBinding | SecretBinding | undefined,
): Pick<ShootSpec, 'credentialsBindingName' | 'secretBindingName'> {
  if (credentials === undefined) return {};
  const isSecretBinding = credentials.object.kind === 'SecretBinding';
  return isSecretBinding ? { secretBindingName: credentials.name } : { credentialsBindingName: credentials.name };
}
