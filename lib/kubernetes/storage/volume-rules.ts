import { ruleTable } from '../../rules/rule';

/** The rules about volumes, be they of a pod or of the cluster. */
export const volumeRule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'VOLUME-SOURCES': {
    reason: 'a volume comes from one source',
    fix: 'leave one source, and write another volume for each of the others',
  },
  'VOLUME-SOURCE-MISSING': {
    reason: 'a PersistentVolume names the storage that it stands for',
    fix: 'name one source, such as csi',
  },
  'VOLUME-FIELD-MISSING': 'a source of a volume needs this field',
  'VOLUME-AZURE-DISK': {
    reason: 'the address of a disk has the form that its kind asks for',
    fix: 'set kind: Managed for a disk of a resource group',
  },
  'VOLUME-REFERENCE': 'the source of a volume names something that cannot have this name',
  'VOLUME-FIELDS-CONFLICT': 'these fields of a source exclude each other',
  'VOLUME-FILE-MODE': {
    reason: 'the mode of a file is a number from 0 to 0777 (octal), 511 in decimal',
    fix: 'write an octal number such as 0644 in YAML, its decimal value in JSON',
  },
  'VOLUME-PATH': 'a path inside a volume is relative and never leaves the volume',
  'VOLUME-HOST-PATH': 'a path on the node has no part ".."',
  'VOLUME-PARTITION': 'partitions and logical units are counted from 0 to 255',
  'VOLUME-SIZE-LIMIT': 'the limit of the size of an emptyDir must not be negative',
  'VOLUME-ISCSI-NAME': {
    reason: 'a node of iSCSI has a name of the form iqn, eui or naa',
    fix: 'write a name such as iqn.2026-01.org.example:storage',
  },
  'VOLUME-ISCSI-LENGTH': {
    reason: 'with an initiator name, the names of volume and target portal have at most 63 characters together',
    fix: 'choose a shorter name of the volume',
  },
  'VOLUME-CSI-DRIVER': 'the name of a CSI driver is a DNS name of at most 63 characters',
  'VOLUME-RESERVED-OPTION': 'options of FlexVolume drivers do not begin with the names of Kubernetes',
});
