import type { Lease, LeaseSpec } from '../../../imports/coordination.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import { dns1123SubdomainProblems } from '../../core/names';
import { fieldChecks, isCount } from '../../rules/field-checks';
import { ruleTable } from '../../rules/rule';
import { kindValidation } from '../kind-validation';
import { validateManifestMetadata } from '../meta/manifest-metadata';

const rule = ruleTable('kubernetes:pkg/apis/coordination/validation/validation.go v1.36', {
  'LEASE-DURATION': { reason: 'a lease is held for at least a second', fix: 'set leaseDurationSeconds to 1 or more' },
  'LEASE-TRANSITIONS': 'the number of holders so far is 0 or more',
});

/** The strategy and the preferred holder are dropped: the feature gate of coordinated elections is off by default. */
const validateFields = fieldChecks<LeaseSpec>({
  leaseDurationSeconds: { rule: rule['LEASE-DURATION'], holds: seconds => seconds > 0 },
  leaseTransitions: { rule: rule['LEASE-TRANSITIONS'], holds: isCount },
});

/** What the API server asks of Leases; everything may change. */
export const lease = kindValidation<Lease>('coordination.k8s.io/Lease', {
  create({ metadata, spec = {} }, report) {
    validateManifestMetadata(metadata, { namespaced: true, nameProblems: dns1123SubdomainProblems }, report);
    validateFields(spec, FieldPath.of('spec'), report);
  },
});
