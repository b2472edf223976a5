import { isDeepStrictEqual } from 'node:util';
import { kindsModule } from '../api/typescript/kinds-module';
import type { KubernetesObject } from '../core/object';
import { readDefinitions } from '../manifests/definitions';
import {
  collectImages,
  importFlavors,
  importImages,
  typedSource,
  type ImportedImage,
  type ImportedMachineType,
} from '../openstack';
import { UsageError } from './command';

/** A file to import. */
export interface ImportInput {
  /** As the user named it; `-` for standard input. */
  readonly file: string;
  readonly text: string;
  /** Region of OpenStack that its images are of. */
  readonly region?: string;
}

/** A module of TypeScript, and what a person should know about its making. */
export interface ImportedModule {
  readonly text: string;
  readonly remarks: readonly string[];
}

/**
 * The module for some files, which tell by themselves what they are: custom resource definitions, or flavors and images of OpenStack.
 *
 * @throws UsageError when a file is none of them, or holds what cannot be imported
 */
export function importModule(inputs: readonly ImportInput[]): ImportedModule {
  const importer = new Importer();
  for (const input of inputs) importer.add(input);
  return importer.module();
}

class Importer {
  private readonly definitions: KubernetesObject[] = [];
  private readonly flavors: ImportedMachineType[] = [];
  private readonly images: ImportedImage[] = [];
  private readonly remarks: string[] = [];

  add(input: ImportInput): void {
    const rows = rowsOf(input.text);
    if (rows === undefined) this.addDefinitions(input);
    else if (hasColumns(rows, ['vcpus', 'ram'])) this.addFlavors(input);
    else if (hasColumns(rows, ['id', 'status', 'checksum'])) this.addImages(input);
    else
      throw new UsageError(
        `${input.file}: a list that is neither of flavors nor of images, as "openstack flavor list --long -f json" and "openstack image list --long -f json" print them`,
      );
  }

  module(): ImportedModule {
    const [flavors, images] = [this.flavors, this.images].map(list => list.length > 0);
    if (this.definitions.length > 0 && (flavors === true || images === true))
      throw new UsageError(
        'custom resource definitions and lists of OpenStack become modules of their own: import them in two calls',
      );
    if (this.definitions.length > 0) return { text: kindsModule(this.definitions), remarks: this.remarks };
    if (flavors !== true && images !== true) throw new UsageError('there is nothing in the input that can be imported');
    const collected = collectImages(this.images);
    for (const { image, region, ids } of collected.conflicts)
      this.remarks.push(`${image} in ${region}: several images, the first is used: ${ids.join(', ')}`);
    const text = typedSource({
      ...(flavors === true && { flavors: this.flavors }),
      ...(images === true && { images: collected.images }),
    });
    return { text, remarks: this.remarks };
  }

  private addDefinitions({ file, text }: ImportInput): void {
    const { definitions, errors } = readDefinitions(text, file);
    if (errors.length > 0) throw new UsageError(errors.join('\n'));
    if (definitions.length === 0)
      throw new UsageError(`${file}: neither a custom resource definition nor a list of flavors or images`);
    for (const definition of definitions) this.addDefinition(definition, file);
  }

  private addDefinition(definition: KubernetesObject, file: string): void {
    const { name } = definition.metadata;
    const other = this.definitions.find(({ metadata }) => metadata.name === name);
    if (other === undefined) this.definitions.push(definition);
    else if (!isDeepStrictEqual(other, definition))
      throw new UsageError(`${file}: ${name ?? ''} is defined a second time, and differently`);
  }

  private addFlavors({ file, text }: ImportInput): void {
    const { machineTypes, skipped, remarks } = importFlavors(text);
    this.flavors.push(...machineTypes);
    this.note(file, skipped, remarks);
  }

  private addImages({ file, text, region }: ImportInput): void {
    if (region === undefined)
      throw new UsageError(
        `${file} holds images, and does not tell of which region: write it before the file, as in "eu01=${file}"`,
      );
    const { images, skipped, remarks } = importImages(text, { region });
    this.images.push(...images);
    this.note(file, skipped, remarks);
  }

  private note(
    file: string,
    skipped: readonly { readonly name: string; readonly reason: string }[],
    remarks: readonly { readonly name: string; readonly remark: string }[],
  ): void {
    for (const { name, reason } of skipped) this.remarks.push(`${file}: ${name} is left out: ${reason}`);
    for (const { name, remark } of remarks) this.remarks.push(`${file}: ${name}: ${remark}`);
  }
}

/** The rows of a list in JSON; undefined for everything else. */
function rowsOf(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as unknown[]) : undefined;
  } catch {
    return undefined;
  }
}

function hasColumns(rows: readonly unknown[], titles: readonly string[]): boolean {
  const [first] = rows;
  if (typeof first !== 'object' || first === null) return false;
  const names = Object.keys(first).map(name => name.toLowerCase());
  return titles.every(title => names.includes(title));
}
