import type { PersistentVolume, PersistentVolumeClaim } from '../../../imports/core/v1';
import type { CSIDriver, StorageClass, VolumeAttachment } from '../../../imports/storage.k8s.io/v1';
import { kindValidation, type KindValidation } from '../kind-validation';
import { validateCsiDriver, validateCsiDriverUpdate } from './csi-driver';
import { validatePersistentVolume, validatePersistentVolumeUpdate } from './persistent-volume';
import { validatePersistentVolumeClaim, validatePersistentVolumeClaimUpdate } from './persistent-volume-claim';
import { validateStorageClass, validateStorageClassUpdate } from './storage-class';
import { validateVolumeAttachment, validateVolumeAttachmentUpdate } from './volume-attachment';

/** Volumes, claims and the classes that they come from. */
export const storageKinds: readonly KindValidation[] = [
  kindValidation<PersistentVolume>('/PersistentVolume', {
    create: validatePersistentVolume,
    update: validatePersistentVolumeUpdate,
  }),
  kindValidation<PersistentVolumeClaim>('/PersistentVolumeClaim', {
    create: validatePersistentVolumeClaim,
    update: validatePersistentVolumeClaimUpdate,
  }),
  kindValidation<StorageClass>('storage.k8s.io/StorageClass', {
    create: validateStorageClass,
    update: validateStorageClassUpdate,
  }),
  kindValidation<CSIDriver>('storage.k8s.io/CSIDriver', { create: validateCsiDriver, update: validateCsiDriverUpdate }),
  kindValidation<VolumeAttachment>('storage.k8s.io/VolumeAttachment', {
    create: validateVolumeAttachment,
    update: validateVolumeAttachmentUpdate,
  }),
];
