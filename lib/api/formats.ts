/** What a format accepts; compiled validators call `validate`. */
export interface Format {
  readonly type: 'string' | 'number';
  readonly validate: (value: never) => boolean;
}

const text = (validate: (value: string) => boolean): Format => ({ type: 'string', validate });
const number = (validate: (value: number) => boolean): Format => ({ type: 'number', validate });
const integerBetween = (low: number, high: number): Format =>
  number(value => Number.isInteger(value) && value >= low && value <= high);

const dateTime =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const goDuration = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

/**
 * The formats that Kubernetes evaluates, with Go's meaning: `duration` is `1h30m` and not the one of ISO 8601, `byte` is padded
 * base64 with line breaks, `date-time` is RFC 3339 with an upper-case T. Other formats are ignored, as the API server does.
 */
export const formats: Readonly<Record<string, Format>> = {
  'date-time': text(value => dateTime.test(value) && dayExists(value)),
  duration: text(value => goDuration.test(value)),
  byte: text(value => base64.test(value.replace(/[\r\n]/g, ''))),
  int32: integerBetween(-(2 ** 31), 2 ** 31 - 1),
  // bounds that a double cannot hold exactly: a larger literal is already rounded when it is read
  int64: integerBetween(-(2 ** 63), 2 ** 63),
  float: number(value => Math.abs(value) <= 3.4028234663852886e38),
  double: number(Number.isFinite),
  date: text(value => /^\d{4}-\d{2}-\d{2}$/.test(value) && dayExists(value)),
  uri: text(value => URL.canParse(value) || /^\/\S*$/.test(value)),
  ipv4: text(value => ipv4.test(value)),
  ipv6: text(isIpv6),
  cidr: text(isCidr),
  uuid: text(value => /^[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$/.test(value)),
};

function dayExists(value: string): boolean {
  const [year = 0, month = 0, day = 0] = value.slice(0, 10).split('-').map(Number);
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate() && month >= 1 && day >= 1;
}

function isIpv6(value: string): boolean {
  return value.includes(':') && URL.canParse(`http://[${value}]/`);
}

function isCidr(value: string): boolean {
  const [address = '', length = '', ...more] = value.split('/');
  if (more.length > 0 || !/^(?:0|[1-9]\d*)$/.test(length)) return false;
  if (ipv4.test(address)) return Number(length) <= 32;
  return isIpv6(address) && Number(length) <= 128;
}
