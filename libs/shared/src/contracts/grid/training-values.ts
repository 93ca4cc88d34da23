import { z } from 'zod';
import * as values from '../values.js';
import { capabilityTag } from './playbook-values.js';

/** 点播点单, 小班, 情景实训 (G-31). */
export const courseMode = z
  .enum(['ON_DEMAND', 'SMALL_CLASS', 'SCENARIO_DRILL'])
  .meta({ id: 'CourseMode', description: 'ON_DEMAND 点单, SMALL_CLASS 小班, SCENARIO_DRILL 情景实训' });
export type CourseMode = z.output<typeof courseMode>;
/** 线上, 线下 (G-30). */
export const trainingChannel = z.enum(['ONLINE', 'OFFLINE']).meta({ id: 'TrainingChannel', description: 'ONLINE 线上, OFFLINE 线下' });
export type TrainingChannel = z.output<typeof trainingChannel>;
export const sessionStatus = z.enum(['SCHEDULED', 'HELD', 'CANCELLED']).meta({ id: 'TrainingSessionStatus' });
export type SessionStatus = z.output<typeof sessionStatus>;
/** Where a case is pushed to: 微信群, 管家学堂, elsewhere. */
export const pushChannel = z.enum(['WECHAT_GROUP', 'ACADEMY', 'OTHER']).meta({ id: 'CasePushChannel' });
export type PushChannel = z.output<typeof pushChannel>;

export const courseView = z
  .object({
    id: values.id,
    placeCode: values.placeCode,
    title: z.string(),
    tag: capabilityTag,
    mode: courseMode,
    status: z.enum(['OFFERED', 'CLOSED']),
    offeredById: z.string(),
    offeredAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'Course' });

/** A course with its demand: how many have ordered it and still wait for a class. */
export const courseDemandView = z.object({ ...courseView.shape, ordered: z.int() }).meta({ id: 'CourseDemand' });

export const sessionView = z
  .object({
    id: values.id,
    placeCode: values.placeCode,
    courseId: values.id.nullable(),
    title: z.string(),
    tag: capabilityTag,
    channel: trainingChannel,
    mode: courseMode,
    startsAt: values.instant,
    /** The class cap: no more are ever enrolled. */
    capacity: z.int(),
    seatsTaken: z.int(),
    status: sessionStatus,
    cancelReason: z.string().nullable(),
    version: values.version,
  })
  .meta({ id: 'TrainingSession' });

/** What a drill is judged by; `points` out of 10. */
export const drillCriterion = z.object({ zh: values.text(60), points: z.int().min(0).max(10) });
export type DrillCriterion = z.output<typeof drillCriterion>;
/** 0 none … 3 teaches others: the levels of a capability. */
export const drillLevel = z.int().min(0).max(3);

export const drillSheetView = z
  .object({
    id: values.id,
    sessionId: values.id,
    workerId: values.id,
    scenario: z.string(),
    /** Null once the person was erased. */
    criteria: z.array(drillCriterion).nullable(),
    level: drillLevel,
    assessorId: z.string(),
    at: values.instant,
    version: values.version,
  })
  .meta({ id: 'DrillSheet' });

export const attendanceView = z
  .object({
    workerId: values.id,
    enrolledAt: values.instant,
    /** Null until the class was held. */
    attended: z.boolean().nullable(),
    sheet: drillSheetView.nullable(),
  })
  .meta({ id: 'Attendance' });

export const myTrainingView = z
  .object({
    ...sessionView.omit({ version: true }).shape,
    enrolledAt: values.instant,
    attended: z.boolean().nullable(),
    /** Of the drill sheet, where there is one. */
    level: drillLevel.nullable(),
  })
  .meta({ id: 'MyTraining' });

export const caseArticleView = z
  .object({
    id: values.id,
    placeCode: values.placeCode,
    title: z.string(),
    body: z.string(),
    tag: capabilityTag,
    publishedById: z.string(),
    publishedAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'CaseArticle' });

export const casePushView = z
  .object({
    id: values.id,
    articleId: values.id,
    placeCode: values.placeCode,
    channel: pushChannel,
    recipients: z.int(),
    pushedAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'CasePush' });

/** Counts of a place and period; of persons only how many, never who, and nothing that measures time spent. */
export const trainingSummaryView = z
  .object({
    /** Classes held. */
    sessions: z.int(),
    /** 人次: one per worker and class attended. */
    personTimes: z.int(),
    distinctWorkers: z.int(),
    /** Those of the classes held that were scenario drills. */
    drills: z.int(),
    /** Cases published. */
    cases: z.int(),
    pushes: z.int(),
  })
  .meta({ id: 'TrainingSummary' });
