import { isMap } from '../core/plain-map';
import { factsAbout, type FactDeclaration } from '../rules/fact-names';
import { type Facts, type ObjectFacts } from '../rules/facts';

/** What was seen of the Istio Gateway `kube-apiserver` in the shoot namespace. */
export type ObservedGateway =
  { readonly absent: true } | { readonly namespace: string; readonly selector: Readonly<Record<string, string>> };

/** A client that somebody depends on: an office, a CI system, a bastion. */
export interface ExpectedClient {
  readonly name: string;
  /** Addresses or ranges from which it connects. */
  readonly addresses: readonly string[];
}

/**
 * What no manifest says and the ACL of a shoot depends on. A missing field is unknown; `null` is known to be absent.
 *
 * Facts of `shoot/<project>/<name>`: `technicalID`, `controlPlaneZones`, `kubeApiserverGateway`, `egressCIDRs`, `egressAddresses`,
 * `expectedClients`.
 * Facts of `seed/<name>`: `nginxGateway`, `wildcardCertificate`, `ingressServiceIPModes`, `shootInfo`, `proxyProtocolSender`,
 * `natAddresses`, `expectedClients`.
 */
export interface AclFacts {
  /** Technical ID of a Shoot that is older than today's form of it; a manifest from Git has no status to tell. */
  readonly technicalID?: string | undefined;
  /** Annotation `high-availability-config.resources.gardener.cloud/zones` of the shoot namespace, as text. */
  readonly controlPlaneZones?: string | null | undefined;
  readonly kubeApiserverGateway?: ObservedGateway | null | undefined;
  /** Infrastructure of the Shoot: null when the object does not exist. */
  readonly infrastructure?:
    { readonly status?: { readonly egressCIDRs?: readonly string[] | undefined } | undefined } | null | undefined;
  /** Addresses behind what the infrastructure config names by an id: address allocations, public addresses, routers, subnets. */
  readonly egressAddresses?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** Gateway `garden/nginx-ingress-controller` of the seed. */
  readonly nginxGateway?: { readonly selector: Readonly<Record<string, string>> } | null | undefined;
  /** A secret with role `controlplane-cert` exists in the seed's `garden` namespace. */
  readonly wildcardCertificate?: boolean | undefined;
  /** `status.loadBalancer.ingress[].ipMode` of Service `istio-ingressgateway` in the istio namespace of the shoot. */
  readonly ingressServiceIPModes?: readonly string[] | undefined;
  /** Data of ConfigMap `kube-system/shoot-info` of the seed: null when the seed is no shoot. */
  readonly shootInfo?: Readonly<Record<string, string>> | null | undefined;
  /** The seed is a shoot itself, so that it publishes its egress addresses. @default unknown */
  readonly managedSeed?: boolean | undefined;
  /** The load balancer of the gateways is known to put a PROXY header in front of every connection. */
  readonly proxyProtocolSender?: boolean | undefined;
  /** Addresses under which the seed's own clients appear outside. */
  readonly natAddresses?: readonly string[] | undefined;
  /** Clients that must get in. */
  readonly expectedClients?: readonly ExpectedClient[] | undefined;
}

/** The facts that {@link AclFacts} are read from. */
export const aclFactNames: readonly FactDeclaration[] = [
  ...factsAbout(
    'shoot',
    'technicalID',
    'controlPlaneZones',
    'kubeApiserverGateway',
    'egressCIDRs',
    'egressAddresses',
    'expectedClients',
  ),
  ...factsAbout(
    'seed',
    'nginxGateway',
    'wildcardCertificate',
    'ingressServiceIPModes',
    'shootInfo',
    'proxyProtocolSender',
    'natAddresses',
    'expectedClients',
  ),
];

type Shape<Value> = (value: unknown) => value is Value;

const isText: Shape<string> = (value): value is string => typeof value === 'string';
const isFlag: Shape<boolean> = (value): value is boolean => typeof value === 'boolean';
const isTexts: Shape<string[]> = (value): value is string[] => Array.isArray(value) && value.every(isText);
const isTextMap: Shape<Record<string, string>> = (value): value is Record<string, string> =>
  isMap(value) && Object.values(value).every(isText);
const isAddressMap: Shape<Record<string, string | string[]>> = (value): value is Record<string, string | string[]> =>
  isMap(value) && Object.values(value).every(entry => isText(entry) || isTexts(entry));
const orNull =
  <Value>(shape: Shape<Value>): Shape<Value | null> =>
  (value): value is Value | null =>
    value === null || shape(value);
const isSelector: Shape<{ selector: Record<string, string> }> = (
  value,
): value is { selector: Record<string, string> } => isMap(value) && isTextMap(value['selector']);
const isGateway: Shape<ObservedGateway> = (value): value is ObservedGateway =>
  isMap(value) && (value['absent'] === true || (isText(value['namespace']) && isTextMap(value['selector'])));
const isClients: Shape<ExpectedClient[]> = (value): value is ExpectedClient[] =>
  Array.isArray(value) &&
  value.every(client => isMap(client) && isText(client['name']) && isTexts(client['addresses']));

/** One fact that does not have the shape that its name promises. */
export interface UnreadableFact {
  readonly object: string;
  readonly name: string;
}

/** The facts about one Shoot on one seed, and those that could not be read. */
export function readAclFacts(
  facts: Facts,
  { project, shoot, seed }: { readonly project: string; readonly shoot: string; readonly seed: string },
): { readonly facts: AclFacts; readonly unreadable: readonly UnreadableFact[] } {
  const unreadable: UnreadableFact[] = [];
  const reader = (object: string): Reader => new Reader(object, facts.get(object), unreadable);
  const ofShoot = reader(`shoot/${project}/${shoot}`);
  const ofSeed = reader(`seed/${seed}`);
  const egressCIDRs = ofShoot.read('egressCIDRs', isTexts);
  return {
    facts: {
      technicalID: ofShoot.read('technicalID', isText),
      controlPlaneZones: ofShoot.read('controlPlaneZones', orNull(isText)),
      kubeApiserverGateway: ofShoot.read('kubeApiserverGateway', orNull(isGateway)),
      egressAddresses: ofShoot.read('egressAddresses', isAddressMap),
      infrastructure: egressCIDRs && { status: { egressCIDRs } },
      nginxGateway: ofSeed.read('nginxGateway', orNull(isSelector)),
      wildcardCertificate: ofSeed.read('wildcardCertificate', isFlag),
      ingressServiceIPModes: ofSeed.read('ingressServiceIPModes', isTexts),
      shootInfo: ofSeed.read('shootInfo', orNull(isTextMap)),
      proxyProtocolSender: ofSeed.read('proxyProtocolSender', isFlag),
      natAddresses: ofSeed.read('natAddresses', isTexts),
      expectedClients: [
        ...(ofSeed.read('expectedClients', isClients) ?? []),
        ...(ofShoot.read('expectedClients', isClients) ?? []),
      ],
    },
    unreadable,
  };
}

class Reader {
  private readonly object: string;
  private readonly facts: ObjectFacts | undefined;
  private readonly unreadable: UnreadableFact[];

  constructor(object: string, facts: ObjectFacts | undefined, unreadable: UnreadableFact[]) {
    this.object = object;
    this.facts = facts;
    this.unreadable = unreadable;
  }

  /** The value of a fact; undefined when it is not there or not of that shape. */
  read<Value>(name: string, shape: Shape<Value>): Value | undefined {
    const fact = this.facts?.get(name);
    if (fact === undefined) return undefined;
    if (shape(fact.value)) return fact.value;
    this.unreadable.push({ object: this.object, name });
    return undefined;
  }
}
