import type { FieldPath } from '../core/field-path';
import type { Problems } from '../core/names';
import type { Report } from '../rules/report';
import type { Rule } from '../rules/rule';

/** What a text must be like. */
export interface TextSyntax {
  readonly rule: Rule;
  /** What the text is, as a message begins: `a container name`. */
  readonly subject: string;
  /** What is wrong with a text, for example `dns1123LabelProblems`. */
  readonly problems: (text: string) => Problems;
}

/** Judges one text that may be missing. */
export type CheckText = (text: string | undefined, path: FieldPath, report: Report) => void;

/** A text of that syntax where there is one; empty is none, as it is for the API server. */
export function optionalText({ rule, subject, problems }: TextSyntax): CheckText {
  return (text = '', path, report) => {
    const found = text === '' ? [] : problems(text);
    if (found.length > 0) report.invalid(rule, path, text, { message: `${subject} ${found.join(', ')}` });
  };
}

/** A text of that syntax that must be there. */
export function requiredText(syntax: TextSyntax): CheckText {
  const check = optionalText(syntax);
  return (text, path, report) => {
    // the schema has the same finding, with the empty text where it is written
    const value = text === undefined ? {} : { value: text };
    if ((text ?? '') === '') report.required(syntax.rule, path, { message: `${syntax.subject} is needed`, ...value });
    else check(text, path, report);
  };
}

/** A text of that syntax where the field is there; the empty text is as wrong as any other, and the same error. */
export function presentText({ rule, subject, problems }: TextSyntax): CheckText {
  return (text, path, report) => {
    const found = text === undefined ? [] : problems(text);
    if (found.length > 0) report.invalid(rule, path, text, { message: `${subject} ${found.join(', ')}` });
  };
}
