import type { Finding } from '../core/finding';
import { Judge } from '../rules/judge';
import type { ViewObject } from '../rules/view';
import type { Verdict } from './verdict';

/** Characters of previews and reports that are remembered; writing more than that again costs more than it saves. */
const mostText = 4_000_000;

/** A judge that writes down what it is told, so that it can be told again. */
export class RecordingJudge extends Judge {
  private readonly global: Finding[] = [];
  private readonly objects: [ViewObject, readonly Finding[]][] = [];
  private readonly files: [string, string][] = [];
  private size = 0;
  private recording = false;

  /** What is told from now on belongs to the verdict. */
  record(): void {
    this.recording = true;
  }

  override add(entry: ViewObject, findings: readonly Finding[]): void {
    if (this.recording && findings.length > 0) this.objects.push([entry, findings]);
    super.add(entry, findings);
  }

  override addGlobal(finding: Finding): void {
    if (this.recording) this.global.push(finding);
    super.addGlobal(finding);
  }

  addFile(path: string, text: string): void {
    this.size += text.length;
    if (this.size <= mostText) this.files.push([path, text]);
  }

  /** The verdict about these objects; undefined when it is too large, or when a rule of ours has failed. */
  verdict(entries: readonly ViewObject[]): Verdict | undefined {
    const failed = this.global.length > 0 && this.global.some(({ rule }) => rule === 'RULE-FAILED');
    if (this.size > mostText || failed) return undefined;
    const positions = new Map(entries.map((entry, position) => [entry, position]));
    const objects = this.objects.map(([entry, findings]) => [positions.get(entry) ?? -1, findings] as const);
    const isComplete = objects.every(
      ([position, findings]) => position >= 0 && findings.every(({ rule }) => rule !== 'RULE-FAILED'),
    );
    return isComplete ? { global: this.global, objects, files: this.files } : undefined;
  }
}
