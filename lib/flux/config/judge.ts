import { FieldPath } from '../../core/field-path';
import { Report } from '../../rules/report';
import type { Rule } from '../../rules/rule';
import { defaultFluxConfig, type DefaultedConfig } from './defaults';
import { decodeFluxConfig, under, type FluxConfig, type ShootResource } from './flux-config';
import { lintFluxConfig } from './lints/lint';
import { lintRules, upstreamRules } from './rules';
import { validateFluxConfig } from './validation';

/** A providerConfig with what it depends on. */
export interface ConfigInput {
  /** Absent when the extension entry has none. */
  readonly providerConfig: unknown;
  /** `spec.resources` of the Shoot. */
  readonly resources: readonly ShootResource[];
  /** Where the configuration stands in its object. @default the configuration is the object */
  readonly path?: FieldPath;
}

/** What the extension makes of a providerConfig, and what we say about it. */
export interface JudgedConfig {
  readonly report: Report;
  /** Absent when the extension cannot decode the configuration. */
  readonly defaulted?: DefaultedConfig;
  /** Whether the extension accepts it. */
  readonly valid: boolean;
}

const refusals: ReadonlySet<string> = new Set(Object.values(upstreamRules).map(({ id }: Rule) => id));

/** Decodes, defaults and validates a configuration as the extension does, then adds our own findings. */
export function judgeFluxConfig(input: ConfigInput): JudgedConfig {
  const report = new Report();
  const path = input.path ?? FieldPath.root;
  const decoded = decodeFluxConfig(input.providerConfig);
  if (!('config' in decoded)) {
    report.add(upstreamRules['FX-DECODE'], under(path, decoded.path), { message: decoded.problem });
    return { report, valid: false };
  }
  for (const unknown of decoded.unknown) report.add(lintRules['FX-UNKNOWN-FIELD'], under(path, unknown));
  const defaulted = defaultFluxConfig(decoded.config);
  const { resources } = input;
  validateFluxConfig({ config: defaulted, resources, path }, report);
  const valid = report.findings.every(({ rule }) => !refusals.has(rule));
  lintFluxConfig({ written: input.providerConfig, given: decoded.config, config: defaulted, resources, path }, report);
  return { report, defaulted, valid };
}

/** The verdict without defaulting: what the validator alone would say. */
export function validateUndefaulted(config: FluxConfig, resources: readonly ShootResource[]): Report {
  const report = new Report();
  validateFluxConfig({ config, resources, path: FieldPath.root }, report);
  return report;
}
