/** The minor of a Gardener version: 150 for `1.150.0`, `v1.150` and `v1.150.0-dev`. Fails for other texts. */
export function gardenerMinor(version: string): number {
  const match = /^v?1\.(\d+)(?:\.\d+)?(?:-[\w.]+)?$/.exec(version);
  if (match?.[1] === undefined) throw new Error(`${JSON.stringify(version)} is no Gardener version such as "1.150.0"`);
  return Number(match[1]);
}
