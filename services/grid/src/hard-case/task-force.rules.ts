import {
  hardCaseErrors,
  requestErrors,
  taskForceClosed,
  taskForceFormed,
  type DepartmentLine,
  type InputOf,
  type TaskForceStatus,
  type addLine as addLineContract,
  type formTaskForce,
} from '@gezhi/shared/contracts';
import { decide, ensure, isOnTime, transitions, type Decision } from '@gezhi/shared/domain';
import { caseLife, type CaseState } from './backlog-case.rules.js';

/** G-16 The life of a task force: formed for one case, closed when its joint measures are done. */
export const forceLife = transitions<TaskForceStatus, 'close'>({ FORMED: { close: 'CLOSED' }, CLOSED: {} }, { initial: 'FORMED' });

export interface ForceState {
  readonly id: string;
  readonly version: number;
  readonly caseId: string;
  readonly placeCode: string;
  readonly leadLine: DepartmentLine;
  readonly dueAt: string;
  readonly status: TaskForceStatus;
  readonly formedById: string | null;
  readonly formedAt: string;
  readonly closedAt: string | null;
  readonly outcome: string | null;
}

export interface ForceLine {
  readonly taskForceId: string;
  readonly line: DepartmentLine;
  readonly cadreId: string;
  readonly accountId: string | null;
  readonly joinedAt: string;
}

export interface JointMeasureState {
  readonly id: string;
  readonly version: number;
  readonly taskForceId: string;
  readonly caseId: string;
  readonly line: DepartmentLine;
  readonly title: string;
  readonly dueAt: string;
  readonly evidenceIds: readonly string[];
  readonly completedAt: string | null;
}

/** An active cadre within reach of the case, as registered. */
export interface LineCadre {
  readonly cadreId: string;
  readonly line: DepartmentLine | null;
  readonly accountId: string | null;
}

/** A task force with who is in it and what they do together. */
export interface Force {
  readonly force: ForceState;
  readonly lines: readonly ForceLine[];
  readonly measures: readonly JointMeasureState[];
}

interface Member {
  readonly line: DepartmentLine;
  readonly cadreId: string;
}

/** G-16 A member is an active cadre of the line; refuses with `grid.hard-case.line-mismatch` {cadreId}. */
function join(force: ForceState, { line, cadreId }: Member, cadres: readonly LineCadre[], now: string): ForceLine {
  const cadre = cadres.find((one) => one.cadreId === cadreId);
  ensure(cadre?.line === line, hardCaseErrors.lineMismatch, { cadreId });
  return { taskForceId: force.id, line, cadreId, accountId: cadre.accountId, joinedAt: now };
}

interface NewMeasure {
  readonly id: string;
  readonly title: string;
  readonly dueAt: string;
}

function measureOf(force: ForceState, line: DepartmentLine, { id, title, dueAt }: NewMeasure, now: string): JointMeasureState {
  ensure(dueAt > now, hardCaseErrors.duePast, { dueAt });
  ensure(dueAt <= force.dueAt, hardCaseErrors.measureAfterForce, { dueAt, until: force.dueAt });
  return { id, version: 1, taskForceId: force.id, caseId: force.caseId, line, title, dueAt, evidenceIds: [], completedAt: null };
}

/** G-16 What the events of a task force tell. */
function about({ force, lines }: Pick<Force, 'force' | 'lines'>, at: string, version: number) {
  const { id: taskForceId, caseId, placeCode, leadLine, dueAt } = force;
  return { taskForceId, version, caseId, placeCode, leadLine, lines: lines.map(({ line }) => line), dueAt, at };
}

/**
 * G-16 Two lines or more work on an open case together, each by a cadre of its own, one of them leading: the one named, else that
 * of the playbook of the grid's type. Refuses with `grid.hard-case.due-past`, `one-line`, `line-taken`, `lead-missing`,
 * `line-mismatch` {cadreId}, `measure-line` or `measure-after-force`.
 */
