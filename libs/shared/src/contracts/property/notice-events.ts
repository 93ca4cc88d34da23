import { z } from 'zod';
import { event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { noticeKind } from './notice-values.js';

export const noticePosted = event({
  subject: 'property.event.notice.posted.v1',
  summary: 'A notice was put on the board of an estate',
  data: z.object({
    noticeId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    kind: noticeKind,
    hash: z.string(),
    correctsId: values.id.nullable(),
    withdraws: z.boolean(),
    postedFrom: values.localDate,
    postedTo: values.localDate,
    at: values.instant,
  }),
});

const objection = { objectionId: values.id, noticeId: values.id, estateId: values.id, communityCode: values.communityCode };
const audience = { roles: [...leaders], placeField: 'communityCode' };

export const noticeObjected = event({
  subject: 'property.event.notice.objected.v1',
  summary: 'Somebody objects to a notice; the answer is due',
  data: z.object({
    ...objection,
    by: z.enum(['HOUSEHOLD', 'COMMITTEE']),
    dueAt: values.instant,
    at: values.instant,
    version: values.version,
  }),
  audience,
});

export const noticeObjectionAnswered = event({
  subject: 'property.event.notice.objection-answered.v1',
  summary: 'An objection to a notice was answered, in time or late',
  data: z.object({ ...objection, dueAt: values.instant, isOnTime: z.boolean(), at: values.instant, version: values.version }),
  audience,
});
