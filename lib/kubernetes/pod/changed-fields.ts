import { semanticEqual } from '../meta/semantic-equal';

type Fields = Readonly<Record<string, unknown>>;

/** The fields of a pod spec that differ, as deep as there is a name for it: `containers[0].env`. */
export function changedFields(next: Fields, old: Fields): readonly string[] {
  const fields = [...new Set([...Object.keys(next), ...Object.keys(old)])];
  return fields.flatMap(field => {
    const [now, before] = [next[field], old[field]];
    if (semanticEqual(now, before)) return [];
    const isList = Array.isArray(now) && Array.isArray(before) && now.length === before.length && isContainers(field);
    if (!isList) return [field];
    return now.flatMap((entry, index) =>
      changedFields(entry as Fields, before[index] as Fields).map(name => `${field}[${index}].${name}`),
    );
  });
}

function isContainers(field: string): boolean {
  return field === 'containers' || field === 'initContainers';
}
