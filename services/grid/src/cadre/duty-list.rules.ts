import {
  cadreErrors,
  dutyListConfirmed,
  dutyListIssued,
  type DepartmentLine,
  type DutyAim,
  type DutyListStatus,
  type GridType,
} from '@gezhi/shared/contracts';
import { decide, endOfDayAfter, ensure, transitions, type Decision } from '@gezhi/shared/domain';
import type { CadreFacts, DeploymentState } from './deployment.rules.js';
import { confirm, type DutyState } from './duty.rules.js';

/** A list lasts from the issue until its deployment ends; its duties live on their own. */
export const dutyListLife = transitions<DutyListStatus, 'confirm' | 'end'>(
  { ISSUED: { confirm: 'CONFIRMED', end: 'ENDED' }, CONFIRMED: { end: 'ENDED' }, ENDED: {} },
  { initial: 'ISSUED' },
);

export interface DutyListState {
  readonly id: string;
  readonly version: number;
  readonly deploymentId: string;
  readonly cadreId: string;
  readonly accountId: string | null;
  readonly gridCode: string;
  readonly status: DutyListStatus;
  readonly issuedAt: string;
  readonly confirmedAt: string | null;
  readonly endedAt: string | null;
}

interface PlaybookDuty {
  readonly code: string;
  readonly aim: DutyAim;
  readonly criterion: string;
  readonly days: number;
}

/** What a list is made of. */
export interface ListSources {
  readonly type: GridType;
  readonly playbook: {
    readonly types: readonly { readonly type: string; readonly duties: readonly PlaybookDuty[] }[];
    readonly lineDuties: readonly (PlaybookDuty & { readonly line: DepartmentLine })[];
  };
  /** The cadre's line. */
  readonly line: DepartmentLine | null;
  /** The open problems of the grid. */
  readonly problems: readonly { readonly id: string; readonly version: number }[];
}

export type PlannedDuty = Pick<DutyState, 'aim' | 'source' | 'code' | 'problemId' | 'originVersion' | 'acceptanceCriterion' | 'due'>;

const untilRectified = '问题整改并经他人核查';

/**
 * G-11 G-14 The duties of a list, each with aim, criterion and due instant: those of the grid's type, those of the cadre's line and
 * one for each open problem by its id; no duty of the playbook twice. A problem has as long as the longest of the others.
 */
export function listDuties({ type, playbook, line, problems }: ListSources, now: string): PlannedDuty[] {
  const ofType = playbook.types.find((one) => one.type === type)?.duties ?? [];
  const ofLine = playbook.lineDuties.filter((one) => one.line === line);
  const sourced = [
    ...ofType.map((duty) => ({ ...duty, source: 'PLAYBOOK' as const })),
    ...ofLine.map((duty) => ({ ...duty, source: 'LINE' as const })),
  ];
  const once = sourced.filter(({ code }, index) => sourced.findIndex((other) => other.code === code) === index);
  const planned = once.map(({ code, aim, source, criterion, days }) => ({
    ...{ aim, source, code, problemId: null, originVersion: 0 },
    ...{ acceptanceCriterion: criterion, due: endOfDayAfter(now, days) },
  }));
  const due = endOfDayAfter(now, Math.max(1, ...once.map(({ days }) => days)));
  const solving = { aim: 'SOLVE_PROBLEMS', source: 'PROBLEM', code: null, acceptanceCriterion: untilRectified, due } as const;
  const byId = problems.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [...planned, ...byId.map(({ id, version }) => ({ ...solving, problemId: id, originVersion: version }))];
}

const facts = (list: DutyListState, duties: number, at: string, version: number) => {
  const { id: dutyListId, deploymentId, cadreId, accountId, gridCode } = list;
  return { dutyListId, deploymentId, cadreId, accountId, gridCode, version, duties, at };
};

export interface Listing {
  readonly decision: Decision<DutyListState>;
  readonly duties: readonly DutyState[];
}

/**
 * G-11 G-14 A deployed cadre gets the duties of the deployment as one list; a deployment has one lasting list.
 *
 * @param dutyIds as many ids as duties are planned
 *
 * Refuses with `grid.cadre.already-recalled` or `withdrawn`; a second list with `list-exists`, by the key of the table.
 */
export function issueList(
  id: string,
  deployment: Pick<DeploymentState, 'id' | 'cadreId' | 'gridCode' | 'endedOn'>,
  cadre: CadreFacts,
  planned: readonly PlannedDuty[],
  dutyIds: readonly string[],
  now: string,
): Listing {
  ensure(deployment.endedOn === null, cadreErrors.alreadyRecalled);
  ensure(cadre.active, cadreErrors.withdrawn);
  const { id: deploymentId, cadreId, gridCode } = deployment;
  const whose = { cadreId, accountId: cadre.accountId, gridCode };
  const list = { id, version: 1, deploymentId, ...whose, status: dutyListLife.initial, issuedAt: now, confirmedAt: null, endedAt: null };
  const duties = planned.map((duty, index) => ({
    ...{ id: dutyIds[index]!, version: 1, ...whose, ...duty },
    ...{ dutyListId: id, requestId: null, status: 'ISSUED' as const, issuedAt: now, completedAt: null },
  }));
  return { decision: decide(list, dutyListIssued(facts(list, duties.length, now, 1))), duties };
}

/**
 * G-14 The cadre confirms the list, and with it the duties of it that are still only issued and still theirs.
 *
 * Refuses with `grid.cadre.duty-not-yours` or `duty-wrong-state`.
 */
export function confirmList(list: DutyListState, duties: readonly DutyState[], accountId: string, now: string): Listing {
  ensure(list.accountId === accountId, cadreErrors.dutyNotYours);
  const next = { ...list, status: dutyListLife.next(list.status, 'confirm', cadreErrors.dutyWrongState), confirmedAt: now };
  const confirmed = duties
    .filter((duty) => duty.status === 'ISSUED' && duty.accountId === accountId)
    .map((duty) => confirm(duty, accountId).state);
  return { decision: decide(next, dutyListConfirmed(facts(next, duties.length, now, list.version + 1))), duties: confirmed };
}

/** G-11 A list ends with its deployment; what is open of it has passed on. */
export function endList(list: DutyListState, now: string): Decision<DutyListState> {
  return decide({ ...list, status: dutyListLife.next(list.status, 'end', cadreErrors.dutyWrongState), endedAt: now });
}
