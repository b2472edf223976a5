import { ruleTable } from '../../rules/rule';

const rule = ruleTable(
  'gardener:pkg/api/seedmanagement/validation/gardenlet.go, gardener:plugin/pkg/managedseed/validator v1.150',
  {
    'NM-11': {
      reason: 'what becomes a seed of the garden lives in the namespace garden',
      fix: 'set metadata.namespace to garden',
    },
  },
);

/** The rule about Gardenlets and ManagedSeeds outside the namespace `garden`. */
export const gardenNamespaceRule = rule['NM-11'];
