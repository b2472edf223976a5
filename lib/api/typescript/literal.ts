/** A value as a literal of TypeScript, texts in single quotes. */
export function literal(value: unknown): string {
  const text = JSON.stringify(value);
  if (typeof value !== 'string') return text;
  return `'${text.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** The name of a property, quoted where it must be. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}
