import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { addResolutionTask, adoptResolution, resolutionErrors, topicErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { decisionStands } from '../session/session.plan.js';
import { topicExecuting } from '../topic/topic.plan.js';
import { TopicQueries, untiedAmong } from '../topic/topic.queries.js';
import { Resolution, ResolutionTask } from './resolution.entity.js';
import { ResolutionQueries } from './resolution.queries.js';
import { addTask, adopt } from './resolution.rules.js';

constraint('resolution_topic_key', resolutionErrors.resolutionExists);

async function ensureOwners(act: Act, owners: readonly string[], communityCode: string): Promise<void> {
  const strangers = await untiedAmong(act, owners, communityCode);
  ensure(!strangers.length, resolutionErrors.ownerUnknown, { owners: strangers });
}

@Injectable()
export class ResolutionCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly topics: TopicQueries,
    private readonly resolutions: ResolutionQueries,
  ) {}

  @Handles(adoptResolution)
  async adopt(input: InputOf<typeof adoptResolution>, request: Request): Promise<Reply> {
    const known = await this.topics.one(input.topicId);
    ensure(known, topicErrors.topicUnknown);
    const { communityCode: place } = known;
    return this.work.act(request, { place, id: input.id, creates: Resolution }, async (act) => {
      const topic = await topicExecuting(act, input.topicId, input.id);
      const stands = await act.holds(decisionStands(resolutionErrors.notRatified, topic.ballotId!));
      ensure(stands, resolutionErrors.notRatified);
      const { state, events, tasks } = adopt(input, topic, act.now);
      const strangers = await untiedAmong(act, input.panelIds, place, 'resident');
      ensure(!strangers.length, resolutionErrors.panelistUnknown, { panelists: strangers });
      await ensureOwners(
        act,
        tasks.map(({ ownerId }) => ownerId),
        place,
      );
      await act.insert(Resolution, [state]);
      await act.insert(ResolutionTask, tasks);
      for (const happened of events) act.emit(happened);
      act.note({ topicId: input.topicId, tasks: tasks.length });
      return state;
    });
  }

  @Handles(addResolutionTask)
  async addTask({ resolutionId, ...input }: InputOf<typeof addResolutionTask>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, Resolution, resolutionId);
    return this.work.act(request, { place: known.communityCode, id: input.id, creates: ResolutionTask }, async (act) => {
      const task = addTask(input, await this.resolutions.resolutionAlone(act, resolutionId), act.now);
      await ensureOwners(act, [task.ownerId], task.communityCode);
      await act.insert(ResolutionTask, [task]);
      act.note({ resolutionId });
      return task;
    });
  }
}
