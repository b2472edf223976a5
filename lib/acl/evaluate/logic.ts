/** A truth value, or undefined for "cannot be judged here". */
export type Truth = boolean | undefined;

/** False as soon as one is false, undefined when the rest does not decide. */
export function all(values: Iterable<Truth>): Truth {
  let result: Truth = true;
  for (const value of values) {
    if (value === false) return false;
    if (value === undefined) result = undefined;
  }
  return result;
}

/** True as soon as one is true, undefined when the rest does not decide. */
export function any(values: Iterable<Truth>): Truth {
  let result: Truth = false;
  for (const value of values) {
    if (value === true) return true;
    if (value === undefined) result = undefined;
  }
  return result;
}

/** The opposite; what cannot be judged stays so. */
export function not(value: Truth): Truth {
  return value === undefined ? undefined : !value;
}
