import * as path from 'node:path';
import {
  builtinRegistry,
  catalogFiles,
  catalogForms,
  describeRecord,
  kindRecord,
  lookUp,
  LookUpError,
  printDescription,
  printKinds,
  type CatalogForm,
  type Registry,
} from '../../api';
import { exitCodes, textOption, UsageError, type Arguments, type Command } from '../command';
import { writeOwnFolder } from '../own-folder';
import { schemasOption } from '../schemas-option';

/** `schema`: what kinds and fields there are. */
export const command: Command = {
  name: 'schema',
  summary: 'list kinds, describe their fields, or write schemas for editors and other tools',
  usage: 'schema [KIND[.PATH]] [OPTIONS] | schema --catalog DIR [OPTIONS]',
  help: `
Without an argument: all kinds by API group. With a kind, and a path below it: the fields with their types, defaults and
allowed values, which of them are required or immutable, which Gardener version has them, and where they are declared.

  --format FORMAT  text (default), json
  --schemas PATH   custom resource definitions or JSON Schemas of more kinds; may be repeated

  --catalog DIR    write the schemas of all kinds to a folder, with a README that says how tools use them
  --form FORM      jsonschema (default): editors, kubeconform; structural: flux-schema, kubeconform; crd: kubectl-validate
  --url URL        where the folder will be served, for editors that read its catalog.json
  --force          replace files in DIR that this command did not write

examples:
  cdk8s-gardener schema Shoot
  cdk8s-gardener schema Shoot.spec.provider.workers
  cdk8s-gardener schema core.gardener.cloud/v1/ControllerDeployment --format json
  cdk8s-gardener schema --catalog .schemas
`,
  options: {
    format: { type: 'string' },
    schemas: { type: 'string', multiple: true },
    catalog: { type: 'string' },
    form: { type: 'string' },
    url: { type: 'string' },
    force: { type: 'boolean' },
  },
  run(args) {
    const folder = textOption(args, 'catalog');
    if (folder !== undefined) return writeCatalog(folder, args);
    const [wanted, ...more] = args.positionals;
    if (more.length > 0) throw new UsageError(`schema takes one kind, got "${args.positionals.join(' ')}"`);
    process.stdout.write(wanted === undefined ? allKinds(args) : oneKind(wanted, args));
    return exitCodes.ok;
  },
};

function allKinds(args: Arguments): string {
  const kinds = [...registryOf(args).all()];
  return wantsJson(args) ? json(kinds.map(kindRecord)) : printKinds(kinds);
}

function oneKind(wanted: string, args: Arguments): string {
  try {
    const description = lookUp(wanted, registryOf(args));
    return wantsJson(args) ? json(describeRecord(description)) : printDescription(description, wanted);
  } catch (error) {
    throw error instanceof LookUpError ? new UsageError(error.message) : error;
  }
}

const registryOf = (args: Arguments): Registry => schemasOption(args) ?? builtinRegistry();

function wantsJson(args: Arguments): boolean {
  const format = textOption(args, 'format') ?? 'text';
  if (format !== 'text' && format !== 'json') throw new UsageError(`unknown format "${format}": one of text, json`);
  return format === 'json';
}

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

function writeCatalog(folder: string, args: Arguments): number {
  if (args.positionals.length > 0)
    throw new UsageError(`schema --catalog writes all kinds, got "${args.positionals.join(' ')}"`);
  const url = textOption(args, 'url')?.replace(/\/*$/, '/');
  const files = catalogFiles(registryOf(args), { form: formOption(args), ...(url !== undefined && { url }) });
  const { written, deleted, unchanged } = writeOwnFolder(folder, files, args.values['force'] === true);
  const guide = path.join(folder, 'README.md');
  process.stdout.write(
    `${folder}: ${written} files written, ${deleted} deleted, ${unchanged} unchanged. How to use them: ${guide}\n`,
  );
  return exitCodes.ok;
}

function formOption(args: Arguments): CatalogForm {
  const text = textOption(args, 'form') ?? 'jsonschema';
  const form = catalogForms.find(candidate => candidate === text);
  if (form === undefined) throw new UsageError(`unknown form "${text}": one of ${catalogForms.join(', ')}`);
  return form;
}
