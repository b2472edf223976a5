export { AccessControl, type AccessControlProps } from './access-control';
export { GardenAccessControl, type GardenAccessControlProps } from './garden-access-control';
export { accessLists, admitted, listsOf, type AccessLists, type LabeledRange } from './access-lists';
export { accessTable, tryClient, tryRange, type AccessRow, type RangeDecision } from './access-table';
export { admissionVerdict, type AdmissionVerdict } from './admission';
export { compareAccess } from './compare/compare';
export { compareRules } from './compare/rules';
export {
  renderAccessControl,
  type AccessControlMode,
  type AccessControlObjects,
  type AccessControlValues,
} from './control/access-control';
export { clientsAnnotation, type AccessSource, type ClientSet } from './control/client-set';
export { checkExpectation, type Expectation } from './control/expectation';
export { normalizeRanges } from './control/normalize';
export { knownEgress, type EgressRange, type KnownEgress } from './egress/known-egress';
export { entryPaths, type EntryKind, type EntryPath } from './entry-paths';
export type { EnvoyFilter } from './envoy-filter';
export type { Chain, Client, Connection, Request } from './evaluate/connection';
export { evaluate, type Decision } from './evaluate/evaluate';
export { FilterIndex } from './evaluate/filter-index';
export { passSet, type PassSet } from './evaluate/pass-set';
export { readAclFacts, type AclFacts, type ExpectedClient, type ObservedGateway } from './facts';
export { gardenChains, gardenGateway, gardenLists, renderGarden, type GardenAccess } from './garden/garden-access';
export { gardenTable } from './garden/garden-table';
export { seedEgress, type SeedEgress } from './garden/seed-egress';
export { findGateway, wildcardGateway, type Gateway, type GatewaySearch } from './gateway';
export { renderAggregated, type AggregatedShoot } from './hardened/aggregate';
export { hardenedLists } from './hardened/refusal';
export { renderHardened, type HardenedOptions, type ProtectedShoot } from './hardened/render';
export { analyze, type AclSubject, type Analysis } from './lints/analysis';
export { aclRules } from './lints/rules';
export { predictUpstream, type Outcome } from './outcome';
export { blastRadius, type GatewayChange } from './report/blast-radius';
export { effectiveSet, type EffectiveRange, type EffectiveSet } from './report/effective-set';
export {
  directly,
  forecast,
  forecastClients,
  mergeClients,
  type Connect,
  type ForecastClient,
  type ForecastRow,
} from './report/forecast';
export { matrix, renderReport, type ShootReport } from './report/markdown';
export { shootReport } from './report/shoot-report';
export { terminalMatrix, terminalRange, terminalVerdicts, type MatrixOptions } from './report/terminal';
export { accessReport, changeReport } from './report/tree-report';
export type { ExtensionEntry, OperatorConfig, Situation } from './situation';
export { acl } from './topic';
export { accessTargets, type AccessTarget, type TargetAccess } from './view/targets';
export { treeSituation, treeSubjects, type TreeSubject } from './view/subjects';
