import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { requestErrors } from '@gezhi/shared/contracts';
import { UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure, type Decision } from '@gezhi/shared/domain';
import type { CaseState } from './backlog-case.rules.js';
import { caseColumns } from './backlog-case.queries.js';
import { CaseFactsQueries, type CaseFacts } from './case-facts.queries.js';
import { forceColumns, lineColumns, measureColumns } from './task-force.queries.js';
import type { Force, ForceLine, ForceState, JointMeasureState } from './task-force.rules.js';

const lockCase = `SELECT ${caseColumns} FROM backlog_case t WHERE t.id = $1 FOR NO KEY UPDATE`;
const openForce = `SELECT ${forceColumns} FROM task_force t WHERE t.case_id = $1 AND t.status = 'FORMED'`;
const forceById = `SELECT ${forceColumns} FROM task_force t WHERE t.id = $1`;
const forceOfMeasure = `SELECT ${forceColumns} FROM task_force t WHERE t.id = (SELECT m.task_force_id FROM joint_measure m WHERE m.id = $1)`;
const linesOf = `SELECT ${lineColumns} FROM task_force_line t WHERE t.task_force_id = $1 ORDER BY t.joined_at, t.line`;
const measuresOf = `SELECT ${measureColumns} FROM joint_measure t WHERE t.task_force_id = $1 ORDER BY t.due_at, t.id`;
const replaceCase = `UPDATE backlog_case SET version = $2, status = $3, owner_cadre_id = $4, cleared_at = $5, clearing = $6, evidence_ids = $7,
  quiet_until = $8, reopenings = $9 WHERE id = $1`;
const replaceForce = 'UPDATE task_force SET version = $2, status = $3, closed_at = $4, outcome = $5 WHERE id = $1';

export const accountOf = ({ actor }: Request): string | null => (actor.kind === 'account' ? actor.id : null);
export const ensureVersion = ({ expectedVersion }: Request, version: number): void =>
  ensure(expectedVersion === undefined || expectedVersion === version, requestErrors.staleVersion, { version });

/** Acts on a case: its row is locked first, so that its clearing, its task force and the measures wait for each other. */
@Injectable()
export class CaseChanges {
  constructor(
    private readonly work: UnitOfWork,
    private readonly facts: CaseFactsQueries,
  ) {}

  /**
   * @param id what is changed: the case itself, its task force or a measure
   * @param as its owner and members act wherever they serve; leaders within their scope alone, whatever else they are to the case
   */
  async act<T>(
    request: Request,
    { caseId, id = caseId, as }: { readonly caseId: string; readonly id?: string; readonly as: 'leader' | 'doer' },
    work: (act: Act, state: CaseState, facts: CaseFacts) => Promise<T>,
  ): Promise<Reply> {
    const facts = await this.facts.standing(caseId, request);
    return this.work.act(request, { place: facts.placeCode, id, own: as === 'doer' && facts.member }, async (act) => {
      const [state] = await act.query<CaseState>(lockCase, [caseId]);
      return work(act, state!, facts);
    });
  }

  /** Writes what a rule decided of a case, and tells of it. */
  async write(act: Act, before: CaseState, { state, events }: Decision<CaseState>): Promise<CaseState> {
    const next = { ...state, version: before.version + 1 };
    const { id, version, status, ownerCadreId, clearedAt, clearing, evidenceIds, quietUntil, reopenings } = next;
    await act.query(replaceCase, [id, version, status, ownerCadreId, clearedAt, clearing, evidenceIds, quietUntil, reopenings]);
    for (const happened of events) act.emit(happened, { id });
    act.note({ status: [before.status, status], ownerCadreId: [before.ownerCadreId, ownerCadreId] });
    return next;
  }

  /** The task force at work on a case. */
  async openForce(act: Act, caseId: string): Promise<Force | undefined> {
    const [force] = await act.query<ForceState>(openForce, [caseId]);
    return force && this.whole(act, force);
  }

  async force(act: Act, id: string): Promise<Force> {
    const [force] = await act.query<ForceState>(forceById, [id]);
    return this.whole(act, force!);
  }

  async forceOfMeasure(act: Act, id: string): Promise<Force> {
    const [force] = await act.query<ForceState>(forceOfMeasure, [id]);
    return this.whole(act, force!);
  }

  /** Writes what a rule decided of a task force itself, and tells of it. */
  async writeForce(act: Act, { state, events }: Decision<Force>): Promise<void> {
    const { id, version, status, closedAt, outcome } = state.force;
    await act.query(replaceForce, [id, version, status, closedAt, outcome]);
    for (const happened of events) act.emit(happened, { id });
    act.note({ force: status, lines: state.lines.length });
  }

  private async whole(act: Act, force: ForceState): Promise<Force> {
    const lines = await act.query<ForceLine>(linesOf, [force.id]);
    return { force, lines, measures: await act.query<JointMeasureState>(measuresOf, [force.id]) };
  }
}
