import type { Finding } from '../../core/finding';

/** Values longer than this are cut in messages. */
const longestValue = 120;

/**
 * The message of a finding in the form that Gardener users know from the API server:
 * `spec.provider.workers[0].machine.architecture: Unsupported value: "arm": supported values: "amd64", "arm64"`.
 */
export function fieldErrorText(finding: Finding): string {
  const path = finding.path === '' ? '' : `${finding.path}: `;
  const parts = [typeText(finding), saysMore(finding) ? finding.message : '', allowedText(finding)];
  return `${path}${parts.filter(part => part !== '').join(': ')}`;
}

/** Whether the message is more than the type in other words. */
function saysMore({ type, message }: Finding): boolean {
  return (
    !(type === 'unknownField' && message === 'unknown field') &&
    !(type === 'notSupported' && message === 'unsupported value')
  );
}

function typeText(finding: Finding): string {
  const value = 'value' in finding ? `: ${valueText(finding.value)}` : '';
  if (finding.type === undefined) return 'value' in finding ? valueText(finding.value) : '';
  switch (finding.type) {
    case 'required':
      return 'Required value';
    case 'invalid':
      return `Invalid value${value}`;
    case 'notSupported':
      return `Unsupported value${value}`;
    case 'forbidden':
      return 'Forbidden';
    case 'duplicate':
      return `Duplicate value${value}`;
    case 'notFound':
      return `Not found${value}`;
    case 'tooLong':
      return `Too long${value}`;
    case 'tooMany':
      return `Too many${value}`;
    case 'typeInvalid':
    case 'decode':
      return `Invalid type${value}`;
    case 'unknownField':
      return 'Unknown field';
    case 'duplicateField':
      return 'Duplicate field';
    case 'internal':
      return 'Internal error';
  }
}

/** A value as JSON, cut when it is long. */
export function valueText(value: unknown): string {
  const text =
    value === undefined
      ? 'nothing'
      : JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
  return text.length <= longestValue ? text : `${text.slice(0, longestValue - 3)}...`;
}

function allowedText({ allowed, message }: Finding): string {
  if (allowed === undefined || allowed.length === 0) return '';
  const list = allowed.map(value => JSON.stringify(value)).join(', ');
  return message.includes(list) ? '' : `supported values: ${list}`;
}
