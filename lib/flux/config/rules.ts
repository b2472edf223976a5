import { ruleTable } from '../../rules/rule';

const warning = 'warning';
const upstream = 'shoot-flux:pkg/apis/flux/v1alpha1/validation/fluxconfig.go v0.27.0';
const install = 'flux2:pkg/manifestgen/install v2.9.2';
const gitRepository = 'source-controller:api/v1/gitrepository_types.go v1.9';
const secrets = 'shoot-flux:pkg/controller/extension/secrets.go v0.27.0';

/** What the extension itself refuses, but only when it reconciles: nothing else validates a FluxConfig early. */
export const upstreamRules = ruleTable(upstream, {
  'FX-DECODE': 'the extension must be able to decode the configuration',
  'FX-NAMESPACE': 'the namespace of the installation must be a DNS label',
  'FX-COMP-REQUIRED': 'source-controller and kustomize-controller are always needed',
  'FX-SOURCE-MISSING': 'a kustomization needs a source',
  'FX-KS-MISSING': 'a source needs a kustomization',
  'FX-TEMPLATE': 'a source needs a template that can be decoded',
  'FX-SRC-APIVERSION': {
    reason: 'only sources of source.toolkit.fluxcd.io/v1 can be decoded, whatever the documented example says',
    fix: 'write apiVersion: source.toolkit.fluxcd.io/v1',
  },
  'FX-SRC-TYPEMETA': {
    reason: 'the template of a source needs apiVersion and kind since it is a raw object',
    fix: 'write apiVersion: source.toolkit.fluxcd.io/v1 and kind: GitRepository or OCIRepository',
  },
  'FX-SRC-KIND': 'only a GitRepository or an OCIRepository can be bootstrapped',
  'FX-SRC-REF': 'a source needs a reference: branch, tag, semver, name or commit; tag, semver or digest for OCI',
  'FX-SRC-URL': 'a source needs a URL, with the scheme oci:// for an OCIRepository',
  'FX-SECRET-RESOURCE': 'a secret resource must be the name of a Secret in spec.resources of the Shoot',
  'FX-SECRET-TARGET': 'the name of a Secret in the shoot must be a DNS name',
  'FX-KS-KIND': 'apiVersion and kind of the template are both left out, or those of a Flux Kustomization v1',
  'FX-KS-PATH': 'a Kustomization needs a path',
});

/** What upstream accepts and what then fails, or means something else than it says. */
export const lintRules = ruleTable(upstream, {
  'FX-VERSION-FORMAT': {
    reason: 'a version without leading v, or an empty one, installs the latest release under a wrong label',
    fix: 'write a full version such as v2.9.2',
    source: 'flux2:pkg/manifestgen/install/manifests.go v2.9.2',
  },
  'FX-VERSION-FLOATING': {
    reason: 'latest is another release on every day that a shoot is created',
    fix: 'write a full version such as v2.9.2',
    source: 'flux2:pkg/manifestgen/install/manifests.go v2.9.2',
  },
  'FX-COMP-UNKNOWN': { reason: 'there is no such component: the installation fails', source: install },
  'FX-COMP-DUPLICATE': { reason: 'a component that is listed twice fails the installation', source: install },
  'FX-COMP-MINVERSION': {
    reason: 'source-watcher exists since Flux 2.7: older releases have no manifest of it',
    source: install,
  },
  'FX-OCI-MINVERSION': { reason: 'OCIRepository v1 is served since Flux 2.6', source: 'flux2:CHANGELOG v2.6' },
  'FX-REGISTRY-EMPTY': {
    reason: 'an empty registry is not the default: images are pulled as fluxcd/<component> from Docker Hub',
    fix: 'leave the field out, or name the registry',
    source: install,
  },
  'FX-REGISTRY-SLASH': { reason: 'a slash at the end of the registry doubles in the image names', source: install },
  'FX-NS-EMPTY': { reason: 'an empty namespace passes validation and fails the installation', source: install },
  'FX-SECRET-NS': {
    reason: 'the Secret is written to the namespace of the installation, where the source does not look for it',
    fix: 'put the source into the namespace of the installation',
    source: secrets,
  },
  'FX-SECRET-COLLISION': {
    reason: 'two resources are copied to one Secret and overwrite each other at every reconciliation',
    source: secrets,
  },
  'FX-SECRET-KEYS': { reason: 'the Secret lacks keys that Flux needs for this kind of URL', source: gitRepository },
  'FX-KNOWN-HOSTS': {
    reason: 'known_hosts does not name the host of the URL: Flux refuses the connection',
    fix: 'add the line of ssh-keyscan, after comparing the fingerprint',
    source: gitRepository,
  },
  'FX-SRCREF-MISMATCH': { reason: 'the Kustomization refers to another source than the one that is created' },
  'FX-CROSS-NS': {
    severity: warning,
    reason:
      'the source lies in another namespace than the Kustomization: with --no-cross-namespace-refs it is not found',
    source: 'kustomize-controller:main.go v1.9',
  },
  'FX-GIT-URL': {
    reason: 'the URL of a GitRepository must begin with http://, https:// or ssh://: the shoot refuses any other',
    fix: 'write ssh://git@host/path instead of git@host:path',
    source: gitRepository,
  },
  'FX-GIT-SSH-SECRET': {
    reason: 'a repository over SSH needs a Secret with identity and known_hosts',
    fix: 'add the Secret to spec.resources of the Shoot and name it in source.secretResourceName',
    source: gitRepository,
  },
  'FX-GIT-REF-PRECEDENCE': {
    severity: warning,
    reason: 'of several references only one counts: commit before name, semver, tag, branch',
    source: gitRepository,
  },
  'FX-OCI-DIGEST-FORMAT': {
    reason: 'a digest is sha256: and 64 hexadecimal digits',
    source: 'source-controller:api/v1/ocirepository_types.go v1.9',
  },
  'FX-OCI-FIELD': {
    severity: warning,
    reason: 'an OCIRepository has no branch and no commit: the field is dropped without a word',
    source: 'source-controller:api/v1/ocirepository_types.go v1.9',
  },
  'FX-PRUNE-IMPLICIT': {
    severity: 'notice',
    reason: 'prune is false when it is left out, while flux bootstrap writes true',
    fix: 'write prune: true or prune: false',
  },
  'FX-KS-TIMEOUT': {
    severity: warning,
    reason:
      'a Kustomization that waits has only its interval less 30 seconds, at least 30 seconds, and one failure fails the Shoot',
    fix: 'set spec.timeout',
    source: 'kustomize-controller:api/v1/kustomization_types.go v1.9',
  },
  'FX-SUSPENDED': {
    reason: 'a suspended object never becomes ready, so that the bootstrap fails after five minutes',
    source: 'shoot-flux:pkg/controller/extension/actuator.go v0.27.0',
  },
  'FX-UNKNOWN-FIELD': { reason: 'the extension drops fields that it does not know, without a word' },
  'FX-DURATION-UNIT': {
    reason: 'the timeout of a source is written in ms, s and m: hours are refused by the shoot',
    source: gitRepository,
  },
  'FX-DURATION-FORMAT': {
    reason: 'an interval is a number with ms, s, m or h: other units and signs are refused by the shoot',
    source: gitRepository,
  },
  'FX-AIRGAP': {
    severity: warning,
    reason: 'another registry changes the images only: the manifests are still downloaded from GitHub by the seed',
    source: 'flux2:pkg/manifestgen/install/manifests.go v2.9.2',
  },
});
