const form =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]| +(?=[^Zz+-]*$))(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(Z|[-+]\d\d:\d\d)?)?$/;

/**
 * What kustomize makes of a text that go-yaml takes for a date (the day alone, with a time and a zone behind `T`, or with a time behind
 * a blank): the same instant in the long form. kubectl keeps such texts. Undefined for all other texts.
 */
export function timestampText(text: string): string | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [year = '', month = '', day = '', hour, minute = '0', second = '0', fraction = '', zone] = match.slice(1);
  const zoned = /[Tt]/.test(text);
  if (zoned !== (zone !== undefined) || !isDate(Number(year), Number(month), Number(day))) return undefined;
  if (Number(hour ?? 0) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const date = `${year}-${two(month)}-${two(day)}`;
  const time = `${two(hour ?? '0')}:${two(minute)}:${two(second)}`;
  const parts = fraction.slice(0, 9).replace(/0+$/, '');
  return `${date}T${time}${parts === '' ? '' : `.${parts}`}${zoneText(zone)}`;
}

function isDate(year: number, month: number, day: number): boolean {
  // the calendar repeats every 400 years; Date would take years below 100 for those of the last century
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days;
}

function zoneText(zone: string | undefined): string {
  return zone === undefined || /^[-+]00:00$/.test(zone) ? 'Z' : zone;
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}
