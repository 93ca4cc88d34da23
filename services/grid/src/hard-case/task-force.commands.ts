import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  addLine as addLineContract,
  closeTaskForce,
  completeJointMeasure,
  formTaskForce,
  hardCaseErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, insert, UnitOfWork, update, type Reply } from '@gezhi/shared/database';
import type { Decision } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { accountOf, CaseChanges, ensureVersion } from './case-change.commands.js';
import { CaseFactsQueries } from './case-facts.queries.js';
import { ensureDoer } from './case-sight.rules.js';
import { BacklogCase, JointMeasure, TaskForce, TaskForceLine } from './hard-case.entity.js';
import { shownForce } from './task-force.queries.js';
import { addLine, closeForce, completeMeasure, form, type Force } from './task-force.rules.js';

constraint('task_force_open_key', hardCaseErrors.forceExists);
constraint('task_force_line_pkey', hardCaseErrors.lineTaken);

const replaceMeasure = 'UPDATE joint_measure SET version = $2, evidence_ids = $3, completed_at = $4 WHERE id = $1';
/** Rules hand out read-only states; what is written is the same objects. */
const writable = ({ lines, measures }: Pick<Force, 'lines' | 'measures'>) => ({
  lines: lines as TaskForceLine[],
  measures: measures as JointMeasure[],
});

@Injectable()
export class TaskForceCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly facts: CaseFactsQueries,
    private readonly changes: CaseChanges,
  ) {}

  /** The case gets a version more, so that a clearing under way is decided anew. */
  @Handles(formTaskForce)
  async form(input: InputOf<typeof formTaskForce>, request: Request): Promise<Reply> {
    const at = await this.facts.standing(input.caseId, request);
    const { state: of } = await this.work.load(request, BacklogCase, input.caseId);
    const members = input.members.map(({ cadreId }) => cadreId);
    const [cadres, usualLead] = await Promise.all([this.facts.cadres(members, at.placeCode), this.facts.usualLead(at)]);
    const known = { cadres, usualLead, by: accountOf(request) };
    let formed: Force;
    const rule = (now: string): Decision<TaskForce> => {
      const { state, events } = form(input, of, known, now);
      formed = state;
      return { state: state.force, events };
    };
    return this.work.create(request, TaskForce, rule, ({ placeCode }) => {
      const { lines, measures } = writable(formed);
      const joined = [...lines.map((line) => insert(TaskForceLine, line)), ...measures.map((measure) => insert(JointMeasure, measure))];
      return {
        place: placeCode,
        reply: (force) => shownForce({ ...formed, force }),
        also: [...joined, update(BacklogCase, of, of.version)],
      };
    });
  }

  @Handles(addLineContract)
  async addLine(input: InputOf<typeof addLineContract>, request: Request): Promise<Reply> {
    const caseId = await this.facts.ofForce(input.id);
    return this.changes.act(request, { caseId, id: input.id, as: 'leader' }, async (act, of) => {
      const before = await this.changes.force(act, input.id);
      ensureVersion(request, before.force.version);
      const decision = addLine(before, input, await this.facts.cadres([input.cadreId], of.placeCode), act.now);
      const { lines, measures } = writable(decision.state);
      await act.insert(TaskForceLine, lines.slice(before.lines.length));
      await act.insert(JointMeasure, measures.slice(before.measures.length));
      await this.changes.writeForce(act, decision);
      return shownForce(decision.state);
    });
  }

  @Handles(completeJointMeasure)
  async complete({ id, evidenceIds }: InputOf<typeof completeJointMeasure>, request: Request): Promise<Reply> {
    const caseId = await this.facts.ofMeasure(id);
    return this.changes.act(request, { caseId, id, as: 'doer' }, async (act, of, facts) => {
      ensureDoer(of.restricted, facts);
      const at = await this.changes.forceOfMeasure(act, id);
      const measure = at.measures.find((one) => one.id === id)!;
      ensureVersion(request, measure.version);
      const { state } = completeMeasure(measure, at.force, evidenceIds, act.now);
      await act.query(replaceMeasure, [id, state.version, state.evidenceIds, state.completedAt]);
      act.note({ completedAt: [null, state.completedAt] });
      return state;
    });
  }

  @Handles(closeTaskForce)
  async close({ id, outcome }: InputOf<typeof closeTaskForce>, request: Request): Promise<Reply> {
    const caseId = await this.facts.ofForce(id);
    return this.changes.act(request, { caseId, id, as: 'leader' }, async (act) => {
      const before = await this.changes.force(act, id);
      ensureVersion(request, before.force.version);
      const decision = closeForce(before, outcome, act.now);
      await this.changes.writeForce(act, decision);
      return shownForce(decision.state);
    });
  }
}
