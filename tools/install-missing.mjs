// Runs before every npm script that needs the dependencies: installs them when they are missing or other than the lock file says.
import { spawnSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';

/** Versions by folder, of what must be there on every platform. */
function versions(file) {
  try {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'));
    const required = Object.entries(packages).filter(([folder, entry]) => folder !== '' && !entry.optional);
    return new Map(required.map(([folder, { version }]) => [folder, version]));
  } catch {
    return new Map();
  }
}

const installed = versions('node_modules/.package-lock.json');
const upToDate = [...versions('package-lock.json')].every(([folder, version]) => installed.get(folder) === version);
if (!upToDate) {
  if (lstatSync('node_modules', { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error(
      'node_modules is a link to other versions than package-lock.json names; npm ci would empty what it points to',
    );
    process.exit(1);
  }
  console.error('installing dependencies (npm ci) ...');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}
