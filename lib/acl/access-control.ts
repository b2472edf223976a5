import { Construct } from 'constructs';
import { EnvoyFilter as EnvoyFilterKind } from '../../imports/networking.istio.io/v1alpha3';
import type { Fields } from '../api/typed-object';
import type { Finding } from '../core/finding';
import { scheduledSeed } from '../gardener/scheduled-seed';
import type { Shoot } from '../gardener/shoot/shoot';
import { Landscape } from '../landscape/landscape';
import { place } from '../landscape/placement';
import { Report } from '../rules/report';
import type { View, ViewObject } from '../rules/view';
import { attachFindings } from '../synth/attachments';
import { originOf } from '../synth/origin';
import { accessTable } from './access-table';
import { renderAccessControl, type AccessControlObjects, type AccessControlValues } from './control/access-control';
import { checkExpectation, type Expectation } from './control/expectation';
import { FilterIndex } from './evaluate/filter-index';
import { aclRules } from './lints/rules';
import { predictUpstream } from './outcome';
import type { Situation } from './situation';
import { treeSituation } from './view/subjects';

/** Who may reach the API server of a shoot, and who makes sure of it. */
export type AccessControlProps = Omit<AccessControlValues, 'situation'>;

/**
 * Restricts who reaches the API server of a shoot, on every way that leads to it. With delivery `extension` the Shoot gets an entry for the ACL
 * extension, and in profile `hardened` filters of our own close what that leaves open; with delivery `gitops` all filters are ours.
 *
 * Where the filters go depends on the seed, its gateways and facts, so that they are made when the tree is complete.
 */
export class AccessControl extends Construct {
  private readonly shoot: Shoot;
  private readonly props: AccessControlProps;
  private readonly expectations: Expectation[] = [];

  constructor(shoot: Shoot, id: string, props: AccessControlProps) {
    super(shoot, id);
    this.shoot = shoot;
    this.props = props;
    Landscape.of(shoot).whenComplete(view => this.complete(view));
  }

  /** States what becomes of a client; that the filters do something else is an error of the synth. */
  expect(expectation: Expectation): void {
    this.expectations.push(expectation);
  }

  private complete(view: View): void {
    const { name, namespace } = this.shoot;
    const entry = view.find('core.gardener.cloud', 'Shoot', namespace, name);
    if (entry === undefined) return; // somebody has renamed the object by an override: rules about the Shoot will say so
    const situation = treeSituation(view, entry);
    const made = renderAccessControl({ ...this.props, situation });
    if (made.extension !== undefined) this.shoot.addExtension(made.extension);
    const seed = scheduledSeed(view, entry);
    if (seed !== undefined) this.emit(made, `seeds/${seed}`);
    const findings = [
      ...made.findings,
      ...(seed === undefined && needsSeed(made) ? unknownSeed() : []),
      ...this.tried(made, situation),
    ];
    attachFindings(
      this,
      findings.map(finding => this.located(finding, entry)),
    );
  }

  private emit({ objects }: AccessControlObjects, cluster: string): void {
    const file = `${this.shoot.project.name}.${this.shoot.name}`;
    for (const { metadata, spec } of objects) {
      // the filters are built from Envoy's own messages, which the schema of EnvoyFilter leaves open
      const fields = { spec } as unknown as Fields<EnvoyFilterKind>;
      place(this, EnvoyFilterKind, { metadata, ...fields }, { home: { cluster, unit: 'acl' }, file });
    }
  }

  /** The expectations against what will be on the seed: our filters, and those of the extension's controller. */
  private tried(made: AccessControlObjects, situation: Situation): readonly Finding[] {
    if (this.expectations.length === 0) return [];
    const complete: Situation = { ...situation, entry: entryOf(made) };
    const outcome = made.extension === undefined ? undefined : predictUpstream(complete);
    const filters = outcome?.kind === 'rendered' ? [...made.objects, ...outcome.objects] : made.objects;
    const table = accessTable(complete, new FilterIndex(filters));
    return this.expectations.flatMap(expectation => checkExpectation(table, expectation));
  }

  private located(finding: Finding, entry: ViewObject): Finding {
    const { apiVersion, kind } = entry.object;
    return {
      ...finding,
      cluster: entry.cluster,
      object: { apiVersion, kind, namespace: this.shoot.namespace, name: this.shoot.name },
      origin: originOf(this),
    };
  }
}

function entryOf({ extension }: AccessControlObjects): Situation['entry'] {
  return extension === undefined
    ? { index: -1, disabled: false, providerConfig: undefined }
    : { index: 0, disabled: false, providerConfig: extension.providerConfig };
}

function needsSeed({ objects }: AccessControlObjects): boolean {
  return objects.length > 0;
}

/** The filters cannot be placed: which seed the shoot is on is known to the scheduler alone. */
function unknownSeed(): readonly Finding[] {
  const report = new Report();
  report.add(aclRules['ACL-E013'], '', {
    message: 'the seed of the shoot is not known, so that its filters cannot be placed',
    fix: 'record the fact seedName of the shoot: kubectl get shoots -A -o json | cdk8s-gardener facts -',
  });
  return report.findings;
}
