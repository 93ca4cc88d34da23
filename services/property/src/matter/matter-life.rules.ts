import {
  matterEscalated,
  type MatterAction,
  type MatterLevel,
  type MatterState as State,
  type Role,
  type values,
} from '@gezhi/shared/contracts';
import { decide, transitions, type Decision } from '@gezhi/shared/domain';
import { levelDueAt, type MatterPolicy } from './matter-policy.rules.js';

/** P-23 A matter is open at one level after the other, until one answers and the answer is found sufficient. */
export const matterLife = transitions<State, 'escalate' | 'return' | 'runOut' | 'answer' | 'close'>(
  {
    OPEN: { escalate: 'OPEN', return: 'OPEN', runOut: 'OPEN', answer: 'ANSWERED' },
    ANSWERED: { escalate: 'OPEN', return: 'OPEN', close: 'CLOSED' },
    CLOSED: {},
  },
  { initial: 'OPEN' },
);

export interface MatterState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly title: string;
  readonly summary: string;
  readonly state: State;
  readonly level: MatterLevel;
  readonly dueAt: values.Instant | null;
  readonly overdueToldAt: values.Instant | null;
  readonly answer: string | null;
  readonly openedAt: values.Instant;
  readonly answeredAt: values.Instant | null;
  readonly closedAt: values.Instant | null;
  readonly evidenceIds: string[];
}

/** One line of the history. */
export interface Step {
  readonly action: MatterAction;
  readonly fromLevel: MatterLevel | null;
  readonly toLevel: MatterLevel;
  readonly reason: string | null;
  readonly byRole: Role | null;
  readonly dueAt: values.Instant | null;
  readonly at: values.Instant;
}

export interface Moved {
  readonly decision: Decision<MatterState>;
  readonly step: Step;
}

/** What holds where the matter is: the roles somebody has there, whether a committee stands, and the limits. */
export interface Around {
  readonly roles: readonly Role[];
  readonly hasCommittee: boolean;
  readonly policy: MatterPolicy;
}

type Doing = Pick<Step, 'action' | 'reason' | 'byRole'>;

/** P-23 What was decided, with its line of the history. */
export function moved(before: MatterState | null, decision: Decision<MatterState>, doing: Doing, at: values.Instant): Moved {
  const { level: toLevel, dueAt } = decision.state;
  return { decision, step: { ...doing, fromLevel: before?.level ?? null, toLevel, dueAt, at } };
}

/** P-23 A matter as a level has it that takes it over now: its clock begins, and nothing is answered yet. */
export const heldBy = (matter: MatterState, level: MatterLevel, policy: MatterPolicy, now: values.Instant) => ({
  ...matter,
  ...{ level, dueAt: levelDueAt(level, now, policy), overdueToldAt: null, answer: null, answeredAt: null },
});

/** P-23 A matter passes on to a level above, and that is told. */
export function climb(matter: MatterState, to: MatterLevel, policy: MatterPolicy, cause: 'DECIDED' | 'CLOCK_RAN_OUT', now: values.Instant) {
  const next = heldBy(matter, to, policy, now);
  const { id: matterId, estateId, communityCode, version } = matter;
  const told = { matterId, estateId, communityCode, fromLevel: matter.level, toLevel: to, cause, dueAt: next.dueAt };
  return decide<MatterState>({ ...next, state: 'OPEN' }, matterEscalated({ ...told, at: now, version: version + 1 }));
}
