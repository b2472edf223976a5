import { gardenerArchitecture } from './architecture';
import { column, properties, readRows, textColumn, type Row } from './json-list';

/** A machine type as a CloudProfile wants it, made from a flavor of Nova. */
export interface ImportedMachineType {
  readonly name: string;
  readonly cpu: string;
  readonly gpu: string;
  readonly memory: string;
  readonly architecture: string;
  /** The flavor has a disk of its own; without, machines need a volume. */
  readonly storage?: { readonly class: string; readonly type: string; readonly size: string };
}

/** Flavors that were read, and what was not taken over. */
export interface ImportedFlavors {
  /** By name, in byte order. */
  readonly machineTypes: readonly ImportedMachineType[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  /** What was guessed, for a person to look at. */
  readonly remarks: readonly { readonly name: string; readonly remark: string }[];
}

/** How flavors are read. */
export interface FlavorOptions {
  /** Architecture of flavors whose extra specs tell none. @default amd64 */
  readonly defaultArchitecture?: string;
}

const command = 'openstack flavor list --long -f json';

/** Extra specs that tell the architecture: of hosts, of the image that fits, of a trait that is required. */
const architectureSpecs = [
  'hw:architecture',
  'capabilities:cpu_arch',
  'hw_architecture',
  'cpu_arch',
  'trait:architecture',
];

/**
 * Reads what `openstack flavor list --long -f json` prints (without `--long` there are no extra specs, so that no architecture is known).
 * Memory is in MiB, disks in GiB, as Nova counts. Throws a SyntaxError for other text.
 */
export function importFlavors(text: string, options: FlavorOptions = {}): ImportedFlavors {
  const machineTypes: ImportedMachineType[] = [];
  const skipped: { name: string; reason: string }[] = [];
  const remarks: { name: string; remark: string }[] = [];
  for (const row of readRows(text, command)) {
    const name = textColumn(row, 'Name');
    const told = toldArchitecture(row);
    const architecture = told === undefined ? (options.defaultArchitecture ?? 'amd64') : gardenerArchitecture(told);
    const cpu = Number(column(row, 'VCPUs'));
    const memory = Number(column(row, 'RAM'));
    if (name === '') skipped.push({ name, reason: 'no name' });
    else if (architecture === undefined)
      skipped.push({ name, reason: `architecture ${told ?? ''} is not supported by Gardener` });
    else if (!(cpu > 0 && memory > 0)) skipped.push({ name, reason: 'neither VCPUs nor RAM can be read' });
    else {
      if (told === undefined)
        remarks.push({ name, remark: `no extra spec tells the architecture, ${architecture} is assumed` });
      machineTypes.push({
        name,
        cpu: String(cpu),
        gpu: gpusOf(row),
        memory: mebibytes(memory),
        architecture,
        ...storageOf(row),
      });
    }
  }
  return { machineTypes: machineTypes.sort(byName), skipped: skipped.sort(byName), remarks: remarks.sort(byName) };
}

const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : 0;

function toldArchitecture(row: Row): string | undefined {
  const specs = properties(row);
  const direct = architectureSpecs.map(name => specs[name]).find(value => value !== undefined);
  const trait = Object.keys(specs).find(name => /^trait\d*:(HW_ARCH|COMPUTE_ARCH)_/.test(name));
  return direct ?? trait?.replace(/^trait\d*:(HW_ARCH|COMPUTE_ARCH)_/, '');
}

/** GPUs by alias of the PCI passthrough, for example `a100:2`, or by requested resource class. */
function gpusOf(row: Row): string {
  const specs = properties(row);
  const aliases = specs['pci_passthrough:alias']?.split(',') ?? [];
  const passed = aliases.reduce((sum, alias) => sum + Number(/:(\d+)$/.exec(alias.trim())?.[1] ?? 0), 0);
  const virtual = Object.entries(specs)
    .filter(([name]) => /^resources\d*:(VGPU|PGPU)$/.test(name))
    .reduce((sum, [, count]) => sum + (Number(count) || 0), 0);
  return String(passed + virtual);
}

/** Nova counts memory in MiB; whole GiB are written as such. */
function mebibytes(memory: number): string {
  return memory % 1024 === 0 ? `${memory / 1024}Gi` : `${memory}Mi`;
}

function storageOf(row: Row): Pick<ImportedMachineType, 'storage'> {
  const disk = Number(column(row, 'Disk'));
  return disk > 0 ? { storage: { class: 'standard', type: 'default', size: `${disk}Gi` } } : {};
}
