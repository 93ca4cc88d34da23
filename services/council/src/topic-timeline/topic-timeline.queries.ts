import { Injectable } from '@nestjs/common';
import { requestErrors, topicTimeline, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { isPublic } from '../topic/topic.queries.js';

type Timeline = OutputOf<typeof topicTimeline>;

const utc = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const list = (item: string, order: string, from: string): string =>
  `coalesce((SELECT jsonb_agg(jsonb_build_object(${item}) ORDER BY ${order}) FROM ${from}), '[]')`;
const reports = list(
  `'percent', p.percent, 'text', p.text, 'at', ${utc('p.at')}`,
  'p.at, p.id',
  'resolution_report p WHERE p.task_id = k.id',
);

const timeline = named(
  'topic-timeline.read',
  `SELECT jsonb_build_object('id', t.id, 'communityCode', t.community_code, 'title', t.title, 'source', t.source, 'origin', t.origin,
     'originId', t.origin_id, 'stage', t.stage, 'outcome', t.outcome, 'submittedAt', ${utc('t.submitted_at')}) AS topic,
     ${list(`'number', s.number, 'stage', s.stage, 'at', ${utc('s.at')}, 'referenceId', s.reference_id`, 's.number', 'topic_stage s WHERE s.topic_id = t.id')} AS stages,
     ${list(
       `'id', b.id, 'edition', b.edition, 'title', b.title, 'publishedAt', ${utc('b.published_at')}`,
       'b.edition',
       'bulletin b WHERE b.topic_id = t.id',
     )} AS bulletins,
     ${list(
       `'id', k.id, 'title', k.title, 'responsible', k.responsible, 'dueOn', k.due_on, 'state', k.state, 'percent', k.percent,
        'overdueAt', ${utc('k.overdue_at')}, 'completedAt', ${utc('k.completed_at')}, 'verifiedAt', ${utc('k.verified_at')}, 'reports', ${reports}`,
       'k.due_on, k.id',
       'resolution_task k WHERE k.topic_id = t.id',
     )} AS tasks
   FROM topic t WHERE t.id = $1 AND ${isPublic}`,
);

@Injectable()
export class TopicTimelineQueries {
  constructor(private readonly database: Database) {}

  /** C-11, C-12 From the origin of a topic to its result, in one statement; one that was not accepted is nobody's business. */
  @Handles(topicTimeline)
  async read({ id }: InputOf<typeof topicTimeline>): Promise<Timeline> {
    const [row] = await this.database.read<Timeline>(timeline, [id]);
    ensure(row, requestErrors.notFound);
    return row;
  }
}
