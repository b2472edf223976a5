import { join } from 'node:path';
import type { Finding } from '../../../lib/core/finding';
import { fieldErrorText } from '../../../lib/rules/output/field-error-text';
import type { RuleExample } from '../../../lib/rules/reference/example';
import { checkOptions, compareFiles, judgeFiles } from './judge-files';
import type { Mistake, Side } from './mistake';
import { app, filesOf, Scene, type Files } from './scene';

/** Examples by rule. */
export type Examples = Readonly<Record<string, RuleExample>>;

/** Judges mistakes among the scenes of a folder. */
export class WrittenExamples {
  /** Of rules that a mistake names. */
  readonly meant: Record<string, RuleExample> = {};
  /** Of rules that tell the texts of a mistake apart which names none; the first counts. */
  readonly found: Record<string, RuleExample> = {};
  private readonly folder: string;
  private readonly now: Date;
  private readonly scenes = new Map<string, Scene>();
  private readonly judged = new Map<string, readonly Finding[]>();

  constructor(folder: string, now: Date) {
    this.folder = folder;
    this.now = now;
  }

  /** What is wrong with the mistake: the rules that it names do not tell it from what is right, or others do as well. */
  add(mistake: Mistake): string | undefined {
    try {
      this.judge(mistake);
      return undefined;
    } catch (error) {
      return `${mistake.place}: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  private judge(mistake: Mistake): void {
    const good = this.findingsOf(this.filesOf(mistake, 'good'));
    const bad = mistake.change ? this.changes(mistake) : this.findingsOf(this.filesOf(mistake, 'bad'));
    const sound = new Set(mistake.change ? [] : good.map(({ rule }) => rule));
    const told = bad.filter(({ rule }) => !sound.has(rule));
    if (mistake.rules.length === 0) {
      for (const finding of told) this.found[finding.rule] ??= exampleOf(finding, mistake);
      return;
    }
    prove(mistake, { told, good });
    for (const id of mistake.rules) {
      if (id in this.meant) throw new Error(`${id} has an example already`);
      this.meant[id] = exampleOf(
        told.find(({ rule }) => rule === id)!,
        mistake,
      );
    }
  }

  private filesOf({ scene, ...sides }: Mistake, which: 'bad' | 'good'): Files {
    return scene === undefined ? filesOf(sides[which]) : this.scene(scene).with(sides[which]);
  }

  private changes(mistake: Mistake): readonly Finding[] {
    return compareFiles(this.filesOf(mistake, 'good'), this.filesOf(mistake, 'bad'), this.now);
  }

  /** What is right is often the same for several mistakes. */
  private findingsOf(files: Files): readonly Finding[] {
    const key = JSON.stringify(files);
    const findings = this.judged.get(key) ?? judgeFiles(files, this.now);
    this.judged.set(key, findings);
    return findings;
  }

  private scene(name: string): Scene {
    const scene = this.scenes.get(name) ?? new Scene(join(this.folder, 'scenes', name));
    this.scenes.set(name, scene);
    return scene;
  }
}

interface Proof {
  /** What tells the mistake from what is right. */
  readonly told: readonly Finding[];
  readonly good: readonly Finding[];
}

function prove({ rules, also }: Mistake, { told, good }: Proof): void {
  const list = (findings: readonly Finding[]): string =>
    findings.map(finding => `\n  ${finding.rule} ${fieldErrorText(finding)}`).join('') || ' nothing';
  const missing = rules.find(id => !told.some(({ rule }) => rule === id));
  if (missing !== undefined)
    throw new Error(`bad is not told from good by ${missing}, but by${list(told)}\ngood has${list(good)}`);
  const isExpected = ({ rule }: Finding): boolean => rules.includes(rule) || also.includes(rule);
  const more = told.filter(finding => !isExpected(finding));
  if (more.length > 0) throw new Error(`more than that is wrong:${list(more)}`);
  const wrong = good.filter(({ rule, severity }) => severity === 'error' && !also.includes(rule));
  if (wrong.length > 0) throw new Error(`good is wrong, too:${list(wrong)}`);
}

function exampleOf(finding: Finding, { bad, good, change }: Mistake): RuleExample {
  return {
    kind: finding.object?.kind ?? (isApp(bad) ? 'app' : 'file'),
    path: finding.path,
    says: fieldErrorText(finding),
    bad: shown(bad),
    good: shown(good),
    ...(change && { change }),
  };
}

function isApp(side: Side): boolean {
  return typeof side !== 'string' && app in side;
}

/** Files with their names. */
function shown(side: Side): string {
  if (typeof side === 'string') return side;
  const texts = Object.entries(side).map(([file, text]) => {
    if (file === checkOptions) return `# cdk8s-gardener check . ${text}\n`;
    return `${file.endsWith('.ts') ? '//' : '#'} ${file}\n${text}`;
  });
  return texts.join('');
}
