import {
  cadreErrors,
  dutyCompleted,
  dutyIssued,
  type DutyAim,
  type DutySource,
  type DutyStatus,
  type InputOf,
  type issueDuty,
} from '@gezhi/shared/contracts';
import { decide, ensure, isOnTime, transitions, type Decision } from '@gezhi/shared/domain';

type Action = 'confirm' | 'complete' | 'settle' | 'revive' | 'withdraw';

/** Completing is the cadre's own act; settle, revive and withdraw follow the service request or problem a duty came from. */
export const dutyLife = transitions<DutyStatus, Action>(
  {
    ISSUED: { confirm: 'CONFIRMED', settle: 'COMPLETED', withdraw: 'WITHDRAWN' },
    CONFIRMED: { complete: 'COMPLETED', settle: 'COMPLETED', withdraw: 'WITHDRAWN' },
    COMPLETED: { revive: 'CONFIRMED', withdraw: 'WITHDRAWN' },
    WITHDRAWN: {},
  },
  { initial: 'ISSUED' },
);

export interface DutyState {
  readonly id: string;
  readonly version: number;
  readonly cadreId: string;
  /** The cadre's account when the duty was issued or handed over. */
  readonly accountId: string | null;
  readonly gridCode: string;
  readonly aim: DutyAim;
  readonly source: DutySource;
  /** The list it was issued with; it stays there when the duty passes on. */
  readonly dutyListId: string | null;
  /** Which duty of the playbook it is. */
  readonly code: string | null;
  readonly requestId: string | null;
  readonly problemId: string | null;
  /** The latest version of the request or the problem that this duty has followed. */
  readonly originVersion: number;
  readonly acceptanceCriterion: string;
  readonly status: DutyStatus;
  readonly due: string;
  readonly issuedAt: string;
  readonly completedAt: string | null;
}

/** An active cadre with the grid of the deployment on which a duty rests. */
export interface Serving {
  readonly cadreId: string;
  readonly deploymentId: string;
  readonly accountId: string | null;
  readonly gridCode: string;
}

const facts = ({ id, cadreId, accountId, gridCode, requestId, problemId }: DutyState) => ({
  ...{ dutyId: id, cadreId, accountId, gridCode, requestId, problemId },
});

const issued = { status: 'ISSUED', version: 1, completedAt: null, dutyListId: null, code: null, problemId: null } as const;

/**
 * G-14 G-15 A cadre gets a duty in a grid of the own, with aim, acceptance criterion and an instant to come; refuses with
 * `grid.cadre.not-deployed` or `due-past`.
 */
export function issue(input: InputOf<typeof issueDuty>, serving: Serving | undefined, now: string): Decision<DutyState> {
  ensure(serving?.gridCode === input.gridCode, cadreErrors.notDeployed);
  ensure(input.due > now, cadreErrors.duePast);
  const { id, cadreId, gridCode, aim, source, acceptanceCriterion, due } = input;
  const { accountId } = serving;
  const duty = {
    id,
    cadreId,
    accountId,
    gridCode,
    aim,
    source,
    requestId: null,
    originVersion: 0,
    acceptanceCriterion,
    due,
    issuedAt: now,
    ...issued,
  };
  return decide(duty, dutyIssued({ ...facts(duty), aim, source, due, version: 1 }));
}

export interface RequestForDuty {
  readonly id: string;
  readonly version: number;
  readonly gridCode: string | null;
  readonly due: string;
  readonly acceptanceCriterion: string;
}

/** G-24 A service request dispatched to a named cadre is a duty to solve a problem, due when the request is. */
export function fromRequest(dutyId: string, request: RequestForDuty, serving: Serving, now: string): DutyState {
  const { cadreId, accountId } = serving;
  const { id: requestId, version: originVersion, acceptanceCriterion, due } = request;
  const gridCode = request.gridCode ?? serving.gridCode;
  const origin = { aim: 'SOLVE_PROBLEMS', source: 'SERVICE_REQUEST', requestId, originVersion } as const;
  return { id: dutyId, cadreId, accountId, gridCode, acceptanceCriterion, due, issuedAt: now, ...origin, ...issued };
}

/** G-14 The cadre confirms the duty; refuses others with `grid.cadre.duty-not-yours`. */
export function confirm(duty: DutyState, accountId: string): Decision<DutyState> {
  ensure(duty.accountId === accountId, cadreErrors.dutyNotYours);
  return decide({ ...duty, status: dutyLife.next(duty.status, 'confirm', cadreErrors.dutyWrongState) });
}

function completed(duty: DutyState, status: DutyStatus, at: string): Decision<DutyState> {
  const next = { ...duty, status, completedAt: at };
  const { aim, source, due, version } = duty;
  return decide(
    next,
    dutyCompleted({ ...facts(next), aim, source, due, completedAt: at, onTime: isOnTime(at, due), version: version + 1 }),
  );
}

/**
 * G-14 The cadre completes a confirmed duty; one from a request or a problem completes with it alone (`grid.cadre.duty-of-request`,
 * `duty-of-problem`).
 */
export function complete(duty: DutyState, accountId: string, now: string): Decision<DutyState> {
  ensure(duty.accountId === accountId, cadreErrors.dutyNotYours);
  ensure(duty.source !== 'SERVICE_REQUEST', cadreErrors.dutyOfRequest);
  ensure(duty.source !== 'PROBLEM', cadreErrors.dutyOfProblem);
  return completed(duty, dutyLife.next(duty.status, 'complete', cadreErrors.dutyWrongState), now);
}

/** What is heard of the request or the problem that a duty came from. */
export interface OriginNews {
  readonly kind: 'closed' | 'reopened' | 'left';
  /** Version of the origin that this tells of; older news than the duty has followed changes nothing. Null: nothing can follow it. */
  readonly version: number | null;
  /** The duty that a request is now; another one has left it, whatever happened to it since. Absent of a problem: all its duties follow it. */
  readonly dutyId?: string | null;
  readonly at: string;
  /** By when the request was to be closed, or is to be anew; absent where the news do not move it. */
  readonly due?: string | undefined;
}
const following = { closed: 'settle', reopened: 'revive', left: 'withdraw' } as const;

/**
 * G-24 A duty follows its origin: closed settles it, reopened revives it, gone elsewhere withdraws it, in any order of arrival. It
 * is due when the request is, also after a wait and in a later round.
 */
export function follow(duty: DutyState, news: OriginNews): Decision<DutyState> {
  if (news.version !== null && news.version <= duty.originVersion) return decide(duty);
  const known = { ...duty, originVersion: news.version ?? duty.originVersion };
  const kind = news.dutyId === undefined || news.dutyId === duty.id ? news.kind : 'left';
  const action = following[kind];
  if (!dutyLife.allows(duty.status, action)) return decide(known);
  const status = dutyLife.next(duty.status, action);
  const timed = { ...known, due: news.due ?? duty.due };
  if (kind === 'closed') return completed(timed, status, news.at);
  return decide({ ...timed, status, completedAt: null });
}
