import { ruleTable } from '../../rules/rule';

const warning = 'warning';
const envoy = 'envoy:source/extensions/filters/common/rbac';
const gardenlet = 'gardener:pkg/gardenlet/operation/istio_config.go v1.150';
const loadBalancer = 'gardener:docs/operations/seed_settings.md v1.150';

/** All rules of this topic about access rules and about what the extension makes of them. */
export const aclRules = ruleTable('gardener-extension-acl:pkg/controller/actuator.go', {
  'ACL-E001': {
    reason: 'an access rule is needed: admission lets a missing one through, the controller then fails',
    fix: 'add a rule, or disable the entry',
  },
  'ACL-E002': { reason: 'the action must be ALLOW or DENY', fix: 'write "ALLOW"' },
  'ACL-E003': { reason: 'the type must be remote_ip, source_ip or direct_remote_ip', fix: 'write "remote_ip"' },
  'ACL-E004': { reason: 'at least one range is needed', fix: 'list the networks of the clients' },
  'ACL-E005': 'a range must be an address, a slash and a prefix length',
  'ACL-E006': {
    reason: 'there are more ranges than the admission webhook allows',
    fix: 'merge ranges, or raise maxAllowedCIDRs of the webhook',
    source: 'gardener-extension-acl:pkg/admission/validator/shoot.go',
  },
  'ACL-E007': {
    reason: 'the action must be written in upper case: otherwise nodes, VPN and seed are locked out',
    fix: 'write "ALLOW"',
    source: 'gardener-extension-acl:pkg/envoyfilters/envoyfilters.go (ruleCIDRsToPrincipal)',
  },
  'ACL-E008': {
    reason: 'DENY only works for the API hosts: on the tunnel ports the denied ranges become the only ones that get in',
    fix: 'use ALLOW, or let the hardened profile render the denied ranges',
    source: 'gardener-extension-acl:pkg/envoyfilters/envoyfilters.go (buildProxyEnvoyFilterSpecForHelmChart)',
  },
  'ACL-E009': 'the extension ignores keys that it does not know, and takes wrongly cased ones without a word',
  'ACL-E010': {
    reason: 'an IPv4-mapped range is rendered as IPv4 with the length of IPv6, so that it means other addresses',
    source: 'gardener-extension-acl:pkg/envoyfilters/envoyfilters.go (getPrefixAndPrefixLength)',
  },
  'ACL-E011': 'an always-allowed range that cannot be read is dropped without a word, and its clients are locked out',
  'ACL-E012': 'the API server needs exactly one acl entry and a host that can be protected',
  'ACL-E013': {
    reason: 'the zone of the control plane is picked at random, so that the gateway is not known',
    fix: 'record the fact controlPlaneZones of the shoot, or set spec.controlPlane.zones',
    source: 'gardener:pkg/gardenlet/operation/botanist/namespaces.go v1.150',
  },
  'ACL-E014': {
    reason:
      'a gardenlet that does not know the handler of an exposure class puts the API server on the default gateway',
    source: gardenlet,
  },
  'ACL-E015': {
    reason:
      'behind a load balancer of ipMode Proxy, egressCIDRs of the seed must be known and readable, else every ACL of the seed fails',
    fix: 'let the cloud of the seed publish egress addresses, joined by commas without blanks',
  },
  'ACL-W101': { reason: 'the range has host bits, which Envoy masks', severity: warning, source: envoy },
  'ACL-W102': { reason: 'the range is not written in its canonical form', severity: warning },
  'ACL-W103': { reason: 'the range lies in another one of the same list', severity: warning },
  'ACL-W104': { reason: 'the range is very wide', fix: 'list the networks of the clients', severity: warning },
  'ACL-W105': {
    reason: 'source_ip is deprecated in Envoy, direct_remote_ip sees the load balancer where it speaks PROXY protocol',
    fix: 'use remote_ip',
    severity: warning,
    source: envoy,
  },
  'ACL-W106': {
    reason: 'no egress address of the nodes is allowed, so that they lock themselves out',
    severity: warning,
    source: 'gardener:pkg/apis/extensions/v1alpha1/types_infrastructure.go v1.150',
  },
  'ACL-W107': {
    reason: 'on GCP only reserved NAT addresses are published as egress, and their ports limit the number of nodes',
    severity: warning,
    source: 'gardener-extension-provider-gcp:pkg/controller/infrastructure/infraflow/reconciler.go',
  },
  'ACL-W108': {
    reason: 'on Azure only addresses of NAT gateways in the resource group of the shoot are published as egress',
    severity: warning,
    source: 'gardener-extension-provider-azure:pkg/controller/infrastructure/infraflow/ensurer.go',
  },
  'ACL-W109': {
    reason:
      'on AWS only addresses of NAT gateways that Gardener made are published as egress, stable when they are reserved',
    severity: warning,
    source: 'gardener-extension-provider-aws:pkg/controller/infrastructure/infraflow/reconcile.go',
  },
  'ACL-W110': {
    reason:
      'the gateway does not see client addresses: its load balancer replaces them, and the seed nodes are always allowed',
    fix: 'set externalTrafficPolicy Local or let the load balancer speak PROXY protocol',
    severity: warning,
    source: loadBalancer,
  },
  'ACL-W111': {
    reason: 'PROXY headers are accepted from everybody: who reaches the gateway directly can claim any address',
    severity: warning,
    source: loadBalancer,
  },
  'ACL-W112': { reason: 'others can have an address of a private range that is always allowed', severity: warning },
  'ACL-W113': {
    reason: 'the trusted host, or the gateway that serves it, is reached without a filter',
    severity: warning,
    source: 'gardener:pkg/component/kubernetes/apiserverexposure/sni.go v1.150',
  },
  'ACL-W114': {
    reason:
      'where the gateway terminates TLS, apiserver-proxy connections name a destination that the filters do not match',
    severity: warning,
    source: 'gardener:pkg/component/kubernetes/apiserverexposure/sni.go (GetAPIServerProxyTargetClusterName) v1.150',
  },
  'ACL-W115': {
    reason: 'the hosts of the observability components are reached without a filter',
    severity: warning,
    source: 'gardener:pkg/component/observability v1.150',
  },
  'ACL-W116': {
    reason: 'the filter of the ingress hosts selects no gateway that serves them',
    severity: warning,
    source: 'gardener-extension-acl:charts/seed/templates/envoyfilter/envoyfilter-ingress.yaml',
  },
  'ACL-W117': {
    reason: 'RemoveHTTPProxyLegacyPort is on, so that port 8132 is gone and the filters acl-vpn-* have no effect',
    fix: 'leave the gate off until all shoots have acl-http-proxy',
    severity: warning,
    source: 'gardener:docs/deployment/feature_gates.md (RemoveHTTPProxyLegacyPort) v1.150',
  },
  'ACL-W118': {
    reason: 'gateways of an IPv6-only seed name their listeners otherwise, so that the tunnel filters do not match',
    severity: warning,
    source: 'gardener-extension-acl:pkg/envoyfilters/envoyfilters.go (buildProxyEnvoyFilterSpecForHelmChart)',
  },
  'ACL-W119': {
    reason: 'the rule and the gateway do not have the same address families',
    severity: warning,
    source: envoy,
  },
  'ACL-W120': {
    reason:
      'an entry of loadBalancerServices.zones without externalTrafficPolicy does not fall back to that of the seed',
    severity: warning,
    source: 'gardener:pkg/gardenlet/operation/seed/seed.go (GetZonalLoadBalancerServiceExternalTrafficPolicy) v1.150',
  },
  'ACL-W121': {
    reason: 'IPv6 node ranges are not always allowed',
    severity: warning,
    source: 'gardener-extension-acl:pkg/helper/shoot.go',
  },
  'ACL-W122': { reason: 'the shoot moves to another gateway', severity: warning, source: gardenlet },
  'ACL-W123': {
    reason: 'the hosts of another shoot end like those of this one, so that its filter restricts them too',
    severity: warning,
    source: 'gardener-extension-acl:pkg/envoyfilters/envoyfilters.go (CreateIngressConfigPatchFromRule)',
  },
  'ACL-W124': {
    reason: 'clients inside an unmanaged seed appear under its NAT addresses, which nobody allows',
    fix: "add the seed's NAT addresses to additionalAllowedCidrs of the extension",
    severity: warning,
  },
  'ACL-W125': {
    reason: 'the API filter is bound to the trusted host, the internal one is reached without a filter',
    severity: warning,
  },
  'ACL-W126': { reason: 'a client that must get in is not allowed', fix: 'add it to the rule', severity: warning },
  'ACL-W127': {
    reason: 'the rule only lists addresses that are always allowed anyway',
    fix: 'list the clients that are to get in',
    severity: warning,
  },
  'ACL-W128': {
    reason: 'no client on the Internet has an address of this range',
    fix: 'list the addresses under which the clients reach the gateway',
    severity: warning,
    source: 'iana:ipv4-special-registry, ipv6-special-registry',
  },
  'ACL-W130': {
    reason: 'nothing tells the addresses of a seed, whose gardenlet is locked out of the virtual garden then',
    fix: 'record the fact natAddresses of the seed',
    severity: warning,
    source: 'gardener:docs/concepts/gardenlet.md v1.150',
  },
  'ACL-W131': {
    reason: 'the router does not translate the addresses of the nodes, so that its published address is not theirs',
    fix: 'list the addresses that the API server sees',
    severity: warning,
    source:
      'gardener-extension-provider-openstack:pkg/controller/infrastructure/infraflow/reconcile.go (ensureNewRouter)',
  },
  'ACL-W132': {
    reason:
      'the shoot is awake and has no Gateway kube-apiserver: the controller fails, and the filters stay as they are',
    fix: 'record the fact kubeApiserverGateway anew, or remove it',
    severity: warning,
  },
  'ACL-N201': {
    reason: 'the egress addresses of the nodes can change without notice',
    severity: 'notice',
    source: 'gardener:pkg/apis/extensions/v1alpha1/types_infrastructure.go v1.150',
  },
  'ACL-N202': {
    reason:
      "the tree does not hold the extension's additionalAllowedCidrs: filters of the tree do not let those ranges in",
    severity: 'notice',
    fix: 'keep the operator Extension or the ControllerDeployment of the ACL extension in the tree',
  },
  'ACL-N203': {
    reason: 'a dry run: the filters count whom they would refuse, and refuse nobody',
    severity: 'notice',
    fix: 'leave shadow out once only strangers are counted',
    source: 'envoy:api/envoy/extensions/filters/network/rbac/v3/rbac.proto (shadow_rules)',
  },
  'ACL-OPERATOR-VALUE': {
    reason: 'the chart of the extension does not know the value, so that it has no effect',
    severity: warning,
    source: 'gardener-extension-acl:charts',
  },
  'ACL-TWO-OWNERS': {
    reason: 'the extension and Flux would overwrite the same object again and again',
    fix: 'disable the acl entry of the Shoot, or render filters with names of their own',
    source: 'gardener-extension-acl:charts/seed/templates/envoyfilter',
  },
  'ACL-FACT-UNREADABLE': {
    reason: 'the fact does not have the shape that its name promises',
    source: 'facts of the acl topic',
  },
});
