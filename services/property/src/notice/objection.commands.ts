import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { answerNoticeObjection, noticeErrors, noticeObjectionErrors, objectToNotice, type InputOf } from '@gezhi/shared/contracts';
import { constraint, guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { UnitQueries } from '../unit/unit.queries.js';
import { NoticePolicyQueries } from './notice-policy.queries.js';
import { NoticeObjection } from './notice.entity.js';
import { NoticeQueries } from './notice.queries.js';
import { answer, raise } from './objection.rules.js';

constraint('notice_objection_open_key', noticeObjectionErrors.objectionOpen);

/** The last day on the board is not over by the clock of the database. */
const hangs = `gezhi_now() < ((SELECT n.posted_to FROM notice n WHERE n.id = ?::uuid) + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`;

@Injectable()
export class ObjectionCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: NoticePolicyQueries,
    private readonly estates: EstateQueries,
    private readonly units: UnitQueries,
    private readonly queries: NoticeQueries,
  ) {}

  /** A household's own assignment is checked as the objection is written; that of a committee is looked up before. */
  @Handles(objectToNotice)
  async object(input: InputOf<typeof objectToNotice>, request: Request): Promise<Reply> {
    const { householdId } = input;
    const notice = await this.queries.objectionable(input.noticeId);
    ensure(notice, noticeErrors.noticeUnknown);
    const [dwelling, acting, policy] = await Promise.all([
      householdId ? this.units.dwelling(notice.estateId, householdId) : undefined,
      householdId ? undefined : this.estates.estate(notice.estateId, request),
      this.policies.inForce({ placeCode: notice.communityCode }),
    ]);
    ensure(householdId ?? acting, noticeErrors.noticeUnknown);
    return this.work.create(
      request,
      NoticeObjection,
      (now) => raise(input, notice, dwelling, policy, now),
      ({ communityCode: place }) => ({
        ...(householdId ? { place, self: householdId } : { place, own: true }),
        also: [guard(noticeObjectionErrors.boardClosed, hangs, notice.id)],
      }),
    );
  }

  @Handles(answerNoticeObjection)
  answer({ id, answer: text }: InputOf<typeof answerNoticeObjection>, request: Request): Promise<Reply> {
    return this.work.change(
      request,
      NoticeObjection,
      id,
      (objection, now) => answer(objection, text, now),
      ({ communityCode: place }) => ({ place }),
    );
  }
}
