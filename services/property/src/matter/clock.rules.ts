import { matterErrors, matterOverdue, type values } from '@gezhi/shared/contracts';
import { decide, ensure, isOnTime } from '@gezhi/shared/domain';
import { levelAfter } from './ladder.rules.js';
import { climb, matterLife, moved, type Around, type MatterState, type Moved } from './matter-life.rules.js';

/**
 * P-23 A clock that ran out passes the matter on to the next level, whose own clock begins; at the last level it is told of, once.
 * Refuses with `platform.request.wrong-state` or `property.matter.nothing-due`.
 */
export function runOut(matter: MatterState, { hasCommittee, policy }: Omit<Around, 'roles'>, now: values.Instant): Moved {
  const state = matterLife.next(matter.state, 'runOut');
  const { dueAt, level } = matter;
  ensure(dueAt !== null && !isOnTime(now, dueAt) && matter.overdueToldAt === null, matterErrors.nothingDue);
  const to = levelAfter(level, hasCommittee);
  const byTime = { reason: null, byRole: null };
  if (to) return moved(matter, climb(matter, to, policy, 'CLOCK_RAN_OUT', now), { ...byTime, action: 'CLOCK_RAN_OUT' }, now);
  const { id: matterId, estateId, communityCode, version } = matter;
  const told = matterOverdue({ matterId, estateId, communityCode, level, dueAt, at: now, version: version + 1 });
  return moved(matter, decide({ ...matter, state, overdueToldAt: now }, told), { ...byTime, action: 'OVERDUE' }, now);
}