export function form(
  input: InputOf<typeof formTaskForce>,
  of: Pick<CaseState, 'id' | 'status' | 'placeCode'>,
  facts: { readonly cadres: readonly LineCadre[]; readonly usualLead: DepartmentLine | null; readonly by: string | null },
  now: string,
): Decision<Force> {
  ensure(caseLife.allows(of.status, 'clear'), requestErrors.wrongState, { status: of.status });
  ensure(input.dueAt > now, hardCaseErrors.duePast, { dueAt: input.dueAt });
  const joined = new Set(input.members.map(({ line }) => line));
  ensure(joined.size >= 2, hardCaseErrors.oneLine);
  ensure(joined.size === input.members.length, hardCaseErrors.lineTaken);
  const leadLine = input.leadLine ?? facts.usualLead;
  ensure(leadLine !== null && joined.has(leadLine), hardCaseErrors.leadMissing, { leadLine });
  const force: ForceState = {
    ...{ id: input.id, version: 1, caseId: of.id, placeCode: of.placeCode, leadLine, dueAt: input.dueAt },
    ...{ status: forceLife.initial, formedById: facts.by, formedAt: now, closedAt: null, outcome: null },
  };
  const lines = input.members.map((member) => join(force, member, facts.cadres, now));
  const measures = input.measures.map((measure) => {
    ensure(joined.has(measure.line), hardCaseErrors.measureLine, { line: measure.line });
    return measureOf(force, measure.line, measure, now);
  });
  return decide({ force, lines, measures }, taskForceFormed(about({ force, lines }, now, 1)));
}

/** G-16 Another line joins a task force at work, with joint measures of its own; refuses with `grid.hard-case.line-taken`, `line-mismatch` or
 * `measure-after-force`. */
export function addLine(at: Force, input: InputOf<typeof addLineContract>, cadres: readonly LineCadre[], now: string): Decision<Force> {
  const { force } = at;
  ensure(forceLife.allows(force.status, 'close'), requestErrors.wrongState, { status: force.status });
  ensure(!at.lines.some(({ line }) => line === input.line), hardCaseErrors.lineTaken, { line: input.line });
  const lines = [...at.lines, join(force, input, cadres, now)];
  const measures = [...at.measures, ...input.measures.map((measure) => measureOf(force, input.line, measure, now))];
  return decide({ force: { ...force, version: force.version + 1 }, lines, measures });
}

/** G-16 A joint measure is done once, with evidence; refuses with `grid.hard-case.evidence-missing`. */
export function completeMeasure(
  measure: JointMeasureState,
  force: Pick<ForceState, 'status'>,
  evidenceIds: readonly string[],
  now: string,
): Decision<JointMeasureState> {
  const open = measure.completedAt === null && forceLife.allows(force.status, 'close');
  ensure(open, requestErrors.wrongState, { status: force.status, completedAt: measure.completedAt });
  ensure(evidenceIds.length, hardCaseErrors.evidenceMissing);
  return decide({ ...measure, version: measure.version + 1, evidenceIds: [...evidenceIds], completedAt: now });
}

/** G-16 G-17 The joint measures not done; those of a force that is closed no longer count. */
export const openMeasures = (at: Force | undefined): number =>
  at?.force.status === 'FORMED' ? at.measures.filter(({ completedAt }) => completedAt === null).length : 0;

/** G-16 A task force whose measures are all done is closed with its outcome; else refused with `grid.hard-case.measures-open` {open}. */
export function closeForce(at: Force, outcome: string, now: string): Decision<Force> {
  const status = forceLife.next(at.force.status, 'close');
  const open = openMeasures(at);
  ensure(open === 0, hardCaseErrors.measuresOpen, { open });
  const force = { ...at.force, version: at.force.version + 1, status, outcome, closedAt: now };
  return decide({ ...at, force }, taskForceClosed({ ...about(at, now, force.version), onTime: isOnTime(now, force.dueAt) }));
}
