import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { myResolutionTasks, readResolution, requestErrors, resolutionTasks, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, columnsOf, Database, isCovered, keyset, named, pageOf, today, type Act } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { Resolution, ResolutionTask } from './resolution.entity.js';
import type { ResolutionState, TaskState } from './resolution.rules.js';
import type { VerificationState } from './task.rules.js';

const words = 'SELECT confirmed FROM resolution_verification WHERE task_id = $1 AND round = $2';
const standings = 'SELECT state FROM resolution_task WHERE resolution_id = $1';
const byDay = 'ORDER BY t.due_on, t.id';

@Injectable()
export class ResolutionQueries {
  private readonly statements;

  constructor(private readonly database: Database) {
    const columns = (entity: new () => object) => columnsOf(database.entities.getMetadata(entity));
    const resolution = `SELECT ${columns(Resolution)} FROM resolution t`;
    const task = `SELECT ${columns(ResolutionTask)} FROM resolution_task t`;
    this.statements = {
      ofTopic: named('resolution.of-topic', `${resolution} WHERE t.topic_id = $3 AND ${inScope(Resolution.scope)}`),
      known: named('resolution.task', `${task} WHERE t.id = $1`),
      heldResolution: `${resolution} WHERE t.id = $1 FOR NO KEY UPDATE`,
      heldTask: `${task} WHERE t.id = $1 FOR NO KEY UPDATE`,
      ofPlace: named(
        'resolution.tasks',
        `${task} WHERE (${within('$3', 't.community_code')} OR (starts_with(t.community_code, $3) AND ${inScope({ council: Resolution.scope.council })}))
           AND ($4::uuid IS NULL OR t.topic_id = $4) AND ($5::text IS NULL OR t.state = $5) AND (NOT $6 OR (t.state = 'OPEN' AND t.due_on < ${today}))
           AND (t.due_on, t.id) > ($7::date, $8::uuid) ${byDay} LIMIT $9`,
      ),
      mine: named(
        'resolution.my-tasks',
        `${task} JOIN resolution r ON r.id = t.resolution_id WHERE CASE WHEN $2 THEN t.state = 'COMPLETED' AND ($1::uuid = ANY(r.panel_ids)
           OR (r.panel_ids = '{}' AND r.proposer_id = $1::uuid)) ELSE t.owner_id = $1::uuid END
           AND (t.due_on, t.id) > ($3::date, $4::uuid) ${byDay} LIMIT $5`,
      ),
    };
  }

  @Handles(readResolution)
  async ofTopic({ topicId }: InputOf<typeof readResolution>, request: Request): Promise<OutputOf<typeof readResolution>> {
    const [row] = await this.database.read<ResolutionState>(this.statements.ofTopic, [...scopeParameters(request), topicId]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(resolutionTasks)
  async tasks(input: InputOf<typeof resolutionTasks>, request: Request): Promise<OutputOf<typeof resolutionTasks>> {
    const { placeCode, topicId = null, state = null, overdue, after, limit } = input;
    const position = keyset(after, ascending('date', 'uuid'));
    const parameters = [...scopeParameters(request), placeCode, topicId, state, overdue, ...position, limit + 1];
    return pageOf(await this.database.read<TaskState>(this.statements.ofPlace, parameters), limit, ({ dueOn, id }) => [dueOn, id]);
  }

  @Handles(myResolutionTasks)
  async mine(
    { toVerify, after, limit }: InputOf<typeof myResolutionTasks>,
    { actor }: Request,
  ): Promise<OutputOf<typeof myResolutionTasks>> {
    const position = keyset(after, ascending('date', 'uuid'));
    const rows = await this.database.read<TaskState>(this.statements.mine, [actor.id, toVerify, ...position, limit + 1]);
    return pageOf(rows, limit, ({ dueOn, id }) => [dueOn, id]);
  }

  /** C-12 A task for whoever has to do with it by name; the caller checks who that is. @throws DomainError not-found */
  async known(id: string): Promise<TaskState> {
    const [task] = await this.database.read<TaskState>(this.statements.known, [id]);
    ensure(task, requestErrors.notFound);
    return task;
  }

  /** C-12 Whether the actor leads the community of a task. */
  leads({ communityCode }: TaskState, request: Request): Promise<boolean> {
    return isCovered(this.database, request, communityCode, ['community-secretary', 'street-leader', 'operator']);
  }

  /** C-12 A resolution within an act, alone. @throws DomainError not-found */
  async resolutionAlone(act: Act, id: string): Promise<ResolutionState> {
    const [resolution] = await act.query<ResolutionState>(this.statements.heldResolution, [id]);
    ensure(resolution, requestErrors.notFound);
    return resolution;
  }

  /** C-12 A task within an act, alone. */
  async taskAlone(act: Act, id: string): Promise<TaskState> {
    return (await act.query<TaskState>(this.statements.heldTask, [id]))[0]!;
  }

  /** C-12 What was said of the present completion of a task. */
  words(act: Act, { id, round }: TaskState): Promise<Pick<VerificationState, 'confirmed'>[]> {
    return act.query(words, [id, round]);
  }

  /** C-12 How the tasks of a resolution stand. */
  standings(act: Act, resolutionId: string): Promise<Pick<TaskState, 'state'>[]> {
    return act.query(standings, [resolutionId]);
  }
}
