import { z } from 'zod';
import { contract } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import {
  attendanceView,
  caseArticleView,
  courseDemandView,
  courseMode,
  courseView,
  myTrainingView,
  sessionStatus,
  sessionView,
  trainingSummaryView,
} from './training-values.js';

export const courses = contract({
  subject: 'grid.query.training.courses.v1',
  summary: 'The courses for a place with their demand, the latest first; those of larger places around it are for it too',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/courses',
  input: z.object({ placeCode: values.placeCode, status: courseView.shape.status.optional(), ...values.pageInput }),
  output: values.page(courseDemandView),
});

export const sessionsOfPlace = contract({
  subject: 'grid.query.training.sessions.v1',
  summary: 'The classes for a place, the latest first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/training-sessions',
  input: z.object({
    placeCode: values.placeCode,
    status: sessionStatus.optional(),
    mode: courseMode.optional(),
    ...values.pageInput,
  }),
  output: values.page(sessionView),
});

export const attendanceOfSession = contract({
  subject: 'grid.query.training.attendance.v1',
  summary: 'Who of the own place is enrolled in a class, who came, and the drill sheets',
  roles: leaders,
  scope: ['place'],
  method: 'GET',
  path: '/v1/training-sessions/:id/attendance',
  input: z.object({ id: values.id, ...values.pageInput }),
  output: values.page(attendanceView),
});

export const caseArticles = contract({
  subject: 'grid.query.training.cases.v1',
  summary: 'The typical cases for a place, the latest first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/case-articles',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(caseArticleView),
});

export const myTraining = contract({
  subject: 'grid.query.training.mine.v1',
  summary: 'The classes the worker is or was enrolled in, the latest first',
  roles: ['grid-worker'],
  scope: ['place'],
  method: 'GET',
  path: '/v1/my/training',
  input: z.object({ ...values.pageInput }),
  output: values.page(myTrainingView),
});

export const trainingSummary = contract({
  subject: 'grid.query.training.summary.v1',
  summary: 'Classes held, person-times, drills, cases and pushes of a place in a period',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/training-summary',
  input: z.object({ placeCode: values.placeCode, from: values.instant.optional(), to: values.instant.optional() }),
  output: trainingSummaryView,
});
