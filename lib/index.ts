import './standard-topics';

export { Landscape, type LandscapeProps } from './landscape/landscape';
export { Cluster } from './landscape/cluster';
export { LandscapeDns, type DnsProps } from './landscape/dns';
export { NetworkPool } from './landscape/network-pool';
export { Include, type IncludeProps } from './landscape/include';
export { SopsFile, type SopsFileProps } from './landscape/sops-file';
export { Unit, type UnitProps } from './landscape/unit';
export type { PlaceProps } from './landscape/placement';
export { TypedObject, type TypedObjectProps } from './api/typed-object';
export type { Acceptance, AcceptedFinding } from './rules/acceptance';
export type { Finding, Origin, Severity } from './core/finding';
export type { KubernetesObject, ObjectReference } from './core/object';
export type { Fact, Facts } from './rules/facts';
export type { Check, Prediction, Step, Topic } from './rules/topic';
export type { Synthesis } from './synth/synthesis';
export { MemorySink, type Sink } from './synth/output/sink';
export * from './gardener/index';
