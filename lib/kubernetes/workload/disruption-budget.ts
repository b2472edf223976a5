import type { PodDisruptionBudget, PodDisruptionBudgetSpec } from '../../../imports/policy/v1';
import { FieldPath } from '../../core/field-path';
import { fieldChecks } from '../../rules/field-checks';
import { ruleTable } from '../../rules/rule';
import { kindValidation } from '../kind-validation';
import { validateLabelSelector } from '../meta/label-selector';
import { validateShare } from './amount';

const rule = ruleTable('kubernetes:pkg/apis/policy/validation/validation.go v1.36', {
  'PDB-BOTH': {
    reason: 'a disruption budget says how many pods stay or how many may go, not both',
    fix: 'remove minAvailable or maxUnavailable',
  },
  'PDB-UNHEALTHY-PODS': 'unhealthy pods may go always, or as long as the budget holds',
});

const specPath = FieldPath.of('spec');
const validateFields = fieldChecks<PodDisruptionBudgetSpec>({
  unhealthyPodEvictionPolicy: { rule: rule['PDB-UNHEALTHY-PODS'], allowed: ['AlwaysAllow', 'IfHealthyBudget'] },
});

/** What the API server asks of PodDisruptionBudgets. It does not judge their metadata, and everything may change. */
export const disruptionBudget = kindValidation<PodDisruptionBudget>('policy/PodDisruptionBudget', {
  create({ spec = {} }, report) {
    const { minAvailable, maxUnavailable, selector } = spec;
    if (minAvailable !== undefined && maxUnavailable !== undefined)
      report.invalid(rule['PDB-BOTH'], specPath, { minAvailable, maxUnavailable });
    validateShare(minAvailable, specPath.child('minAvailable'), report);
    validateShare(maxUnavailable, specPath.child('maxUnavailable'), report);
    validateLabelSelector(selector, specPath.child('selector'), report);
    validateFields(spec, specPath, report);
  },
});
