import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { ErrorType } from '../../../lib/core/finding';
import { decodeFluxConfig, type ShootResource } from '../../../lib/flux/config/flux-config';
import { judgeFluxConfig, validateUndefaulted } from '../../../lib/flux/config/judge';
import { upstreamRules } from '../../../lib/flux/config/rules';
import type { Report } from '../../../lib/rules/report';

interface Sample {
  readonly providerConfig: unknown;
  /** Whether the configuration was defaulted before validation. */
  readonly defaulting: boolean;
  readonly refused?: true;
  readonly errors?: readonly string[];
  readonly config?: unknown;
}

/** The first line says where the answers come from, and which resources the Shoot has. */
const [head, ...lines] = readFileSync(path.join(__dirname, '../data/flux-config.jsonl'), 'utf8').trim().split('\n');
const { resources } = JSON.parse(head ?? '') as { readonly resources: readonly ShootResource[] };
const cases = lines.map(line => JSON.parse(line) as Sample);

const names: Partial<Record<ErrorType, string>> = {
  required: 'FieldValueRequired',
  invalid: 'FieldValueInvalid',
  notSupported: 'FieldValueNotSupported',
};
const refusals: readonly string[] = Object.values(upstreamRules).map(({ id }) => id);

function errorsOf({ findings }: Report): string[] {
  return findings
    .filter(({ rule }) => refusals.includes(rule))
    .map(({ type, path: field }) => `${(type && names[type]) ?? ''} ${field}`)
    .sort();
}

function answer({ providerConfig, defaulting }: Sample): Partial<Sample> {
  const decoded = decodeFluxConfig(providerConfig);
  if (!('config' in decoded)) return { refused: true };
  if (!defaulting) return { errors: errorsOf(validateUndefaulted(decoded.config, resources)) };
  const { report, defaulted } = judgeFluxConfig({ providerConfig, resources });
  return { errors: errorsOf(report), config: defaulted };
}

describe('a FluxConfig', () => {
  it.each(cases.map((sample, index) => [index, sample] as const))(
    'gets the answer of the extension (sample %d)',
    (_, sample) => {
      const { refused, errors, config } = sample;
      expect(answer(sample)).toEqual(
        refused === true ? { refused } : { errors, ...(config !== undefined && { config }) },
      );
    },
  );
});
