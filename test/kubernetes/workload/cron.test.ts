import { parseSchedule } from '../../../lib/kubernetes/workload/cron/schedule';
import { isTimeZone, timeZones } from '../../../lib/kubernetes/workload/cron/time-zone-names';
import { workloadKinds } from '../../../lib/kubernetes/workload/kinds';
import { judged } from '../judged';

const findings = judged(workloadKinds);
const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } };
const cronJob = (spec: object, name = 'backup', job: object = {}): readonly string[] =>
  findings('CronJob', {
    metadata: { name },
    spec: { schedule: '5 4 * * *', jobTemplate: { spec: { template, ...job } }, ...spec },
  });

// verdicts and paths are those of kube-apiserver 1.36.3
describe('a schedule', () => {
  test.each([
    '* * * * *',
    '*/15 0-23/2 1,15 jan-MAR mon',
    '5/10 ? * * ?',
    '+5 4 * * *',
    '*-7 4 * * *',
    '5,,7 4 * * *',
    '\t5  4 * * * ',
    '@daily',
    '@every 1h30m',
    '@every -5m',
  ])('is read: %j', text => {
    expect(parseSchedule(text)).toEqual({ isNever: false });
    expect(cronJob({ schedule: text })).toEqual([]);
  });

  test.each([
    ['60 * * * *', 'minute "60": must be within 0 and 59'],
    ['* 24 * * *', 'hour "24": must be within 0 and 23'],
    ['* * 0 * *', 'day of the month "0": must be within 1 and 31'],
    [
      '* * * foo *',
      'month "foo": must be a number from 1 to 12, or one of jan feb mar apr may jun jul aug sep oct nov dec',
    ],
    ['* * * * 7', 'day of the week "7": must be within 0 and 6'],
    ['5-1 * * * *', 'minute "5-1": a range goes from the lower to the higher value'],
    ['*/0 * * * *', 'minute "*/0": a step is at least 1'],
    ['*/x * * * *', 'minute "*/x": a step is a whole number, not "x"'],
    ['1/2/3 * * * *', 'minute "1/2/3": takes one step, after one slash'],
    ['1-2-3 * * * *', 'minute "1-2-3": takes two ends of a range at most'],
    ['-5 * * * *', 'minute "-5": must be a number from 0 to 59'],
    ['@every 5', 'the duration every number needs a unit, known are ns us ms s m h'],
    ['@reboot', 'must be one of @yearly @annually @monthly @weekly @daily @midnight @hourly, or @every and a duration'],
  ])('is not read: %j', (text, problem) => {
    expect(parseSchedule(text)).toBe(problem);
    expect(cronJob({ schedule: text })).toEqual(['CRON-SCHEDULE invalid spec.schedule']);
  });

  test.each(['* * * *', '* * * * * *', ' @daily', ''])('has five fields, not as in %j', schedule => {
    expect(cronJob({ schedule })).toEqual(['CRON-SCHEDULE invalid spec.schedule']);
  });

  test.each([
    ['0 0 31 2,4 *', true],
    ['0 0 29 2 *', false],
    ['0 0 31 2 1', false],
    ['0 0 31 2 */1', true],
    ['0 0 31 2 */2', false],
    [', 0 * * *', true],
  ])('that no calendar has is a warning: %j %s', (schedule, isNever) => {
    expect(cronJob({ schedule })).toEqual(isNever ? ['CRON-NEVER warning spec.schedule'] : []);
  });

  test('says nothing about the time zone', () => {
    const refused = ['CRON-SCHEDULE-ZONE invalid spec.schedule'];
    expect(cronJob({ schedule: 'TZ=UTC 5 4 * * *' })).toEqual(refused);
    expect(cronJob({ schedule: 'CRON_TZ=Etc/UTC 5 4 * * *' })).toEqual(refused);
  });
});

describe('a time zone', () => {
  test('is one of the database that the server holds', () => {
    expect(timeZones).toHaveLength(598);
    expect(timeZones.filter(zone => !isTimeZone(zone))).toEqual([]);
    for (const timeZone of ['UTC', 'Europe/Berlin', 'US/Pacific', 'America/Argentina/Ushuaia', 'Etc/GMT+12'])
      expect(cronJob({ timeZone })).toEqual([]);
  });

  test.each(['', 'Local', 'local', 'Europe/berlin', 'Europe/Munich', '../etc/passwd', 'CEST', 'Europe'])(
    'is not %j',
    timeZone => {
      expect(cronJob({ timeZone })).toEqual(['CRON-TIME-ZONE invalid spec.timeZone']);
    },
  );
});

describe('a CronJob', () => {
  test('has a name of at most 52 characters', () => {
    expect(cronJob({}, 'a'.repeat(52))).toEqual([]);
    expect(cronJob({}, 'a'.repeat(53))).toEqual(['CRON-NAME-LENGTH invalid metadata.name']);
  });

  test('counts from 0, and knows three kinds of concurrency', () => {
    expect(cronJob({ startingDeadlineSeconds: -1, successfulJobsHistoryLimit: 0, concurrencyPolicy: 'Skip' })).toEqual([
      'WORKLOAD-COUNT invalid spec.startingDeadlineSeconds',
      'CRON-CONCURRENCY notSupported spec.concurrencyPolicy',
    ]);
  });

  test('leaves the selector of its Jobs to the server', () => {
    expect(cronJob({}, 'backup', { selector: {}, manualSelector: true })).toEqual([
      'CRON-SELECTOR invalid spec.jobTemplate.spec.selector',
      'CRON-SELECTOR notSupported spec.jobTemplate.spec.manualSelector',
    ]);
    expect(cronJob({}, 'backup', { manualSelector: false })).toEqual([]);
  });

  test('gets no completions for its Jobs by default', () => {
    expect(cronJob({}, 'backup', { completionMode: 'Indexed' })).toEqual([
      'JOB-COMPLETIONS-MISSING required spec.jobTemplate.spec.completions',
    ]);
  });
});
