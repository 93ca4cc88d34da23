import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { requestErrors, taskForceOfCase, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { sightParameters, visibleCase } from './case-facts.queries.js';
import type { Force, ForceLine, ForceState, JointMeasureState } from './task-force.rules.js';

export const forceColumns = `t.id, t.version, t.case_id AS "caseId", t.place_code AS "placeCode", t.lead_line AS "leadLine", t.due_at AS "dueAt", t.status,
  t.formed_by_id AS "formedById", t.formed_at AS "formedAt", t.closed_at AS "closedAt", t.outcome`;
export const lineColumns =
  't.task_force_id AS "taskForceId", t.line, t.cadre_id AS "cadreId", t.account_id AS "accountId", t.joined_at AS "joinedAt"';
export const measureColumns = `t.id, t.version, t.task_force_id AS "taskForceId", t.case_id AS "caseId", t.line, t.title, t.due_at AS "dueAt",
  t.evidence_ids AS "evidenceIds", t.completed_at AS "completedAt"`;

const latestOf = named(
  'hard-case.task-force',
  `SELECT ${forceColumns} FROM task_force t WHERE t.case_id = (SELECT t.id FROM backlog_case t WHERE t.id = $4 AND ${visibleCase})
   ORDER BY t.status = 'FORMED' DESC, t.formed_at DESC, t.id DESC LIMIT 1`,
);
const lines = named(
  'hard-case.task-force-lines',
  `SELECT ${lineColumns} FROM task_force_line t WHERE t.task_force_id = $1 ORDER BY t.joined_at, t.line`,
);
const measures = named(
  'hard-case.joint-measures',
  `SELECT ${measureColumns} FROM joint_measure t WHERE t.task_force_id = $1 ORDER BY t.due_at, t.id`,
);

/** A task force as it is shown: with its lines and what they do together. */
export const shownForce = ({ force, lines: joined, measures: joint }: Force): OutputOf<typeof taskForceOfCase> => ({
  ...force,
  lines: joined.map(({ line, cadreId }) => ({ line, cadreId })),
  measures: joint.map((measure) => ({ ...measure, evidenceIds: [...measure.evidenceIds] })),
});

@Injectable()
export class TaskForceQueries {
  constructor(private readonly database: Database) {}

  @Handles(taskForceOfCase)
  async ofCase({ id }: InputOf<typeof taskForceOfCase>, request: Request): Promise<OutputOf<typeof taskForceOfCase>> {
    const [force] = await this.database.read<ForceState>(latestOf, [...sightParameters(request), id]);
    ensure(force, requestErrors.notFound);
    const [joined, joint] = await Promise.all([
      this.database.read<ForceLine>(lines, [force.id]),
      this.database.read<JointMeasureState>(measures, [force.id]),
    ]);
    return shownForce({ force, lines: joined, measures: joint });
  }
}
