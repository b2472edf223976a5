const trueTexts: ReadonlySet<string | undefined> = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);

/** Whether a text is one that Go reads as true (`strconv.ParseBool`); everything that it cannot read counts as false. */
export function isTrueText(text: string | undefined): boolean {
  return trueTexts.has(text);
}
