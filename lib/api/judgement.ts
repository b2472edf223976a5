import { FieldPath } from '../core/field-path';
import type { Finding } from '../core/finding';
import type { KubernetesObject } from '../core/object';
import type { SoundParts } from '../core/sound-parts';
import { judgeRules } from './cel';
import { judgeEmbedded } from './embedded';
import { configInGardenletRelease, configsInConfigMap } from './embedded-text';
import { explainInvalid } from './explain';
import { withPlacesElsewhere } from './field-elsewhere';
import { found } from './found';
import { gardenerMinor } from './gardener-minor';
import type { Mode } from './lean-schema';
import { withLeniency } from './leniency';
import { namespaceFinding, serverFields } from './object-head';
import { builtinRegistry, type KindInfo, type Registry } from './registry';
import { soundTemplates, templateOf } from './sound-templates';
import type { ValidateOptions } from './validate-options';
import { validatorOf } from './validator';
import { gateObject } from './version-gate';

const nothing: readonly Finding[] = [];

/** Where a configuration stands, and how much of its schema holds. */
interface Place {
  readonly path: FieldPath;
  readonly mode: Mode;
}

/** The judgement of one object with everything that is embedded in it. */
export class Judgement {
  /** Undefined as long as nothing was found: valid objects make no list. */
  findings: Finding[] | undefined;
  private readonly registry: Registry;
  private readonly minor: number | undefined;
  private readonly mode: Mode;
  private readonly flux: boolean;
  private readonly sound: SoundParts;

  constructor({ registry, gardener, partial, flux }: ValidateOptions) {
    this.registry = registry ?? builtinRegistry();
    this.minor = gardener === undefined ? undefined : gardenerMinor(gardener);
    this.mode = partial === true ? 'partial' : 'full';
    this.flux = flux === true;
    this.sound = soundTemplates(this.registry);
  }

  object(object: KubernetesObject, info: KindInfo): void {
    this.judge(object, info, { path: FieldPath.root, mode: this.mode });
    if (this.findings !== undefined)
      this.findings = [...withPlacesElsewhere(this.findings, { object, info, registry: this.registry })];
    if (info.unchecked !== undefined) this.add(info.unchecked().map(pattern => uncheckedFinding(info, pattern)));
    if (info.scope === 'Cluster') this.add(namespaceFinding(object, info));
    if (info.scope !== 'Config') this.add(serverFields(object));
    if (info.kind === 'ConfigMap' && info.group === '') this.carried(configsInConfigMap(object, this.registry));
    if (info.kind === 'HelmRelease') this.carried(configInGardenletRelease(object, this.registry));
  }

  private carried(configs: ReturnType<typeof configsInConfigMap>): void {
    for (const { config, info, path, isPartial } of configs) {
      this.judge(config, info, { path, mode: isPartial ? 'partial' : this.mode });
    }
  }

  private judge(object: object, info: KindInfo, { path, mode }: Place): void {
    const before = this.findings?.length;
    const invalid = this.invalid(object, info, { path, mode });
    // like the API server: rules are evaluated on objects that fit their schema
    if (invalid.length > 0) this.add(invalid);
    // what a part lacks may be in the others
    else if (this.mode === 'full') this.add(judgeRules(object, info, path));
    const template = templateOf(object);
    const circumstances = `${info.apiVersion} ${info.kind} ${this.minor} ${mode} ${this.flux}`;
    if (template !== undefined && this.sound.has(template, circumstances)) return;
    if (this.minor !== undefined) this.add(gateObject(object, info, { minor: this.minor, base: path }));
    judgeEmbedded(object, info, {
      registry: this.registry,
      base: path,
      mode,
      judge: (config, kind, place) => this.judge(config, kind, place),
      report: finding => this.add([finding]),
    });
    if (template !== undefined && this.findings?.length === before) this.sound.add(template, circumstances);
  }

  private invalid(object: object, info: KindInfo, { path, mode }: Place): readonly Finding[] {
    if (validatorOf(info, mode)(object)) return nothing;
    const findings = explainInvalid({ info, object, base: path, mode, minor: this.minor, flux: this.flux });
    return withLeniency(findings, info, path !== FieldPath.root);
  }

  private add(findings: readonly Finding[]): void {
    if (findings.length === 0) return;
    this.findings ??= [];
    this.findings.push(...findings);
  }
}

function uncheckedFinding({ kind }: KindInfo, pattern: string): Finding {
  return found({
    rule: 'SCHEMA-PATTERN-UNKNOWN',
    path: '',
    message: `the pattern ${pattern} of ${kind} is not checked`,
  });
}
