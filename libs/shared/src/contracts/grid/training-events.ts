import { z } from 'zod';
import { event } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { courseMode, trainingChannel } from './training-values.js';

/** Who came to a class is told to nobody: training is no ground for appraisal (G-30). */
export const classOpened = event({
  subject: 'grid.event.training.class-opened.v1',
  summary: 'A class was opened for enrolment',
  data: z.object({
    sessionId: values.id,
    placeCode: values.placeCode,
    mode: courseMode,
    channel: trainingChannel,
    startsAt: values.instant,
    seats: z.int(),
    version: values.version,
  }),
  audience: { roles: [...staff], placeField: 'placeCode' },
});

export const casePushed = event({
  subject: 'grid.event.training.case-pushed.v1',
  summary: 'A typical case was pushed to those on duty at a place',
  data: z.object({
    pushId: values.id,
    articleId: values.id,
    placeCode: values.placeCode,
    at: values.instant,
    version: values.version,
  }),
  audience: { roles: [...staff], placeField: 'placeCode' },
});
