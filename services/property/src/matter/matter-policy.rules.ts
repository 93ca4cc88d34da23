import {
  matterErrors,
  matterLevels,
  type MatterLevel,
  type PolicyOf,
  type publishMatterPolicy,
  type values,
} from '@gezhi/shared/contracts';
import { dueAt, ensure, workingCalendar, type CalendarRows } from '@gezhi/shared/domain';

/** What a jurisdiction lays down for matters of estates, in one version. */
export type MatterPolicy = PolicyOf<typeof publishMatterPolicy>;

const source = '报道“社区—物管会—物业公司”三级联动未列时限，为设定值';
const hours: [string, string][] = [
  ['09:00', '12:00'],
  ['13:30', '17:30'],
];

/** P-23 What holds until a jurisdiction lays down its own: no source gives limits, so all are assumed. */
export const defaultPolicy: MatterPolicy = {
  levels: [
    { level: 'COMMUNITY', workingDays: 3, source, assumed: true },
    { level: 'COMMITTEE', workingDays: 5, source, assumed: true },
    { level: 'COMPANY', workingDays: 7, source, assumed: true },
  ],
  calendar: {
    utcOffsetMinutes: 480,
    weekdays: { '1': hours, '2': hours, '3': hours, '4': hours, '5': hours },
    makeUpHours: hours,
    holidays: [],
    makeUpWorkdays: [],
  },
};

/** P-23 Accepts a policy that gives each of the three levels its limit once, with a workable calendar. Refuses with `property.matter.policy-invalid` or the calendar's own codes. */
export function acceptPolicy(policy: MatterPolicy): MatterPolicy {
  const given = policy.levels.map(({ level }) => level);
  ensure(given.length === matterLevels.length && matterLevels.every((level) => given.includes(level)), matterErrors.policyInvalid);
  workingCalendar(policy.calendar as CalendarRows);
  return policy;
}

/** P-23 By when a level that takes a matter over at `start` answers: the close of its last working day. */
export function levelDueAt(level: MatterLevel, start: values.Instant, { levels, calendar }: MatterPolicy): values.Instant {
  const { workingDays } = levels.find((each) => each.level === level)!;
  return dueAt(start, { amount: workingDays, unit: 'working-day' }, workingCalendar(calendar as CalendarRows));
}
