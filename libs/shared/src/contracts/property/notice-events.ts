import { z } from 'zod';
import { event } from '../define.js';
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
