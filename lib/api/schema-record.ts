import type { Description } from './describe';
import type { FieldDescription } from './describe-field';
import type { Availability } from './history';
import { pluralOf } from './kind-name';
import type { KindInfo } from './registry';

/** A kind as JSON, for programs. */
export function kindRecord(info: KindInfo): object {
  const { apiVersion, kind, scope, source, deprecated, removedIn } = info;
  return {
    apiVersion,
    kind,
    scope,
    ...(scope !== 'Config' && { plural: pluralOf(info) }),
    ...(deprecated === true && { deprecated }),
    ...(removedIn !== undefined && { removedIn }),
    source,
  };
}

/** A description as JSON, for programs; versions of Gardener as text, `until` is the last that has the field. */
export function describeRecord(described: Description): object {
  const { kind, path, type, field, description, fields, availability, removed } = described;
  return {
    ...kindRecord(kind),
    path,
    type,
    ...(field === undefined
      ? { ...(description !== undefined && { description }), ...when(availability) }
      : own(field)),
    fields: fields.map(child => ({ name: child.name, ...own(child) })),
    removed: removed.map(({ name, removedIn }) => ({ name, ...when({ removedIn }) })),
  };
}

function own({ name: _, availability, ...rest }: FieldDescription): object {
  return { ...rest, ...when(availability) };
}

function when({ since, removedIn }: Availability): object {
  return {
    ...(since !== undefined && { since: `1.${since}` }),
    ...(removedIn !== undefined && { until: `1.${removedIn - 1}` }),
  };
}
