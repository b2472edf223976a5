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

/**
 * A pure function of an object that never changes, which remembers its answers as long as the object lives: for objects of which a landscape
 * has few and asks often, such as profiles.
 */
export function memoizeByIdentity<Key extends object, Answer>(compute: (key: Key) => Answer): (key: Key) => Answer {
  const answers = new WeakMap<Key, { readonly answer: Answer }>();
  return key => {
    let known = answers.get(key);
    if (known === undefined) answers.set(key, (known = { answer: compute(key) }));
    return known.answer;
  };
}

/**
 * A pure function of an object that never changes, which remembers its last answer: for what several rules ask about one object in a row. It
 * costs no memory, however many objects there are.
 */
export function memoizeLast<Key extends object, Answer>(compute: (key: Key) => Answer): (key: Key) => Answer {
  let last: { readonly key: Key; readonly answer: Answer } | undefined;
  return key => {
    if (last?.key !== key) last = { key, answer: compute(key) };
    return last.answer;
  };
}
