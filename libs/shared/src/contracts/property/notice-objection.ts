import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { noticeErrors } from './notice.js';
import { noticeObjectionState, noticeObjectionView } from './notice-values.js';

export const noticeObjectionErrors = errors('property.notice', {
  householdElsewhere: [
    'rule',
    '该户不属于本小区或已迁出，请核对户编号',
    'The household is none of the estate, or has left; look at its id in the register of units',
  ],
  boardClosed: ['rule', '不在公示期内，请在公示期内提出异议', 'The notice does not hang today; object while it does'],
  objectionOpen: [
    'conflict',
    '该户（或物管会）对本公示已有一条待答复的异议，请等待答复',
    'The household, or the committee, has an objection to this notice that waits for its answer; wait for that',
  ],
});

export const objectToNotice = contract({
  subject: 'property.command.notice.object.v1',
  summary: 'Object to a notice while it hangs, as a household of the estate or, without one, as its committee',
  roles: ['resident', 'committee-member'],
  scope: ['self', 'estate'],
  method: 'POST',
  path: '/v1/notice-objections',
  input: z.object({ id: values.id, noticeId: values.id, householdId: values.id.optional(), text: values.text(1000) }),
  output: noticeObjectionView,
  errors: [
    noticeErrors.noticeUnknown,
    noticeObjectionErrors.householdElsewhere,
    noticeObjectionErrors.boardClosed,
    noticeObjectionErrors.objectionOpen,
  ],
  versioned: true,
});

export const answerNoticeObjection = contract({
  subject: 'property.command.notice.answer-objection.v1',
  summary: 'Answer an objection; everyone may read the answer',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/notice-objections/:id/answer',
  input: z.object({ id: values.id, answer: values.text(2000) }),
  output: noticeObjectionView,
  errors: [noticeErrors.personalData],
  versioned: true,
});

export const readNoticeObjection = contract({
  subject: 'property.query.notice.objection.v1',
  summary: 'One objection with its answer; the household sees its own',
  roles: [...staff, 'committee-member', 'resident'],
  scope: ['place', 'estate', 'self'],
  method: 'GET',
  path: '/v1/notice-objections/:id',
  input: z.object({ id: values.id }),
  output: noticeObjectionView,
  versioned: true,
});

export const objectionsOfNotice = contract({
  subject: 'property.query.notice.objections.v1',
  summary: 'The objections to a notice, the latest first',
  roles: [...staff, 'committee-member'],
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/notices/:noticeId/objections',
  input: z.object({ noticeId: values.id, state: noticeObjectionState.optional(), ...values.pageInput }),
  output: values.page(noticeObjectionView),
});

export const overdueNoticeObjections = contract({
  subject: 'property.query.notice.overdue-objections.v1',
  summary: 'Objections of a place that were not answered in time, the longest overdue first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/overdue-notice-objections',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(noticeObjectionView),
});

export const answersToNotice = contract({
  subject: 'property.query.notice.answers.v1',
  summary: 'What was answered to the objections to a notice, for everyone to read, without who objected and in which words',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/notices/:noticeId/answers',
  input: z.object({ noticeId: values.id, ...values.pageInput }),
  output: values.page(
    z
      .object({ id: values.id, answer: z.string(), raisedAt: values.instant, answeredAt: values.instant })
      .meta({ id: 'NoticeAnswer', description: 'An answer to an objection, as everyone may read it' }),
  ),
});
