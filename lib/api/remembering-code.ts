/** What ajv makes of a definition of objects. */
const begin =
  /function (validate\d+)\(data, \{[^}]*\}=\{\}\)\{(?:\/\*[^*]*\*\/;?)?let vErrors = null;let errors = 0;(?=if\(data && typeof data == "object")/g;

/**
 * Code of ajv in which the validators of single definitions know shared objects again that they found valid. Where the code is not of the
 * form that is looked for here, nothing is remembered.
 */
export function rememberingCode(source: string): string {
  const names: string[] = [];
  const beginning = source.replace(begin, (head, name: string) => {
    names.push(name);
    return `${head}if(valid_${name}.has(data)){${name}.errors = null;return true;}`;
  });
  const remembering = names.reduce((text, name) => {
    const end = `${name}.errors = vErrors;return errors === 0;}`;
    return text.replace(
      end,
      `${name}.errors = vErrors;if(errors === 0 && isShared(data)) valid_${name}.add(data);return errors === 0;}`,
    );
  }, beginning);
  const known = names.map(name => `const valid_${name} = new WeakSet();`).join('');
  return `${remembering}const { isShared } = require("#shared");${known}`;
}
