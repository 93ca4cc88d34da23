import { Injectable } from '@nestjs/common';
import { problemRectified, problemReopened, problemTransferred } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { latest, rectified, reopened, stateOf, transferred, type CandidateFacts } from './candidate.rules.js';
import { TopicCandidate } from './topic.entity.js';

const known = `SELECT problem_id AS "problemId", place_code AS "placeCode", grid_codes AS "gridCodes", scope, class,
  transferred_at AS "transferredAt", is_met AS "isMet", version FROM topic_candidate WHERE problem_id = $1`;

@Injectable()
export class TopicSubscriber {
  @On(problemTransferred)
  async transferred(event: EventMessage<typeof problemTransferred>, heard: Heard): Promise<void> {
    await this.remember(transferred(event.data), heard);
  }

  @On(problemRectified)
  async rectified(event: EventMessage<typeof problemRectified>, heard: Heard): Promise<void> {
    await this.remember(rectified(event.data), heard);
  }

  @On(problemReopened)
  async reopened(event: EventMessage<typeof problemReopened>, heard: Heard): Promise<void> {
    await this.remember(reopened(event.data), heard);
  }

  private async remember(tiding: CandidateFacts, heard: Heard): Promise<void> {
    // The row may not exist yet, so two tidings of one problem take turns by an advisory lock.
    await heard.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [tiding.problemId]);
    const [row] = await heard.query<CandidateFacts>(known, [tiding.problemId]);
    const candidate = latest(row, tiding);
    await heard.query('DELETE FROM topic_candidate WHERE problem_id = $1', [tiding.problemId]);
    await heard.insert(TopicCandidate, [{ ...candidate, state: stateOf(candidate) } as TopicCandidate]);
  }
}
