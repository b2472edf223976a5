/**
 * A pure function of a text that remembers its answers: for texts of which a landscape has few, such as versions and durations, and
 * whose reading costs more than a look into a map. It forgets everything when it knows too many.
 */
export function memoize<Answer>(compute: (text: string) => Answer, limit = 1000): (text: string) => Answer {
  const answers = new Map<string, { readonly answer: Answer }>();
  return text => {
    let known = answers.get(text);
    if (known === undefined) {
      if (answers.size >= limit) answers.clear();
      known = { answer: compute(text) };
      answers.set(text, known);
    }
    return known.answer;
  };
}
