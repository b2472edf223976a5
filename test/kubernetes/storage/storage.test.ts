import { storageKinds } from '../../../lib/kubernetes/storage/kinds';
import { judged } from '../judged';

const findings = judged(storageKinds);
const metadata = { name: 'data' };
const accessModes = ['ReadWriteOnce'];
const volume = { capacity: { storage: '1Gi' }, accessModes, nfs: { server: 'a', path: '/b' } };
const claim = { accessModes, resources: { requests: { storage: '1Gi' } } };

// verdicts of kube-apiserver 1.36.3
describe('a PersistentVolume', () => {
  const of = (spec: object, old?: object): readonly string[] =>
    findings('PersistentVolume', { metadata, spec }, old && { metadata, spec: old });

  test('comes from one source', () => {
    expect(of(volume)).toEqual([]);
    expect(of({ ...volume, nfs: undefined })).toEqual(['VOLUME-SOURCE-MISSING required spec']);
    expect(of({ ...volume, hostPath: { path: '/c' } })).toEqual(['VOLUME-SOURCES forbidden spec.nfs']);
  });

  test('keeps its source, whatever is written of defaults', () => {
    expect(of({ ...volume, nfs: { ...volume.nfs, readOnly: false } }, volume)).toEqual([]);
    expect(of({ ...volume, nfs: { server: 'b', path: '/b' } }, volume)).toEqual([
      'STORAGE-VOLUME-IMMUTABLE forbidden spec.nfs',
    ]);
  });
});

describe('a claim', () => {
  const of = (spec: object, old?: object): readonly string[] =>
    findings('PersistentVolumeClaim', { metadata, spec }, old && { metadata, spec: old });

  test('says how much, and how it is reached', () => {
    expect(of(claim)).toEqual([]);
    expect(of({})).toEqual([
      'STORAGE-ACCESS-MODES required spec.accessModes',
      'STORAGE-REQUEST required spec.resources[storage]',
    ]);
  });

  test('gets a class once, and keeps it', () => {
    expect(of({ ...claim, storageClassName: 'fast' }, claim)).toEqual([]);
    expect(of({ ...claim, storageClassName: 'slow' }, { ...claim, storageClassName: 'fast' })).toEqual([
      'STORAGE-CLAIM-IMMUTABLE invalid spec.storageClassName',
    ]);
  });
});
