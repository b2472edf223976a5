import { ruleTable } from '../../rules/rule';

/** What only a delivery can find: it knows more than the objects show. */
export const deliveryRules = ruleTable('kustomize-controller:docs/spec/v1/kustomizations.md v1.9', {
  'FLUX-CYCLE': {
    reason: 'the units wait for each other, so that none is ever applied',
    fix: 'move the objects that refer back into a unit of their own',
  },
  'FLUX-NO-ACCESS': {
    reason: 'no Flux can run in the virtual garden: its units need access through a kubeconfig',
    fix: "add access: { 'virtual-garden': new VirtualGardenAccess(landscape, 'access') }",
  },
  'FLUX-FEATURE': 'the release of Flux does not have what the delivery uses',
  'FLUX-AFTER-ELSEWHERE': {
    severity: 'warning',
    reason: 'a unit is meant to come after one that the Flux of another cluster applies: nobody can wait for that',
    fix: 'remove the dependency between the constructs',
  },
  'FLUX-INSTALL': {
    reason: 'Flux cannot be installed from these manifests',
    source: 'flux2:pkg/manifestgen/install v2.9.2',
  },
  'FLUX-NO-SOURCE': {
    reason: 'a shoot is bootstrapped from a source, and nothing names one',
    fix: 'give the FluxBootstrap a source, or the landscape a FluxDelivery',
    source: 'shoot-flux:pkg/apis/flux/v1alpha1/validation/fluxconfig.go v0.27.0',
  },
  'FLUX-UNDELIVERED': {
    severity: 'warning',
    reason:
      'the bootstrap of the shoot names a folder of somebody else, so that nothing applies the units that lie here for it',
    fix: 'leave out the path of the FluxBootstrap, or the units',
    source: 'cdk8s-gardener',
  },
  'FLUX-OWNED-VERSION': {
    severity: 'warning',
    reason:
      'maintenance raises this version too: once it has, the dry run with the older one is refused, and with it the whole unit',
    fix: 'set spec.maintenance.autoUpdate.kubernetesVersion to false and raise the version in Git, or leave it out of new Shoots (omitVersions)',
    source: 'gardener:pkg/controllermanager/controller/shoot/maintenance v1.150',
  },
  'FLUX-UNPROTECTED-SOPS': {
    severity: 'notice',
    reason: 'an encrypted Secret cannot be annotated without the keys: it is pruned when its file leaves Git',
    fix: 'add the annotation kustomize.toolkit.fluxcd.io/prune: disabled before encrypting',
  },
  'SUB-INACTIVE': {
    reason: 'the object holds a variable for Flux, and nothing is substituted in its unit',
    fix: 'call substitute(...) of the delivery for the unit',
    source: 'fluxcd/pkg:envsubst',
  },
});
