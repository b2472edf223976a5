import type { ISCSIPersistentVolumeSource } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { needs, validateUnit } from './field-sources';
import { volumeRule } from './volume-rules';

/** The fields that iSCSI volumes of pods and of the cluster share. */
export type IscsiFields = Omit<Loose<ISCSIPersistentVolumeSource>, 'secretRef'> & {
  readonly secretRef?: { readonly name?: string | undefined } | undefined;
};

const forms: Readonly<Record<string, RegExp>> = {
  iqn: /iqn\.\d{4}-\d{2}\.[A-Za-z0-9.-]+:[^,;*&$|\t\n\f\r ]+$/,
  eui: /^eui.[A-Za-z0-9]{16}$/,
  naa: /^naa.[A-Za-z0-9]{32}$/,
};

/** An iSCSI target and the login to it. */
export function validateIscsi(source: IscsiFields, path: FieldPath, report: Report): void {
  needs<ISCSIPersistentVolumeSource>('targetPortal', 'iqn')(source, path, report);
  const { iqn = '', initiatorName } = source;
  if (iqn !== '') validateNodeName(iqn, path.child('iqn'), report);
  validateUnit(source.lun, path.child('lun'), report);
  if ((source.chapAuthDiscovery === true || source.chapAuthSession === true) && source.secretRef === undefined) {
    const message = 'a login by CHAP needs the Secret with the credentials';
    report.required(volumeRule['VOLUME-FIELD-MISSING'], path.child('secretRef'), { message });
  }
  if (initiatorName !== undefined) validateNodeName(initiatorName, path.child('initiatorName'), report);
}

/** With an initiator name, node and portal make up a name that the kernel cuts off. */
export function isTooLongTogether(name: string, { initiatorName, targetPortal = '' }: IscsiFields): boolean {
  return initiatorName !== undefined && Buffer.byteLength(`${name}:${targetPortal}`) > 64;
}

function validateNodeName(name: string, path: FieldPath, report: Report): void {
  if (forms[name.slice(0, 3)]?.test(name) !== true) report.invalid(volumeRule['VOLUME-ISCSI-NAME'], path, name);
}
