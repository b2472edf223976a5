import { defaultImage, type ImageChoice } from '../../../../lib/openstack/admission/default-image';
import { findImage } from '../../../../lib/openstack/image/find-image';
import type { ProviderImage } from '../../../../lib/openstack/image/provider-image';
import { normalizeStatusImages, type StatusImage } from '../../../../lib/openstack/image/status-image';
import { legacyServerGroupPrefix, serverGroupName } from '../../../../lib/openstack/machine/server-group';
import { normalizeTags } from '../../../../lib/openstack/machine/tags';
import {
  matchFloatingPool,
  runtimeFloatingPool,
  type FloatingPoolRule,
} from '../../../../lib/openstack/network/floating-pool';
import type { Capabilities, CapabilityDefinition } from '../../../../lib/openstack/pool/capabilities';
import { distributeIntOrPercent } from '../../../../lib/openstack/pool/distribute';
import { contains, equal, firstOf, type Difference } from '../../compare';

type Run = (row: never) => Difference | undefined;

interface MachineType {
  readonly name: string;
  readonly architecture?: string;
  readonly capabilities?: Capabilities;
}

interface ImageRow {
  readonly input: {
    readonly machineImages: readonly ProviderImage[];
    readonly name: string;
    readonly version: string;
    readonly region: string;
    readonly architecture: string;
    readonly machineType: MachineType;
    readonly machineCapabilities: readonly CapabilityDefinition[];
    readonly workerStatusMachineImages?: readonly StatusImage[];
  };
  readonly expected: unknown;
}

function imageLookup({ input, expected }: ImageRow): Difference | undefined {
  const { machineImages, machineType, machineCapabilities, workerStatusMachineImages, ...query } = input;
  const result = findImage(
    {
      ...query,
      images: machineImages,
      machine: machineType.capabilities,
      definitions: machineCapabilities,
      status: workerStatusMachineImages,
    },
    'upstream-2026',
  );
  return equal('image', expected, result.image ?? { error: true });
}

interface StatusRow {
  readonly machineCapabilities: readonly CapabilityDefinition[];
  readonly images: readonly StatusImage[];
  readonly expected: unknown;
}

interface DistributionRow {
  readonly value: number | string;
  readonly zones: number;
  readonly total: number;
  readonly expected: readonly (number | string)[];
}

function distribution({ value, zones, total, expected }: DistributionRow): Difference | undefined {
  const shares = Array.from({ length: zones }, (_, zone) => distributeIntOrPercent(value, { zone, zones, total }));
  return equal('zones', expected, shares);
}

interface ServerGroupRow {
  readonly shootUID: string;
  readonly pool: string;
  readonly policy: string;
  readonly name: string;
  readonly legacyPrefix: string;
}

function serverGroup({ shootUID, pool, policy, name, legacyPrefix }: ServerGroupRow): Difference | undefined {
  return firstOf(
    () => equal('name', name, serverGroupName(shootUID, pool, policy)),
    () => equal('legacyPrefix', legacyPrefix, legacyServerGroupPrefix('shoot--orchard--peach', pool)),
  );
}

interface DefaultImageRow {
  readonly input: {
    readonly machineImages: ImageChoice['images'];
    readonly machineCapabilities: readonly CapabilityDefinition[];
    readonly image: ImageChoice['image'] | null;
    readonly architecture: string;
    readonly machineType: MachineType | null;
    readonly inPlace: boolean;
    readonly now?: string;
  };
  readonly expected: { readonly error?: string };
}

function imageDefaulting({ input, expected }: DefaultImageRow): Difference | undefined {
  const { machineImages, machineCapabilities, image, architecture, machineType, inPlace, now } = input;
  const chosen = defaultImage({
    images: machineImages,
    definitions: machineCapabilities,
    image: image ?? undefined,
    architecture,
    machineType: machineType ?? undefined,
    inPlace,
    now: new Date(now ?? '2026-08-21T00:00:00Z'),
  });
  if (expected.error !== undefined)
    return contains('error', expected.error, 'error' in chosen ? chosen.error : undefined);
  return equal('image', expected, 'error' in chosen ? chosen : chosen.image);
}

interface FloatingPoolRow {
  readonly pools: readonly FloatingPoolRule[];
  readonly domain: string;
  readonly region: string;
  readonly name: string;
  readonly admission: unknown;
  readonly runtimeForLoadBalancerClasses: string | null;
}

function floatingPool(row: FloatingPoolRow): Difference | undefined {
  const { pools, domain, region, name } = row;
  const match = matchFloatingPool(pools, { name, region, domain });
  const admission = match.pool === undefined ? { notSupported: match.allowed } : match.pool.name;
  // the controller asks without a domain
  const runtime = runtimeFloatingPool(pools, { name, region })?.name ?? null;
  return firstOf(
    () => equal('admission', row.admission, admission),
    () => equal('runtimeForLoadBalancerClasses', row.runtimeForLoadBalancerClasses, runtime),
  );
}

/** Answers one row of a table of openstack-vectors.json, by kind of the table. */
export const tableRuns: Readonly<Record<string, Run>> = {
  'image-lookup-table': imageLookup,
  'status-image-normalization': ({ machineCapabilities, images, expected }: StatusRow) =>
    equal('images', expected, normalizeStatusImages(images, machineCapabilities)),
  'distribution-table': distribution,
  'tag-normalization': (row: { readonly in: Record<string, string>; readonly out: unknown }) =>
    equal('out', row.out, normalizeTags(row.in)),
  'server-group-names': serverGroup,
  'image-defaulting-table': imageDefaulting,
  'floating-pool-table': floatingPool,
};
