import { estateErrors, matterErrors, type answerMatter, type InputOf, type openMatter, type values } from '@gezhi/shared/contracts';
import { decide, ensure } from '@gezhi/shared/domain';
import { actingFor, holders, leading, levelAfter, levelBefore } from './ladder.rules.js';
import { climb, heldBy, matterLife, moved, type Around, type MatterState, type Moved } from './matter-life.rules.js';

/** P-23 A matter of an estate is opened, and the community has it first. Refuses with `property.estate.estate-unknown`. */
export function open(
  { id, estateId, title, summary, evidenceIds }: InputOf<typeof openMatter>,
  estate: { readonly communityCode: string } | undefined,
  { policy, roles }: Pick<Around, 'policy' | 'roles'>,
  now: values.Instant,
): Moved {
  ensure(estate, estateErrors.estateUnknown);
  const { communityCode } = estate;
  const state = heldBy(
    {
      ...{ id, version: 1, estateId, communityCode, title, summary, evidenceIds, state: matterLife.initial, level: 'COMMUNITY' },
      ...{ dueAt: null, overdueToldAt: null, answer: null, openedAt: now, answeredAt: null, closedAt: null },
    },
    'COMMUNITY',
    policy,
    now,
  );
  return moved(null, decide(state), { action: 'OPENED', reason: null, byRole: leading(roles) }, now);
}

/**
 * P-23 A matter goes on to the next level: an open one by the level that has it or by a leader, an answered one by a leader alone.
 * Refuses with `platform.request.wrong-state`, `property.matter.not-holder`, `leaders-only` or `highest-level`.
 */
export function escalate(matter: MatterState, reason: string, { roles, hasCommittee, policy }: Around, now: values.Instant): Moved {
  matterLife.next(matter.state, 'escalate');
  const leads = roles.some((role) => holders.COMMUNITY.includes(role));
  const byRole = matter.state === 'ANSWERED' || leads ? leading(roles) : actingFor(matter.level, roles);
  const to = levelAfter(matter.level, hasCommittee);
  ensure(to, matterErrors.highestLevel);
  return moved(matter, climb(matter, to, policy, 'DECIDED', now), { action: 'ESCALATED', reason, byRole }, now);
}

/**
 * P-23 An open matter is handed back to the level before by the level that has it; an answer that does not do is handed back by a
 * leader to the level that gave it. Either way with the reason, and the clock begins anew. Refuses with
 * `platform.request.wrong-state`, `property.matter.not-holder`, `leaders-only` or `lowest-level`.
 */
export function handBack(matter: MatterState, reason: string, { roles, hasCommittee, policy }: Around, now: values.Instant): Moved {
  const state = matterLife.next(matter.state, 'return');
  const answered = matter.state === 'ANSWERED';
  const byRole = answered ? leading(roles) : actingFor(matter.level, roles);
  const to = answered ? matter.level : levelBefore(matter.level, hasCommittee);
  ensure(to, matterErrors.lowestLevel);
  return moved(matter, decide({ ...heldBy(matter, to, policy, now), state }), { action: 'RETURNED', reason, byRole }, now);
}

/** P-23 The level that has a matter says what was done; its clock stops. Refuses with `platform.request.wrong-state` or `property.matter.not-holder`. */
export function answer(
  matter: MatterState,
  { answer: text, evidenceIds }: Pick<InputOf<typeof answerMatter>, 'answer' | 'evidenceIds'>,
  { roles }: Pick<Around, 'roles'>,
  now: values.Instant,
): Moved {
  const state = matterLife.next(matter.state, 'answer');
  const byRole = actingFor(matter.level, roles);
  const papers = [...matter.evidenceIds, ...evidenceIds];
  const next = { ...matter, state, answer: text, answeredAt: now, dueAt: null, evidenceIds: papers };
  return moved(matter, decide(next), { action: 'ANSWERED', reason: null, byRole }, now);
}

/** P-23 A leader finds an answer sufficient. Refuses with `platform.request.wrong-state` or `property.matter.leaders-only`. */
export function close(matter: MatterState, { roles }: Pick<Around, 'roles'>, now: values.Instant): Moved {
  const state = matterLife.next(matter.state, 'close');
  const byRole = leading(roles);
  return moved(matter, decide({ ...matter, state, closedAt: now }), { action: 'CLOSED', reason: null, byRole }, now);
}
