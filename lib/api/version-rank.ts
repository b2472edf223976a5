/** Orders versions of an API: by their number, then alpha, beta, stable. A group before the version does not matter. */
export function versionRank(version: string): number {
  const [, major = '0', stage = 'stable', minor = '0'] = /v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  return Number(major) * 1e6 + ['alpha', 'beta', 'stable'].indexOf(stage) * 1e3 + Number(minor);
}
