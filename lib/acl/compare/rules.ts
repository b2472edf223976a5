import { ruleTable } from '../../rules/rule';
import { aclRules } from '../lints/rules';

/** What only a comparison of two trees can tell. */
export const changeRules = ruleTable('set algebra over what the filters of both trees let in', {
  'ACL-INVERTED': {
    reason: 'the action changes between ALLOW and DENY: whoever was let in is shut out, and the other way round',
    severity: 'critical',
  },
  'ACL-LOCKOUT': {
    reason: 'clients that the shoot cannot do without are locked out',
    severity: 'critical',
    fix: 'let them in first, or record facts that tell where they connect from',
  },
  'ACL-NARROWED': { reason: 'addresses lose access', severity: 'warning' },
  'ACL-WIDENED': { reason: 'addresses gain access', severity: 'notice' },
  'ACL-OPENED': { reason: 'everybody gains access', severity: 'warning' },
  'ACL-GUARDED': { reason: 'a way in is protected from now on', severity: 'notice' },
  'ACL-UNGUARDED': { reason: 'a way in is no longer protected, while others are', severity: 'warning' },
  'ACL-DRY-RUN': { reason: 'a dry run begins or ends', severity: 'notice' },
  'ACL-UNJUDGED': { reason: 'who gains and who loses access cannot be told', severity: 'notice' },
  'ACL-DELIVERY': {
    reason: 'the filters change hands between the extension and Flux',
    severity: 'warning',
    source: 'gardener-extension-acl:pkg/controller/actuator.go (Delete)',
  },
  'ACL-REGROUPED': {
    reason: 'the filters move between objects of the shoot alone and objects that shoots share',
    severity: 'notice',
    source: 'istio:pilot/pkg/networking/core/envoyfilter/listener_patch.go',
  },
  'ACL-MIGRATED': {
    reason: 'the control plane moves to another seed',
    severity: 'warning',
    source: 'gardener-extension-acl:pkg/controller/actuator.go (Migrate)',
  },
  'ACL-EGRESS': {
    reason: 'the nodes connect from another address from now on, and nothing tells which',
    severity: 'warning',
    fix: 'record the address as fact egressAddresses of the shoot, and let it in first',
    source: 'gardener:pkg/apis/extensions/v1alpha1/types_infrastructure.go v1.150',
  },
  'ACL-HIBERNATION': {
    reason: 'the extension leaves the filters of a sleeping shoot as they are',
    severity: 'notice',
    source: 'gardener-extension-acl:pkg/controller/actuator.go (Reconcile)',
  },
  'ACL-CLIENTS': { reason: 'a named set of clients comes, goes or gets another last day', severity: 'notice' },
});

/** The rules that a comparison can report. */
export const compareRules = [...Object.values(changeRules), aclRules['ACL-W122']];
