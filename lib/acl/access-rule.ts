import { isMap } from '../core/plain-map';

/** The access rule of the extension, as its controller holds it: texts are not normalized. */
export interface AccessRule {
  /** `ALLOW` or `DENY` in any letter case; only the exact text `ALLOW` gets the always-allowed ranges. */
  readonly action: string;
  /** `remote_ip`, `source_ip` or `direct_remote_ip` in any letter case. */
  readonly type: string;
  readonly cidrs: readonly string[];
}

/** A key of the providerConfig that the extension ignores or reads although it is not spelled like the field. */
export interface StrayKey {
  /** Path from the providerConfig. */
  readonly path: readonly string[];
  readonly key: string;
  /** The field that the extension takes it for; undefined when it ignores the key. */
  readonly readAs?: string;
}

/** What decoding a providerConfig gives: Go's `encoding/json` is neither strict nor case-sensitive. */
export interface DecodedConfig {
  /** Undefined when the rule is missing or null. */
  readonly rule?: AccessRule;
  /** Why decoding fails, in Go's words; the first type mismatch. */
  readonly error?: string;
  /** The field of that mismatch; undefined for the providerConfig as a whole. */
  readonly errorField?: 'rule' | 'rule.action' | 'rule.type' | 'rule.cidrs';
  readonly strayKeys: readonly StrayKey[];
}

/** Name of the rule's key in the Shoot: `Rule` and `rule` are one field to Go. */
export const ruleKeys = ['action', 'type', 'cidrs'] as const;

type Json = Readonly<Record<string, unknown>>;

/**
 * Decodes the providerConfig of an `acl` entry as the extension and its webhook do: keys match without regard to case, later keys
 * win, unknown keys are ignored, null leaves a field as it is. Source: gardener-extension-acl:pkg/extensionspec/extensionspec.go.
 */
export function decodeProviderConfig(config: unknown): DecodedConfig {
  if (config === undefined || config === null) return { strayKeys: [] };
  if (!isMap(config)) {
    return { error: mismatch(config, 'Go value', 'extensionspec.ExtensionSpec'), strayKeys: [] };
  }
  const decoder = new Decoder();
  for (const [key, value] of definedEntries(config)) {
    if (decoder.field(key, ['rule'], []) !== undefined) decoder.rule(key, value);
  }
  return decoder.result();
}

class Decoder {
  private found: { action: string; type: string; cidrs: readonly string[] } | undefined;
  private error: Pick<DecodedConfig, 'error' | 'errorField'> = {};
  private readonly strayKeys: StrayKey[] = [];

  /** The field that a key stands for, after Go's folding of letter case. */
  field<Field extends string>(key: string, fields: readonly Field[], path: readonly string[]): Field | undefined {
    const field = fields.find(name => name === fold(key));
    if (field === undefined) this.strayKeys.push({ path, key });
    else if (field !== key) this.strayKeys.push({ path, key, readAs: field });
    return field;
  }

  rule(key: string, value: unknown): void {
    if (value === null) {
      this.found = undefined;
      return;
    }
    if (!isMap(value)) {
      this.fail('rule', mismatch(value, 'Go struct field ExtensionSpec.rule', 'envoyfilters.ACLRule'));
      return;
    }
    this.found ??= { action: '', type: '', cidrs: [] };
    for (const [inner, entry] of definedEntries(value)) {
      const field = this.field(inner, ruleKeys, [key]);
      if (field === 'cidrs') this.found.cidrs = this.cidrs(entry) ?? this.found.cidrs;
      else if (field !== undefined) this.found[field] = this.text(field, entry) ?? this.found[field];
    }
  }

  result(): DecodedConfig {
    return {
      ...(this.found && { rule: this.found }),
      ...this.error,
      strayKeys: this.strayKeys,
    };
  }

  private cidrs(value: unknown): readonly string[] | undefined {
    if (value === null) return [];
    if (!Array.isArray(value)) {
      this.fail('rule.cidrs', mismatch(value, 'Go struct field ACLRule.rule.cidrs', '[]string'));
      return undefined;
    }
    return value.map((entry: unknown) => this.text('cidrs', entry) ?? '');
  }

  private text(field: (typeof ruleKeys)[number], value: unknown): string | undefined {
    if (value === null) return undefined;
    if (typeof value === 'string') return value;
    this.fail(`rule.${field}`, mismatch(value, `Go struct field ACLRule.rule.${field}`, 'string'));
    return undefined;
  }

  private fail(errorField: DecodedConfig['errorField'] & string, error: string): void {
    if (this.error.error === undefined) this.error = { error, errorField };
  }
}

/** What JSON would hold: an undefined field is none. */
function definedEntries(map: Json): [string, unknown][] {
  return Object.entries(map).filter(([, value]) => value !== undefined);
}

/** Lower case as Go has it (`strings.ToLower`): letter by letter, so that a dotted capital I becomes a plain i. */
export function lowerCase(text: string): string {
  return text.replaceAll('\u0130', 'i').toLowerCase();
}

/** Go folds a long s onto s, the only letter outside ASCII that these keys could contain. */
function fold(key: string): string {
  return key.toLowerCase().replaceAll('\u017f', 's');
}

function mismatch(value: unknown, into: string, type: string): string {
  return `json: cannot unmarshal ${jsonType(value)} into ${into} of type ${type}`;
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value;
}
