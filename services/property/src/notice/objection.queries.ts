import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import {
  answersToNotice,
  objectionsOfNotice,
  overdueNoticeObjections,
  readNoticeObjection,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { ascending, Database, descending, keyset, named, pageOf, UnitOfWork } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { NoticeObjection } from './notice.entity.js';
import type { ObjectionState } from './objection.rules.js';

type Answer = OutputOf<typeof answersToNotice>['items'][number];

const columns = `t.id, t.version, t.notice_id AS "noticeId", t.estate_id AS "estateId", t.community_code AS "communityCode",
  t.household_id AS "householdId", t.text, t.state, t.answer, t.raised_at AS "raisedAt", t.due_at AS "dueAt", t.answered_at AS "answeredAt"`;
const ofNotice = named(
  'notice.objections',
  `SELECT ${columns} FROM notice_objection t WHERE t.notice_id = $3 AND ${inScope({ place: 't.community_code', estate: 't.estate_id' })}
     AND ($4::text IS NULL OR t.state = $4) AND (t.raised_at, t.id) < ($5::timestamptz, $6::uuid)
   ORDER BY t.raised_at DESC, t.id DESC LIMIT $7`,
);
const overdue = named(
  'notice.overdue-objections',
  `SELECT ${columns} FROM notice_objection t WHERE t.state = 'RAISED' AND t.due_at < (SELECT gezhi_now()) AND ${within('$3', 't.community_code')}
     AND (t.due_at, t.id) > ($4::timestamptz, $5::uuid) ORDER BY t.due_at, t.id LIMIT $6`,
);
const answers = named(
  'notice.answers',
  `SELECT t.id, t.answer, t.raised_at AS "raisedAt", t.answered_at AS "answeredAt" FROM notice_objection t
   WHERE t.notice_id = $1 AND t.state = 'ANSWERED' AND (t.raised_at, t.id) < ($2::timestamptz, $3::uuid)
   ORDER BY t.raised_at DESC, t.id DESC LIMIT $4`,
);

@Injectable()
export class ObjectionQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Handles(readNoticeObjection)
  async read({ id }: InputOf<typeof readNoticeObjection>, request: Request): Promise<OutputOf<typeof readNoticeObjection>> {
    return (await this.work.load(request, NoticeObjection, id)).state;
  }

  @Handles(objectionsOfNotice)
  async ofNotice(input: InputOf<typeof objectionsOfNotice>, request: Request): Promise<OutputOf<typeof objectionsOfNotice>> {
    const { noticeId, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), noticeId, state, ...position, limit + 1];
    return pageOf(await this.database.read<ObjectionState>(ofNotice, parameters), limit, ({ raisedAt, id }) => [raisedAt, id]);
  }

  @Handles(overdueNoticeObjections)
  async overdue(input: InputOf<typeof overdueNoticeObjections>, request: Request): Promise<OutputOf<typeof overdueNoticeObjections>> {
    const { placeCode, after, limit } = input;
    const parameters = [...scopeParameters(request), placeCode, ...keyset(after, ascending('timestamptz', 'uuid')), limit + 1];
    return pageOf(await this.database.read<ObjectionState>(overdue, parameters), limit, ({ dueAt, id }) => [dueAt, id]);
  }

  @Handles(answersToNotice)
  async answers({ noticeId, after, limit }: InputOf<typeof answersToNotice>): Promise<OutputOf<typeof answersToNotice>> {
    const rows = await this.database.read<Answer>(answers, [noticeId, ...keyset(after, descending('timestamptz', 'uuid')), limit + 1]);
    return pageOf(rows, limit, ({ raisedAt, id }) => [raisedAt, id]);
  }
}
