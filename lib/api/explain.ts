import type { FieldPath } from '../core/field-path';
import type { Finding } from '../core/finding';
import { withoutBranchErrors } from './alternatives';
import { describeViolation } from './describe-error';
import { found, type Found } from './found';
import { existsIn, fieldAvailability, historyOf } from './history';
import type { Schema } from './json-schema';
import type { Mode } from './lean-schema';
import { dropNulls } from './nulls';
import type { KindInfo } from './registry';
import { holderOf, placeAt, rootPlace, type Place } from './schema-place';
import { describeUnknownField } from './unknown-field';
import { validatorOf, type SchemaError } from './validator';

/** What is validated, and by whose rules. */
export interface Subject {
  readonly info: KindInfo;
  readonly object: object;
  /** Where the object stands in a larger one. */
  readonly base: FieldPath;
  readonly mode: Mode;
  /** Minor of Gardener that decides which fields exist; undefined: the newest. */
  readonly minor: number | undefined;
  /** Server-side apply sends the object. */
  readonly flux: boolean;
}

/** Why an object is invalid. It may turn out valid after all: nulls are dropped, SOPS files and older versions are known. */
export function explainInvalid(subject: Subject): Finding[] {
  const errors = violations(subject, subject.object);
  const nulls = errors.filter(error => isNullMember(error, subject));
  const refused = subject.flux && subject.info.class === 'crd' ? nulls.map(error => nullFinding(error, subject)) : [];
  if (nulls.length === 0) return describeAll(errors, subject);
  const object = dropNulls(subject.object) as object;
  const rest = { ...subject, object };
  return [...refused, ...describeAll(violations(rest, object), rest)];
}

function violations({ info, mode }: Subject, object: object): readonly SchemaError[] {
  const validator = validatorOf(info, mode);
  return validator(object) ? [] : [...(validator.errors ?? [])];
}

function placeOf(error: SchemaError, { info, object, base }: Subject): Place {
  const root = info.schema();
  return placeAt(error.instancePath, rootPlace(object, root, base), { root, keysInBrackets: info.class !== 'crd' });
}

/** Nulls in lists are refused everywhere; a null member is usually read as absent. */
function isNullMember(error: SchemaError, subject: Subject): boolean {
  const place = placeOf(error, subject);
  return place.value === null && !place.pattern.endsWith('[]');
}

function nullFinding(error: SchemaError, subject: Subject): Finding {
  const { path } = placeOf(error, subject);
  return found({
    rule: 'SCHEMA-NULL',
    type: 'typeInvalid',
    path,
    value: null,
    message: 'must not be null: server-side apply, and so Flux, refuses it on a custom resource',
    fix: 'leave the field out',
  });
}

function describeAll(errors: readonly SchemaError[], subject: Subject): Finding[] {
  const root = subject.info.schema();
  const findings: Finding[] = [];
  for (const error of withoutFollowUps(withoutBranchErrors(errors), subject)) {
    const place = placeOf(error, subject);
    if (isPardoned(error, place, subject)) continue;
    for (const one of describe(error, place, subject)) findings.push(found({ source: sourceOf(root), ...one }));
  }
  return findings;
}

function describe(error: SchemaError, place: Place, { info, base }: Subject): readonly Found[] {
  const root = info.schema();
  if (error.keyword === 'additionalProperties') {
    return [describeUnknownField(place, String(error.params['additionalProperty']), { root, base })];
  }
  return describeViolation({ error, place, schema: holderOf(error.keyword, place, root), info, root });
}

/** Violations of the newest schema that are none: of another version, of what nobody applies, of encrypted text. */
function isPardoned(error: SchemaError, place: Place, subject: Subject): boolean {
  if (isEncrypted(error, place, subject.object)) return true;
  const missing = error.keyword === 'required' ? String(error.params['missingProperty']) : undefined;
  // status is written by controllers and never applied; files have no metadata, whatever their Go type says
  if (missing !== undefined && /^status\b/.test(place.pattern)) return true;
  if (missing === 'metadata' && place.pattern === '' && subject.info.scope === 'Config') return true;
  const unknown = error.keyword === 'additionalProperties' ? String(error.params['additionalProperty']) : undefined;
  // constructs leave fields undefined, which the writer drops
  if (unknown !== undefined && isUndefined(place.value, unknown)) return true;
  const field = missing ?? unknown;
  if (field === undefined) return false;
  const pattern = place.pattern === '' ? field : `${place.pattern}.${field}`;
  const { apiVersion, kind } = subject.info;
  if (missing !== undefined) {
    return subject.minor !== undefined && !existsIn(fieldAvailability(apiVersion, kind, pattern), subject.minor);
  }
  // removed fields are judged by the version gate, whose message says when they went
  return subject.minor !== undefined && historyOf(apiVersion, kind)?.get(pattern)?.removedIn !== undefined;
}

function isUndefined(object: unknown, field: string): boolean {
  return (object as Readonly<Record<string, unknown>>)[field] === undefined;
}

/** SOPS adds a field of its own and encrypts values; they are judged after decryption, by the cluster. */
function isEncrypted(error: SchemaError, place: Place, object: object): boolean {
  if ((object as { readonly sops?: unknown }).sops === undefined) return false;
  if (place.pattern === '' && error.params['additionalProperty'] === 'sops') return true;
  return (
    place.pattern.startsWith('sops') || (typeof place.value === 'string' && place.value.startsWith('ENC[AES256_GCM,'))
  );
}

/** What has the wrong type fits no set of values either; only the validation of custom resources says both. */
function withoutFollowUps(errors: readonly SchemaError[], { info }: Subject): readonly SchemaError[] {
  const mistyped = new Set(errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath));
  if (mistyped.size === 0 || info.class === 'crd') return errors;
  return errors.filter(({ keyword, instancePath }) => keyword === 'type' || !mistyped.has(instancePath));
}

function sourceOf(root: Schema): string | undefined {
  const source = root['x-source'];
  return source && `${source.repo.replace(/^gardener\//, '')}:${source.path} ${source.ref}`;
}
