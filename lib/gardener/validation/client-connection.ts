import type { ClientConnectionConfiguration } from '../../../imports/componentbase.config/v1alpha1';
import { ruleTable } from '../../rules/rule';
import { fieldChecks, isCount } from '../../rules/field-checks';

const rule = ruleTable('component-base:config/validation/validation.go v0.36', {
  'CLIENT-CONNECTION-BURST': 'the number of requests above the rate limit must not be negative',
});

/** The rules about connections to an API server. */
export const clientConnectionRules = Object.values(rule);

/** A connection of a component to an API server (`ValidateClientConnectionConfiguration`). */
export const validateClientConnection = fieldChecks<ClientConnectionConfiguration>({
  burst: { rule: rule['CLIENT-CONNECTION-BURST'], holds: isCount },
});
