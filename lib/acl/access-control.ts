import { Construct } from 'constructs';
import type { Finding } from '../core/finding';
import { scheduledSeed } from '../gardener/scheduled-seed';
import type { Shoot } from '../gardener/shoot/shoot';
import { Landscape } from '../landscape/landscape';
import { Report } from '../rules/report';
import type { View, ViewObject } from '../rules/view';
import { attachFindings } from '../synth/attachments';
import { originOf } from '../synth/origin';
import { constructFinding } from '../synth/rules';
import { accessTable } from './access-table';
import {
  renderAccessControl,
  secondControl,
  type AccessControlObjects,
  type AccessControlValues,
} from './control/access-control';
import { clientsAnnotation } from './control/client-set';
import type { Expectation } from './control/expectation';
import { emitFilters } from './emit-filters';
import { Expectations } from './expectations';
import { FilterIndex } from './evaluate/filter-index';
import { LandscapeAccess, type SharedPart } from './landscape-access';
import { aclRules } from './lints/rules';
import { foreseenObjects } from './outcome';
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
  private readonly expectations = new Expectations();

  constructor(shoot: Shoot, id: string, props: AccessControlProps) {
    super(shoot, id);
    this.shoot = shoot;
    this.props = props;
    const isSecond = shoot.node.children.some(other => other !== this && other instanceof AccessControl);
    if (isSecond) attachFindings(this, [constructFinding(secondControl, this)]);
    else LandscapeAccess.of(Landscape.of(shoot)).join(view => this.complete(view));
  }

  /** States what becomes of a client; that the filters do something else is an error of the synth. */
  expect(expectation: Expectation): void {
    this.expectations.add(expectation);
  }

  /** Adds what is this shoot's own; what it shares with others is added where those are known. */
  private complete(view: View): SharedPart | undefined {
    const made = this.make(view);
    if (made === undefined) return undefined;
    const { seed, shared, objects } = made;
    if (shared !== undefined) return { seed, shoot: shared, conclude: filters => this.conclude(made, filters) };
    if (seed !== undefined) emitFilters(this, objects, { seed, file: `${this.shoot.project.name}.${this.shoot.name}` });
    this.conclude(made, new FilterIndex(objects));
    return undefined;
  }

  private make(view: View): MadeControl | undefined {
    const { name, namespace } = this.shoot;
    const entry = view.find('core.gardener.cloud', 'Shoot', namespace, name);
    if (entry === undefined) return undefined; // somebody has renamed the object by an override: rules about the Shoot will say so
    const situation = treeSituation(view, entry);
    const made = renderAccessControl({ ...this.props, situation });
    if (made.extension !== undefined) this.shoot.addExtension(made.extension);
    const hasObject = made.objects.length > 0 || made.shared !== undefined;
    if (made.clients !== undefined && !hasObject)
      this.shoot.object.metadata.addAnnotation(clientsAnnotation, made.clients);
    return { ...made, entry, situation, seed: scheduledSeed(view, entry) };
  }

  private conclude(made: MadeControl, filters: FilterIndex): void {
    const findings = [
      ...made.findings,
      ...(made.seed === undefined && needsSeed(made) ? unknownSeed() : []),
      ...this.tried(made, filters),
    ];
    attachFindings(
      this,
      findings.map(finding => this.located(finding, made.entry)),
    );
  }

  /** The expectations against what will be on the seed: our filters, and those of the extension's controller. */
  private tried(made: MadeControl, filters: FilterIndex): readonly Finding[] {
    if (this.expectations.isEmpty()) return [];
    const situation: Situation = { ...made.situation, entry: entryOf(made) };
    const predicted = made.extension === undefined ? [] : foreseenObjects(situation);
    const table = accessTable(situation, filters, new FilterIndex(predicted));
    return this.expectations.check(table);
  }

  private located(finding: Finding, entry: ViewObject): Finding {
    const { apiVersion, kind } = entry.object;
    return {
      ...finding,
      cluster: entry.cluster,
      object: { apiVersion, kind, namespace: this.shoot.namespace, name: this.shoot.name },
      origin: { ...originOf(this), ...finding.origin },
    };
  }
}

/** What an access control adds, and where. */
interface MadeControl extends AccessControlObjects {
  readonly entry: ViewObject;
  readonly situation: Situation;
  readonly seed: string | undefined;
}

function entryOf({ extension }: AccessControlObjects): Situation['entry'] {
  return extension === undefined
    ? { index: -1, disabled: false, providerConfig: undefined }
    : { index: 0, disabled: false, providerConfig: extension.providerConfig };
}

function needsSeed({ objects, shared }: AccessControlObjects): boolean {
  return objects.length > 0 || shared !== undefined;
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
