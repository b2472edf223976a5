/** What a measured program is asked to do, from its environment. */
export interface Settings {
  readonly count: number;
  /** Objects per unit. */
  readonly perUnit: number;
  readonly outdir: string;
  /** `chain`: every chart depends on the one before; `file-per-object`: a construct around every object. */
  readonly form: string;
  /** `none`; `kinds`: schema, versions, names, duplicates; `all`: every topic, with its predictions. */
  readonly checks: string;
  /** `files`; `none`: everything but the files. */
  readonly sink: string;
}

/** Reads the settings, and prints peak memory at the end of the process. */
export function settings(): Settings {
  process.on('exit', () => process.stderr.write(`maxRSS ${process.resourceUsage().maxRSS}\n`));
  const { COUNT = '100', PER_UNIT = '500', OUTDIR = 'out', FORM = '', CHECKS = 'none', SINK = 'files' } = process.env;
  return { count: Number(COUNT), perUnit: Number(PER_UNIT), outdir: OUTDIR, form: FORM, checks: CHECKS, sink: SINK };
}
