import type { Check } from '../../rules/topic';
import { bindingCheck } from './bindings';
import { domainSecretCheck } from './domain-secrets';
import { exposureHandlerCheck } from './exposure-handlers';
import { extensionClaimCheck } from './extension-claims';
import { extensionResourceCheck } from './extension-resources';
import { extensionTypeCheck } from './extension-types';
import { filledSeedCheck } from './filled-seeds';
import { namespaceCheck } from './namespaces';
import { nodeRangeCheck } from './node-ranges';
import { podRangeCheck } from './pod-ranges';
import { profileAdmissionCheck } from './profile-admission';
import { projectNamespaceCheck } from './project-namespaces';
import { referenceCheck } from './reference-check';
import { seedBackupCheck } from './seed-backup';
import { seedNameCheck } from './seed-names';
import { seedZoneCheck } from './seed-zones';
import { slipCheck } from './slips';

/** What goes wrong across the objects of a landscape. */
export const landscapeChecks: readonly Check[] = [
  referenceCheck,
  slipCheck,
  filledSeedCheck,
  namespaceCheck,
  profileAdmissionCheck,
  bindingCheck,
  extensionTypeCheck,
  extensionResourceCheck,
  extensionClaimCheck,
  projectNamespaceCheck,
  domainSecretCheck,
  seedBackupCheck,
  seedNameCheck,
  seedZoneCheck,
  exposureHandlerCheck,
  nodeRangeCheck,
  podRangeCheck,
];
