import type { Loose } from '../core/loose';
import type { KubernetesObject } from '../core/object';
import type { Report } from '../rules/report';
import { decoded } from './stored-form';
import type { ValidationContext } from './validation-context';

/** What the API server does with objects of one kind, admission plugins aside; `T` is the type of the kind. */
export interface KindFunctions<T> {
  /** Fills in what the manifest leaves out; never changes its argument. @default nothing is filled in */
  readonly defaults?: (object: Loose<T>, context: ValidationContext) => Loose<T>;
  /** What is stored of a defaulted object on create. @default the defaulted object */
  readonly stored?: (object: Loose<T>, context: ValidationContext) => Loose<T>;
  /** Judges a new object, with its defaults. */
  readonly create: (object: Loose<T>, report: Report, context: ValidationContext) => void;
  /** Judges a changed object against the stored one, both with their defaults. */
  readonly update: (next: Loose<T>, old: Loose<T>, report: Report, context: ValidationContext) => void;
}

/** The same functions for objects as they are read, whatever their kind. */
export interface ObjectValidation {
  /** `<group>/<Kind>`, for example `core.gardener.cloud/Seed`. */
  readonly kind: string;
  /** The object with the defaults of the API server. */
  defaults(object: KubernetesObject, context: ValidationContext): KubernetesObject;
  /** The object as the API server stores it on create, admission plugins aside. */
  stored(object: KubernetesObject, context: ValidationContext): KubernetesObject;
  /** Reports what the API server would refuse when the object, as the user wrote it, is created. */
  create(object: KubernetesObject, report: Report, context: ValidationContext): void;
  /** Reports what the API server would refuse when the stored object `old` is changed to `next`, as the user wrote it. */
  update(next: KubernetesObject, old: KubernetesObject, report: Report, context: ValidationContext): void;
}

/**
 * Makes the functions of one kind work on objects as they are read. That an object has the JSON types of its kind is what the
 * schema check confirms; here it is taken for granted, and everything may be missing.
 */
export function objectValidation<T>(kind: string, functions: KindFunctions<T>): ObjectValidation {
  const { defaults = same, stored = same, create, update } = functions;
  const defaulted = (object: KubernetesObject, context: ValidationContext): Loose<T> =>
    defaults(object as unknown as Loose<T>, context);
  const comparable = (object: KubernetesObject, context: ValidationContext): Loose<T> =>
    decoded(defaulted(object, context) as object) as Loose<T>;
  const plain = (object: Loose<T>): KubernetesObject => object as unknown as KubernetesObject;
  return {
    kind,
    defaults: (object, context) => plain(defaulted(object, context)),
    stored: (object, context) => plain(stored(defaulted(object, context), context)),
    create: (object, report, context) => create(defaulted(object, context), report, context),
    update: (next, old, report, context) => {
      update(comparable(next, context), comparable(old, context), report, context);
    },
  };
}

const same = <T>(object: T): T => object;
