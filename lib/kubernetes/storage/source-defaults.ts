import type { PersistentVolumeSpec } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';

/** What the API server fills into the sources of volumes. */
const defaults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  azureDisk: { cachingMode: 'ReadWrite', fsType: 'ext4', kind: 'Shared' },
  iscsi: { iscsiInterface: 'default' },
  rbd: { keyring: '/etc/ceph/keyring', pool: 'rbd', user: 'admin' },
  scaleIO: { fsType: 'xfs', storageMode: 'ThinProvisioned' },
};

/** A source of a volume as the API server compares it: with its defaults, and without what says nothing, such as `readOnly: false`. */
export function comparableSource(spec: Loose<PersistentVolumeSpec>, name: keyof PersistentVolumeSpec): unknown {
  const source = spec[name];
  if (typeof source !== 'object') return source;
  const said = Object.entries(source as object).filter(([, value]) => value !== false && value !== 0 && value !== '');
  return { ...defaults[name], ...Object.fromEntries(said) };
}
