// The catalog as the tools read it that it is for: where the environment names their programs.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { catalogFiles } from '../../../lib/api/catalog/files';
import type { CatalogForm } from '../../../lib/api/catalog/form';
import { builtinRegistry } from '../../../lib/api/registry';
import { mutationsOf } from '../mutations';
import { sampleOf } from '../schema-sample';

const registry = builtinRegistry();
let scratch: string;
beforeAll(() => {
  scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'catalog-'));
});
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

function write(folder: string, name: string, text: string): void {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

function catalog(form: CatalogForm): string {
  const folder = path.join(scratch, form);
  for (const { path: file, text } of catalogFiles(registry, { form })) write(folder, file, text);
  return folder;
}

/** Objects of all kinds that an API server stores, without rules that a made-up value breaks; some of them broken, one mistake each. */
function objects(): { readonly valid: string; readonly broken: string; readonly brokenCount: number } {
  const [valid, broken] = [path.join(scratch, 'valid'), path.join(scratch, 'broken')];
  let brokenCount = 0;
  for (const info of registry.all()) {
    if (info.scope === 'Config' || JSON.stringify(info.schema()).includes('x-kubernetes-validations')) continue;
    const name = `${info.group}_${info.version}_${info.kind}`;
    const metadata = { name: 'a', ...(info.scope === 'Namespaced' && { namespace: 'b' }) };
    const sample = { ...sampleOf(info, 4), metadata };
    write(valid, `${name}.yaml`, JSON.stringify(sample));
    const mutations = [...mutationsOf(sample, info)].filter(mutation => !mutation.path.startsWith('metadata'));
    for (const [position, { object }] of mutations.slice(0, 5).entries()) {
      write(broken, `${name}.${position}.yaml`, JSON.stringify(object));
      brokenCount += 1;
    }
  }
  return { valid, broken, brokenCount };
}

/** A tool, how it is called, and what it counts. */
interface Tool {
  readonly variable: string;
  readonly form: CatalogForm;
  readonly args: (schemas: string, folder: string) => readonly string[];
  /** Objects that the tool found invalid, and those that it accepted. */
  readonly counts: (output: string) => { readonly invalid: number; readonly accepted: number };
}

const summary = (output: string) => {
  const [, valid = '-1', invalid = '-1'] = /Valid: (\d+), Invalid: (\d+)/.exec(output) ?? [];
  return { accepted: Number(valid), invalid: Number(invalid) };
};

const tools: readonly Tool[] = [
  ...(['jsonschema', 'structural'] as const).map(form => ({
    variable: 'KUBECONFORM_BIN',
    form,
    args: (schemas: string, folder: string) => [
      ...['-strict', '-summary', '-schema-location'],
      `${schemas}/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`,
      folder,
    ],
    counts: summary,
  })),
  {
    variable: 'FLUX_SCHEMA_BIN',
    form: 'structural',
    args: (schemas, folder) => ['validate', folder, '--schema-location', schemas],
    counts: summary,
  },
];

describe.each(tools)('$variable reads the form $form', ({ variable, form, args, counts }) => {
  const program = process.env[variable];
  if (program === undefined) {
    test.skip(`not run: ${variable} names no program`, () => undefined);
    return;
  }

  test('accepts valid objects of all kinds, and refuses each that is broken', () => {
    const schemas = catalog(form);
    const { valid, broken, brokenCount } = objects();
    const run = (folder: string) => counts(spawnSync(program, args(schemas, folder), { encoding: 'utf8' }).stdout);
    expect(run(valid)).toEqual({ accepted: fs.readdirSync(valid).length, invalid: 0 });
    expect(run(broken)).toEqual({ accepted: 0, invalid: brokenCount });
  }, 120_000);
});

describe('KUBECTL_VALIDATE_BIN reads the form crd', () => {
  const program = process.env['KUBECTL_VALIDATE_BIN'];
  if (program === undefined) {
    test.skip('not run: KUBECTL_VALIDATE_BIN names no program', () => undefined);
    return;
  }

  test('accepts the Shoot of the example, and refuses it with an unknown field', () => {
    const file = path.resolve(__dirname, '../../../dist/meadow/virtual-garden/shoots/dev/crazy-botany.yaml');
    const schemas = catalog('crd');
    const run = (shoot: string) => spawnSync(program, ['--local-crds', schemas, shoot], { encoding: 'utf8' });
    expect(run(file).status).toBe(0);
    write(scratch, 'shoot.yaml', fs.readFileSync(file, 'utf8').replaceAll('maxSurge', 'maxSurg'));
    const { status, stderr } = run(path.join(scratch, 'shoot.yaml'));
    expect(status).toBe(1);
    expect(stderr).toContain('spec.provider.workers[0].maxSurg');
  }, 60_000);
});
