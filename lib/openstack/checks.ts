import type { Seed } from '../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../core/loose';
import { withoutNulls } from '../core/null';
import { withCurrentNames } from '../gardener/cloud-profile/former-names';
import type { Report } from '../rules/report';
import { ruleTable } from '../rules/rule';
import type { Check } from '../rules/topic';
import { isTemplated, partialTwinKey, twinKey } from '../rules/twins';
import type { View, ViewObject } from '../rules/view';
import { lintLandscape } from './lints/landscape';
import { lintMachineObjects } from './lints/machine-objects';
import { lintProfile } from './lints/lint-profile';
import { lintShoot } from './lints/lint-shoot';
import { lintRules, validationRules } from './rules';
import { validateOpenStackSeed } from './validation/seed';
import type { NamespacedProfile, ShootObject } from './objects';
import { definitionsOf } from './profile/read';
import { withDerivedFlavors } from './profile/stored';
import { validateBindingInView } from './view/bindings';
import { isOpenStack, parentOf, profileSpec } from './view/profile';
import { isObserved, treeShoot } from './view/shoots';
import { validateProfileInView, validateShootInView } from './view/validate';

const rule = ruleTable('provider-openstack:pkg/controller/worker/machines.go v1.58', {
  'OS-SERVER-GROUP-UNKNOWN': {
    severity: 'info',
    reason:
      'the server group of the pool is not known, and its id enters the hash: the predicted names of its machine classes are stand-ins',
    fix: 'give the fact workerStatus of the shoot',
  },
});

const shootKind = 'core.gardener.cloud/Shoot';
const profileKinds = ['core.gardener.cloud/CloudProfile', 'core.gardener.cloud/NamespacedCloudProfile'];
const bindingKinds = ['core.gardener.cloud/SecretBinding', 'security.gardener.cloud/CredentialsBinding'];

/** What the provider refuses, and what goes wrong although it does not. */
export const openstackChecks: readonly Check[] = [
  {
    rules: validationRules,
    kinds: [shootKind],
    twin: twinKey,
    object: (entry, report, view) => validateShootInView(withoutNullsIn(entry), report, { view }),
  },
  {
    rules: validationRules,
    kinds: profileKinds,
    object: (entry, report, view) => validateProfileInView(admitted(withoutNullsIn(entry), view), report, view),
  },
  { rules: validationRules, kinds: ['core.gardener.cloud/Seed'], object: checkSeed },
  {
    rules: validationRules,
    kinds: bindingKinds,
    object: (entry, report, view) => validateBindingInView(withoutNullsIn(entry), report, view),
  },
  { rules: [...lintRules, ...Object.values(rule)], kinds: [shootKind], twin: twinOfShoot, object: checkShoot },
  { rules: lintRules, kinds: profileKinds, object: checkProfile },
  { rules: lintRules, tree: lintLandscape },
  { rules: lintRules, tree: lintMachineObjects },
];

const withoutNullsIn = (entry: ViewObject): ViewObject => ({ ...entry, object: withoutNulls(entry.object) });

/** The provider's admission fills in flavors before it judges. */
function admitted(entry: ViewObject, view: View): ViewObject {
  const spec = withCurrentNames(entry.object['spec'] ?? {});
  const parent = entry.object.kind === 'CloudProfile' ? spec : parentOf(view, entry.object as NamespacedProfile);
  return { ...entry, object: { ...entry.object, spec: withDerivedFlavors(spec, definitionsOf(parent ?? {})) } };
}

function checkSeed({ object }: ViewObject, report: Report): void {
  const seed = withoutNulls(object) as Loose<Seed>;
  if (isOpenStack(seed.spec?.backup?.provider)) validateOpenStackSeed(seed, report);
}

function checkShoot(entry: ViewObject, report: Report, view: View): void {
  const shoot = treeShoot(view, entry);
  if (shoot?.knownProfile === undefined) return;
  lintShoot(shoot, report);
  for (const { pool } of shoot.machines.pools)
    if (shoot.serverGroupPlaceholders.includes(pool.name))
      report.add(rule['OS-SERVER-GROUP-UNKNOWN'], `spec.provider.workers[${pool.index}].providerConfig.serverGroup`, {
        value: pool.name,
      });
}

/** Shoots with the same machines. One about which something was observed is like no other. */
function twinOfShoot(entry: ViewObject, view: View): string | undefined {
  const { provider, kubernetes, region, cloudProfile, cloudProfileName, systemComponents } =
    (entry.object as ShootObject).spec ?? {};
  if (!isTemplated(provider) || isObserved(view, entry)) return undefined;
  const { version, kubelet, kubeProxy } = kubernetes ?? {};
  const { annotations, deletionTimestamp } = entry.object.metadata;
  const others = { region, cloudProfile, cloudProfileName, systemComponents, annotations, deletionTimestamp };
  return partialTwinKey(entry, [provider, { version, kubelet, kubeProxy }, others]);
}

function checkProfile(entry: ViewObject, report: Report, view: View): void {
  const spec = profileSpec(view, entry);
  if (spec === undefined || !isOpenStack(spec.type)) return;
  // a child is judged by what it adds; its parent has findings of its own
  if (entry.object.kind !== 'CloudProfile') return;
  const written = withCurrentNames(withoutNulls(entry.object)['spec'] ?? {});
  lintProfile({ spec, written, config: spec.providerConfig ?? {}, now: view.now }, report);
}
