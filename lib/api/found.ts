import type { FieldPath } from '../core/field-path';
import type { ErrorType, Finding, Severity } from '../core/finding';
import { maySecretField } from '../core/secret-field';
import { apiRules, type ApiRuleId } from './rules';

/** What a finding of this layer says; severity and source come with the rule. */
export interface Found {
  readonly rule: ApiRuleId;
  /** @default that of the rule */
  readonly severity?: Severity | undefined;
  readonly type?: ErrorType;
  readonly path: FieldPath | string;
  readonly message: string;
  readonly value?: unknown;
  readonly allowed?: readonly (string | number | boolean)[];
  readonly fix?: string | undefined;
  /** Name of the field that was most likely meant. */
  readonly meant?: string | undefined;
  /** JSON types of the field, where the value has another one. */
  readonly wanted?: readonly string[];
  readonly effect?: string | undefined;
  /** The declaration, as `repo:path`. */
  readonly source?: string | undefined;
}

/** A finding of one object. Values that may be secret, and values that are no scalar, are left out. */
export function found({
  rule,
  severity,
  type,
  path,
  message,
  allowed,
  fix,
  meant,
  wanted,
  effect,
  source,
  ...rest
}: Found): Finding {
  const text = path.toString();
  const shown = 'value' in rest && isScalar(rest.value) && !maySecretField(text);
  return {
    rule,
    severity: severity ?? apiRules[rule].severity,
    ...(type && { type }),
    path: text,
    ...(shown && { value: rest.value }),
    message,
    ...(allowed && { allowed }),
    ...(fix !== undefined && { fix }),
    ...(meant !== undefined && { meant }),
    ...(wanted && { wanted }),
    ...(effect !== undefined && { effect }),
    source: source ?? apiRules[rule].source,
  };
}

function isScalar(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
