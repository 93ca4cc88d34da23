import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { capabilityTag } from './playbook-values.js';
import {
  caseArticleView,
  casePushView,
  courseMode,
  courseView,
  drillCriterion,
  drillLevel,
  drillSheetView,
  pushChannel,
  sessionView,
  trainingChannel,
} from './training-values.js';

export const trainingErrors = errors('grid.training', {
  tagUnknown: ['rule', '能力标签不在本辖区目录中', 'A capability is not in the catalogue of this jurisdiction'],
  courseUnknown: ['rule', '没有此课程，或不面向该地', 'There is no such course, or it is not for that place'],
  courseDiffers: ['rule', '开班形式与所选课程不一致，请更正', 'The class is of another mode than its course; correct either'],
  courseClosed: ['rule', '该课程已停开', 'The course is closed'],
  alreadyOrdered: ['conflict', '已点过该课程', 'It is ordered already'],
  notAWorker: ['rule', '只有登记的网格员可以点课', 'Only registered workers order'],
  demandMissing: ['rule', '点单式课程尚无人点单', 'Nobody has ordered it'],
  duePast: ['rule', '截止时间须晚于当前时间', 'It must be due after now'],
  tooFarAhead: ['rule', '开班时间不得晚于两年以后，请核对', 'A class begins within two years from now; check the day'],
  classFull: ['rule', '班额已满', 'The class is full'],
  enrolledAlready: ['conflict', '所列人员已报名', 'One of them is enrolled already'],
  workerUnknown: [
    'rule',
    '所列人员不是本培训所在地的在岗网格员，或不由您报名',
    'They are no active workers of the place of the class whom you may enrol',
  ],
  notEnrolled: ['rule', '所列人员未报名', 'Not enrolled'],
  notBegun: ['rule', '培训尚未开始', 'It has not begun'],
  notADrill: ['rule', '该培训不是情景实训', 'It is no scenario drill'],
  notAttended: ['rule', '该网格员未参加', 'The worker did not attend'],
  sheetTaken: ['conflict', '已有评分表', 'There is a sheet'],
  caseUnknown: ['rule', '没有此案例，或不面向该地', 'There is no such case, or it is not for that place'],
});

const workerIds = z.array(values.id).max(500);

export const offerCourse = contract({
  subject: 'grid.command.training.offer-course.v1',
  summary: 'Offer a course for workers to order',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/courses',
  input: z.object({ id: values.id, placeCode: values.placeCode, title: values.text(100), tag: capabilityTag, mode: courseMode }),
  output: courseView,
  errors: [trainingErrors.tagUnknown],
  versioned: true,
});

export const closeCourse = contract({
  subject: 'grid.command.training.close-course.v1',
  summary: 'Stop offering a course',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/courses/:id/close',
  input: z.object({ id: values.id }),
  output: courseView,
  versioned: true,
});

export const orderCourse = contract({
  subject: 'grid.command.training.order-course.v1',
  summary: 'Order a course for oneself; the classes opened for it enrol by the order of ordering',
  roles: ['grid-worker'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/courses/:id/order',
  input: z.object({ id: values.id }),
  /** How many wait for a class of it now. */
  output: z.object({ ordered: z.int() }).meta({ id: 'CourseOrdered' }),
  errors: [trainingErrors.notAWorker, trainingErrors.courseClosed, trainingErrors.alreadyOrdered],
});

export const openClass = contract({
  subject: 'grid.command.training.open-class.v1',
  summary: 'Open a class with its cap; those who ordered its course are enrolled, first come first served',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/training-sessions',
  input: z.object({
    id: values.id,
    placeCode: values.placeCode,
    courseId: values.id.optional(),
    title: values.text(100),
    tag: capabilityTag,
    channel: trainingChannel,
    mode: courseMode,
    startsAt: values.instant,
    capacity: z.int().min(1).max(500),
  }),
  output: sessionView,
  errors: [
    trainingErrors.tagUnknown,
    trainingErrors.duePast,
    trainingErrors.tooFarAhead,
    trainingErrors.courseUnknown,
    trainingErrors.courseClosed,
    trainingErrors.courseDiffers,
    trainingErrors.demandMissing,
  ],
  versioned: true,
});

export const enrol = contract({
  subject: 'grid.command.training.enrol.v1',
  summary: 'Enrol workers in a class up to its cap; a worker enrols oneself alone',
  roles: ['grid-worker', ...leaders],
  scope: ['place'],
  method: 'POST',
  path: '/v1/training-sessions/:id/enrol',
  input: z.object({ id: values.id, workerIds: workerIds.min(1).max(100) }),
  output: sessionView,
  errors: [trainingErrors.workerUnknown, trainingErrors.classFull, trainingErrors.enrolledAlready],
  versioned: true,
});

export const recordAttendance = contract({
  subject: 'grid.command.training.record-attendance.v1',
  summary: 'Say that a class was held and who of the enrolled came; it is kept for them alone, never for appraisal',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/training-sessions/:id/attendance',
  input: z.object({ id: values.id, workerIds }),
  output: sessionView,
  errors: [trainingErrors.notBegun, trainingErrors.notEnrolled],
  versioned: true,
});

export const cancelClass = contract({
  subject: 'grid.command.training.cancel-class.v1',
  summary: 'Cancel a class, with the reason',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/training-sessions/:id/cancel',
  input: z.object({ id: values.id, reason: values.text(500) }),
  output: sessionView,
  versioned: true,
});

export const recordDrillSheet = contract({
  subject: 'grid.command.training.record-drill-sheet.v1',
  summary: 'Record how a worker did in a scenario drill, criterion by criterion, and the level shown',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/training-sessions/:id/drill-sheets',
  input: z.object({
    sheetId: values.id,
    id: values.id,
    workerId: values.id,
    scenario: values.text(200),
    criteria: z.array(drillCriterion).min(1).max(10),
    level: drillLevel,
  }),
  output: drillSheetView,
  errors: [trainingErrors.notADrill, trainingErrors.notAttended, trainingErrors.sheetTaken],
  versioned: true,
});

export const publishCase = contract({
  subject: 'grid.command.training.publish-case.v1',
  summary: 'Publish a typical case to learn from',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/case-articles',
  input: z.object({ id: values.id, placeCode: values.placeCode, title: values.text(100), body: values.text(5000), tag: capabilityTag }),
  output: caseArticleView,
  errors: [trainingErrors.tagUnknown],
  versioned: true,
});

export const pushCase = contract({
  subject: 'grid.command.training.push-case.v1',
  summary: 'Note that a case was pushed to those on duty at a place, and to how many',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/case-articles/:id/push',
  input: z.object({
    pushId: values.id,
    id: values.id,
    channel: pushChannel,
    placeCode: values.placeCode,
    recipients: z.int().min(1).max(1_000_000),
  }),
  output: casePushView,
  errors: [trainingErrors.caseUnknown],
  versioned: true,
});
