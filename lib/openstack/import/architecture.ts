/** Names of architectures in OpenStack and in the kernel, and what Gardener calls them. */
const names: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  amd64: 'amd64',
  aarch64: 'arm64',
  arm64: 'arm64',
};

/** Gardener's name of an architecture; undefined for one that it does not support. */
export function gardenerArchitecture(name: string): string | undefined {
  return names[name.trim().toLowerCase()];
}
