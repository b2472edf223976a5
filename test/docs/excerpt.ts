const gap = /^\s*(?:#|\/\/) \.\.\.$/;

/**
 * The first line of an excerpt that its file does not hold there, or undefined when the excerpt is true. A line `# ...` or `// ...` stands for any
 * number of lines; between two of them lines follow each other as in the file, but for a common indentation.
 */
export function falseLine(excerpt: readonly string[], file: readonly string[]): string | undefined {
  let from = 0;
  for (const run of runs(excerpt)) {
    const at = find(run, file, from);
    if (at === undefined) return run.find(line => !file.some(other => other.trim() === line.trim())) ?? run[0];
    from = at + run.length;
  }
  return undefined;
}

/** Lines between gaps. */
function runs(lines: readonly string[]): readonly (readonly string[])[] {
  const all: string[][] = [[]];
  for (const line of lines) {
    if (gap.test(line)) all.push([]);
    else all.at(-1)?.push(line);
  }
  return all.filter(run => run.length > 0);
}

/** Where the file holds these lines one after the other, each indented by the same number of spaces. */
function find(run: readonly string[], file: readonly string[], from: number): number | undefined {
  for (let at = from; at + run.length <= file.length; at++) {
    const [first = ''] = run;
    const indent = (file[at] ?? '').indexOf(first);
    if (indent < 0) continue;
    const prefix = ' '.repeat(indent);
    if (run.every((line, index) => file[at + index] === (line === '' ? '' : prefix + line))) return at;
  }
  return undefined;
}

/** The same for a program, where only line breaks may differ: a narrow column folds lines that are whole in the file. */
export function falseStatement(excerpt: readonly string[], file: readonly string[]): string | undefined {
  const text = unfolded(file);
  let from = 0;
  for (const run of runs(excerpt)) {
    const at = text.indexOf(unfolded(run), from);
    if (at < 0) return run[0];
    from = at + unfolded(run).length;
  }
  return undefined;
}

function unfolded(lines: readonly string[]): string {
  return lines
    .join('')
    .replace(/\s+/g, '')
    .replace(/,(?=[)\]}])/g, '');
}
