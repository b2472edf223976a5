import { Construct } from 'constructs';
import type { Garden as GardenObject } from '../../imports/operator.gardener.cloud/v1alpha1';
import type { Finding } from '../core/finding';
import type { Loose } from '../core/loose';
import type { Garden } from '../gardener/garden/garden';
import { Landscape } from '../landscape/landscape';
import { Report } from '../rules/report';
import type { View, ViewObject } from '../rules/view';
import { attachFindings } from '../synth/attachments';
import { originOf } from '../synth/origin';
import { clientsText, setsOf, withClients, type AccessSource } from './control/client-set';
import { checkClientSets } from './control/client-set-check';
import type { Expectation } from './control/expectation';
import { normalizeRanges, reportWide } from './control/normalize';
import { emitFilters } from './emit-filters';
import { Expectations } from './expectations';
import { FilterIndex } from './evaluate/filter-index';
import { renderGarden, type GardenAccess } from './garden/garden-access';
import { gardenTable } from './garden/garden-table';
import { seedEgress } from './garden/seed-egress';
import type { HardenedOptions } from './hardened/render';
import { aclRules } from './lints/rules';

/** Who may reach the API server of the virtual garden. */
export interface GardenAccessControlProps extends Pick<HardenedOptions, 'shadow' | 'delayDeny'> {
  /** Who gets in, beside the runtime cluster and the seeds. */
  readonly allow: readonly AccessSource[];
  /** Who never gets in. @default nobody */
  readonly deny?: readonly AccessSource[];
}

/**
 * Restricts who reaches the API server of the virtual garden. There is no extension for it: Flux applies the filter in the runtime cluster.
 * Seeds are let in by their known addresses, because their gardenlets connect from there.
 */
export class GardenAccessControl extends Construct {
  private readonly garden: Garden;
  private readonly props: GardenAccessControlProps;
  private readonly expectations = new Expectations();

  constructor(garden: Garden, id: string, props: GardenAccessControlProps) {
    super(garden, id);
    this.garden = garden;
    this.props = props;
    Landscape.of(garden).whenComplete(view => this.complete(view));
  }

  /** States what becomes of a client; that the filter does something else is an error of the synth. */
  expect(expectation: Expectation): void {
    this.expectations.add(expectation);
  }

  private complete(view: View): void {
    const entry = view.find('operator.gardener.cloud', 'Garden', undefined, this.garden.name);
    if (entry === undefined) return; // somebody has renamed the object by an override
    const report = new Report();
    const access = this.access(view, entry.object as Loose<GardenObject>, report);
    const clients = clientsText(setsOf([...this.props.allow, ...(this.props.deny ?? [])]));
    const objects = renderGarden(access, this.props).map(object => withClients(object, clients));
    emitFilters(this, objects, { file: 'virtual-garden' });
    const table = gardenTable(access.garden, new FilterIndex(objects));
    const tried = this.expectations.check(table);
    attachFindings(
      this,
      [...report.findings, ...tried].map(finding => this.located(finding, entry)),
    );
  }

  private access(view: View, garden: Loose<GardenObject>, report: Report): GardenAccess {
    const seeds = seedEgress(view);
    for (const seed of seeds.unknown) {
      report.add(aclRules['ACL-W130'], '', { value: seed, message: `seed "${seed}": ${aclRules['ACL-W130'].reason}` });
    }
    checkClientSets(this.props.allow, 'allow', report);
    checkClientSets(this.props.deny ?? [], 'deny', report);
    const allow = normalizeRanges(setsOf(this.props.allow), 'allow', report);
    reportWide(allow, 'allow', report);
    if (this.props.allow.length === 0) report.required(aclRules['ACL-E004'], 'allow');
    const deny = normalizeRanges(setsOf(this.props.deny ?? []), 'deny', report);
    return { garden, allow, deny, seedEgress: seeds.ranges };
  }

  private located(finding: Finding, { cluster, object: { apiVersion, kind } }: ViewObject): Finding {
    return {
      ...finding,
      cluster,
      object: { apiVersion, kind, name: this.garden.name },
      origin: { ...originOf(this), ...finding.origin },
    };
  }
}
