import type { Finding } from '../core/finding';
import { captureCall } from '../synth/origin';
import type { AccessRow } from './access-table';
import { checkExpectation, type Expectation } from './control/expectation';

/** What an app says about clients of one access control, each with the line that says it. */
export class Expectations {
  private readonly stated: { readonly expectation: Expectation; readonly place: ReturnType<typeof captureCall> }[] = [];

  add(expectation: Expectation): void {
    this.stated.push({ expectation, place: captureCall() });
  }

  isEmpty(): boolean {
    return this.stated.length === 0;
  }

  /** Tries all of them; a finding is about the line of the app that is wrong. */
  check(table: readonly AccessRow[]): readonly Finding[] {
    return this.stated.flatMap(({ expectation, place }) =>
      checkExpectation(table, expectation).map(finding => {
        const origin = place();
        return { ...finding, ...(origin && { origin }) };
      }),
    );
  }
}
