import type { Bootstrap } from './bootstrap';

/** The bootstraps of one landscape as text for a terminal; what is no command stands behind a `#`. */
export function printBootstraps(landscape: string, bootstraps: readonly Bootstrap[]): string {
  if (bootstraps.length === 0) return `# ${landscape}: no Flux delivers it; see FluxDelivery in lib/flux\n`;
  return bootstraps.map(bootstrap => `${linesOf(landscape, bootstrap).join('\n')}\n`).join('\n');
}

function linesOf(landscape: string, bootstrap: Bootstrap): readonly string[] {
  const { cluster, commands, secrets, reaches, problems } = bootstrap;
  const reached = [...reaches].map(([name, count]) => `${name} (${count} ${count === 1 ? 'unit' : 'units'})`);
  const [first, second] = commands;
  return [
    `# ${landscape}, cluster ${cluster}: reaches ${reached.length === 0 ? 'nothing yet' : reached.join(', ')}`,
    ...problems.map(problem => `# error: ${problem}`),
    ...(first === undefined || second === undefined
      ? ['# the extension shoot-flux does it when the Shoot is created']
      : [first, ...secrets.map(secret => `# then create the Secret ${secret}, unless it is there`), second]),
  ];
}
