const expression = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|<%[\s\S]*?%>|\(\( [\s\S]*? \)\)/g;

/** Whether a text may be a template of Helm, Go, Jinja, ERB or spiff. */
export function hasExpressions(text: string): boolean {
  return text.includes('{{') || text.includes('{%') || text.includes('<%') || text.includes('(( ');
}

/**
 * What a template might render to: lines that are only expressions are gone, other expressions are a word. It tells a template from broken YAML,
 * and is good for nothing else.
 */
export function withoutExpressions(text: string): string {
  return text
    .replace(expression, found => `\u0000${'\n'.repeat(found.split('\n').length - 1)}`)
    .split('\n')
    .filter(line => !/^[\s\u0000]*\u0000[\s\u0000-]*$/.test(line))
    .join('\n')
    .replaceAll('\u0000', 'x');
}
