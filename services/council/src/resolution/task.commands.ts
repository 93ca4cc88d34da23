import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  completeResolutionTask,
  reportTaskProgress,
  requestErrors,
  resolutionErrors,
  verifyResolutionTask,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure, type Decision } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { topicVerified } from '../topic/topic.plan.js';
import { ResolutionReport, ResolutionVerification } from './resolution.entity.js';
import { ResolutionQueries } from './resolution.queries.js';
import { isCarriedOut, verifyResolution, type TaskState } from './resolution.rules.js';
import { complete, giveWord, report, settle } from './task.rules.js';

constraint('resolution_verification_pkey', resolutionErrors.verified);

const keepTask = `UPDATE resolution_task SET version = version + 1, state = $2, percent = $3, round = $4, completed_at = $5, verified_at = $6,
  outcome = $7, evidence_ids = $8 WHERE id = $1`;
const keepResolution = 'UPDATE resolution SET version = version + 1, state = $2, verified_at = $3 WHERE id = $1';

/** A task's owner, its proposer and a panel reach it by their names, whatever else their accounts may reach. */
@Injectable()
export class TaskCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly resolutions: ResolutionQueries,
  ) {}

  @Handles(reportTaskProgress)
  async report({ id, reportId, percent, text }: InputOf<typeof reportTaskProgress>, request: Request): Promise<Reply> {
    return this.reporting(id, request, async (act, task) => {
      await act.insert(ResolutionReport, [{ id: reportId, taskId: id, percent, text, reporterId: request.actor.id, at: act.now }]);
      return report(task, { percent });
    });
  }

  @Handles(completeResolutionTask)
  async complete(input: InputOf<typeof completeResolutionTask>, request: Request): Promise<Reply> {
    return this.reporting(input.id, request, (act, task) => Promise.resolve(complete(task, input, act.now)));
  }

  /** Words on the last tasks of a resolution take turns, so that the one that comes last verifies the topic. */
  @Handles(verifyResolutionTask)
  async verify({ id, ...word }: InputOf<typeof verifyResolutionTask>, request: Request): Promise<Reply> {
    const { communityCode: place, resolutionId } = await this.resolutions.known(id);
    return this.work.act(request, { place, id, own: true }, async (act) => {
      const resolution = await this.resolutions.resolutionAlone(act, resolutionId);
      const task = await this.resolutions.taskAlone(act, id);
      ensureVersion(request, task);
      await act.insert(ResolutionVerification, [giveWord(task, resolution, word, request.actor.id, act.now)]);
      const kept = await keep(act, task, settle(task, resolution, await this.resolutions.words(act, task), act.now));
      const standings = await this.resolutions.standings(act, resolutionId);
      if (kept.state !== 'VERIFIED' || !isCarriedOut(standings)) return kept;
      const { state, events } = verifyResolution(resolution, standings, act.now);
      await act.query(keepResolution, [resolutionId, state.state, state.verifiedAt]);
      await topicVerified(act, resolution.topicId, resolutionId);
      for (const happened of events) act.emit(happened, { id: resolutionId });
      return kept;
    });
  }

  private async reporting(
    id: string,
    request: Request,
    decide: (act: Act, task: TaskState) => Promise<Decision<TaskState>>,
  ): Promise<Reply> {
    const known = await this.resolutions.known(id);
    const isOwner = known.ownerId === request.actor.id;
    ensure(isOwner || (await this.resolutions.leads(known, request)), resolutionErrors.notOwner);
    return this.work.act(request, { place: known.communityCode, id, own: true }, async (act) => {
      const task = await this.resolutions.taskAlone(act, id);
      ensureVersion(request, task);
      return keep(act, task, await decide(act, task));
    });
  }
}

function ensureVersion({ expectedVersion }: Request, { version }: TaskState): void {
  ensure(expectedVersion === undefined || expectedVersion === version, requestErrors.staleVersion, { version });
}

async function keep(act: Act, before: TaskState, { state, events }: Decision<TaskState>): Promise<TaskState> {
  if (state === before) return before;
  const { id, percent, round, completedAt, verifiedAt, outcome, evidenceIds } = state;
  await act.query(keepTask, [id, state.state, percent, round, completedAt, verifiedAt, outcome, evidenceIds]);
  for (const happened of events) act.emit(happened, { id });
  act.note({ state: [before.state, state.state], percent });
  return { ...state, version: before.version + 1 };
}
