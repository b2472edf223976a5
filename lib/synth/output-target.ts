import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Where a synth writes, decided by how the app was started. */
export interface OutputTarget {
  readonly outdir: string;
  /** Scratch output of `cdk8s synth`, which must exist afterwards: it becomes a link to `outdir`. */
  readonly link?: string;
  /** `cdk8s synth --stdout` prints every YAML file of the folder, so that only what is applied may lie there. */
  readonly applied: boolean;
  /** `cdk8s synth` runs the app: it writes when the app has ended well, not before. */
  readonly deferred: boolean;
}

/** The scratch output that cdk8s.yaml names. The command deletes it before the app runs, which must not hit dist/. */
export const scratchOutput = '.cdk8s';

/** Folder that is written when nobody says otherwise. */
export const defaultOutdir = 'dist';

/**
 * Where to write, from `CDK8S_OUTDIR` (set by `cdk8s synth`) and the folder that the app itself names.
 *
 * @param given folder named in code; it wins over `dist`, and the scratch output becomes a link to it
 */
export function outputTarget(given: string | undefined, environment: NodeJS.ProcessEnv = process.env): OutputTarget {
  const fromCli = environment['CDK8S_OUTDIR'];
  if (fromCli === undefined || fromCli === '')
    return { outdir: given ?? defaultOutdir, applied: false, deferred: false };
  if (isTemporary(fromCli)) return { outdir: fromCli, applied: true, deferred: true };
  const scratch = path.basename(fromCli) === scratchOutput;
  if (!scratch && given === undefined) return { outdir: fromCli, applied: false, deferred: true };
  return {
    outdir: given ?? path.join(path.dirname(fromCli), defaultOutdir),
    link: fromCli,
    applied: false,
    deferred: true,
  };
}

/** `--stdout` makes a folder `cdk8s-...` in the system's temporary folder. */
function isTemporary(folder: string): boolean {
  return path.basename(folder).startsWith('cdk8s-') && path.resolve(path.dirname(folder)) === path.resolve(os.tmpdir());
}

/** Leaves the scratch output as a link to the output folder, so that `cdk8s synth` finds and lists the files. */
export function linkScratch({ outdir, link }: OutputTarget): void {
  if (link === undefined || path.resolve(link) === path.resolve(outdir)) return;
  const stat = fs.lstatSync(link, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink()) fs.unlinkSync(link);
  else if (stat !== undefined) fs.rmSync(link, { recursive: true });
  // a junction of Windows needs the whole path
  const target =
    process.platform === 'win32'
      ? path.resolve(outdir)
      : path.relative(path.dirname(path.resolve(link)), path.resolve(outdir));
  fs.symlinkSync(target, link, 'junction');
}
