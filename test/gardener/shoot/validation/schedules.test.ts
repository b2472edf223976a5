import { cronProblem } from '../../../../lib/gardener/shoot/validation/cron';
import { parseMaintenanceTime, windowLength } from '../../../../lib/gardener/shoot/validation/time-window';
import { isTimeZone } from '../../../../lib/gardener/shoot/validation/time-zone';
import { errorsOf, shootWith } from '../shoots';

describe('a cron spec', () => {
  test.each([
    '0 18 * * 1,2,3',
    '*/5 0-6/2 1 JAN sun',
    '? ? ? ? ?',
    '0 0 * * *,',
    '5/10 * * * *',
    '@daily',
    '@every 1h30m',
    '*-9 * * * *',
  ])('%s is one', spec => {
    expect(cronProblem(spec)).toBeUndefined();
  });

  test.each([
    ['', 'a cron spec has 5 fields, this one has 0'],
    ['0 0 * * * *', 'a cron spec has 5 fields, this one has 6'],
    ['60 0 * * *', 'minute: "60" is not within 0 to 59'],
    ['0 24 * * *', 'hour: "24" is not within 0 to 23'],
    ['0 0 0 * *', 'day of month: "0" is not within 1 to 31'],
    ['0 0 * * 7', 'day of week: "7" is not within 0 to 6'],
    ['0 0 * foo *', 'month: "foo" is no number or name'],
    ['5-1 * * * *', 'minute: "5-1" ends before it begins'],
    ['*/0 * * * *', 'minute: the step of "*/0" is no positive whole number'],
    ['1-2-3 * * * *', 'minute: "1-2-3" has more than one hyphen'],
    ['1/2/3 * * * *', 'minute: "1/2/3" has more than one slash'],
    ['@every 1x', 'the duration of @every unknown unit "x", known are ns us ms s m h'],
  ])('"%s" is none', (spec, problem) => {
    expect(cronProblem(spec)).toBe(problem);
  });
});

describe('a maintenance window', () => {
  test('is read in UTC', () => {
    expect(parseMaintenanceTime('013000+0100')).toBe(30 * 60);
    expect(parseMaintenanceTime('003000+0100')).toBe(23.5 * 3600);
    expect(parseMaintenanceTime('233000-0130')).toBe(3600);
  });

  test.each([
    '240000+0000',
    '006000+0000',
    '000060+0000',
    '000000',
    '000000Z',
    '0000+0000',
    '000000+2500',
    ' 000000+0000',
  ])('has no time %s', text => {
    expect(parseMaintenanceTime(text)).toBeUndefined();
  });

  test('may cross midnight, and lasts a day when both ends are the same', () => {
    expect(windowLength('230000+0000', '010000+0000')).toBe(2 * 3600);
    expect(windowLength('220000+0100', '210000+0000')).toBe(24 * 3600);
  });

  test('lasts 30 minutes to 6 hours', () => {
    const judge = (begin: string, end: string): string[] =>
      errorsOf(shootWith({ maintenance: { timeWindow: { begin, end } } }));
    expect(judge('000000+0000', '060000+0000')).toEqual([]);
    expect(judge('000000+0000', '003000+0000')).toEqual([]);
    expect(judge('000000+0000', '060001+0000')).toEqual(['invalid spec.maintenance.timeWindow']);
    expect(judge('000000+0000', '002959+0000')).toEqual(['invalid spec.maintenance.timeWindow']);
    expect(judge('x', '002959+0000')).toEqual(['invalid spec.maintenance.timeWindow']);
  });
});

describe('a time zone', () => {
  test.each(['', 'UTC', 'Local', 'Europe/Berlin', 'America/Argentina/Ushuaia', 'Etc/GMT+5', 'Asia/Calcutta', 'EST'])(
    '%s is known',
    name => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  test.each(['europe/berlin', 'Europe/Atlantis', '+01:00', '../etc/passwd', '/UTC', 'EUROPE/BERLIN'])(
    '%s is unknown',
    name => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});

describe('hibernation', () => {
  test('uses a time once, whether it begins or ends', () => {
    const schedules = [{ start: '0 18 * * *', end: '0 18 * * *' }, {}, { end: '0 8 * * *', location: 'Nowhere' }];
    expect(errorsOf(shootWith({ hibernation: { schedules } }))).toEqual([
      'duplicate spec.hibernation.schedules[0].end',
      'required spec.hibernation.schedules[1]',
      'invalid spec.hibernation.schedules[2].location',
    ]);
  });
});
