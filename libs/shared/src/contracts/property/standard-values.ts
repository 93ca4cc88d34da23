import { z } from 'zod';
import * as values from '../values.js';
import { estateParty } from './estate-values.js';

/** What a jurisdiction lays down for service standards. */
export const standardPolicyBody = {
  /** A standard holds so many days after its publication at the earliest. */
  noticeDays: z.int().min(1).max(365),
  /** From this share of its target on, in percent, a promise is partly kept. */
  partlyPercent: z.int().min(1).max(100),
  /** What was not kept is put right within so many calendar days. */
  correctionDays: z.int().min(1).max(365),
  source: values.text(200),
  assumed: z.boolean(),
};

/** Whole hundredths of the promise's unit: two times a day are 200. */
export const measure = z.int().min(0).max(1_000_000_000).meta({ id: 'Measure', description: 'In hundredths of the unit of the promise' });

export const promiseDirection = z
  .enum(['AT_LEAST', 'AT_MOST'])
  .meta({ id: 'PromiseDirection', description: 'AT_LEAST 不少于, AT_MOST 不超过' });
export type PromiseDirection = z.output<typeof promiseDirection>;

export const promisePeriod = z
  .enum(['OCCASION', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'])
  .meta({ id: 'PromisePeriod', description: 'OCCASION 每次, DAY 每日, WEEK 每周, MONTH 每月, QUARTER 每季, YEAR 每年' });

export const servicePromise = z
  .object({
    id: values.id,
    /** Shown to everyone: no personal data. */
    item: values.text(100),
    unit: values.text(20),
    direction: promiseDirection,
    target: measure,
    period: promisePeriod,
  })
  .meta({ id: 'ServicePromise', description: 'What a standard promises, so that it can be measured' });
export type ServicePromise = z.output<typeof servicePromise>;

export const standardState = z
  .enum(['DRAFTED', 'ADOPTED'])
  .meta({ id: 'ServiceStandardState', description: 'DRAFTED 草案, ADOPTED 已通过' });
export type StandardState = z.output<typeof standardState>;

export const standardView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    promises: z.array(servicePromise),
    /** From this share of its target on, in percent, a promise is partly kept. */
    partlyPercent: z.int(),
    state: standardState,
    /** Counted from 1 for each estate, as they were adopted. */
    number: z.int().nullable(),
    /** The decision by which it was adopted. */
    decisionId: values.id.nullable(),
    effectiveFrom: values.localDate.nullable(),
    draftedAt: values.instant,
    /** When it was adopted, and everyone could read it. */
    publishedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'ServiceStandard', description: 'A version of the service standard of an estate' });

export const inspectionResult = z
  .enum(['MET', 'PARTLY', 'NOT_MET'])
  .meta({ id: 'InspectionResult', description: 'MET 达标, PARTLY 部分达标, NOT_MET 未达标' });
export type InspectionResult = z.output<typeof inspectionResult>;

export const inspectionState = z
  .enum(['RECORDED', 'CORRECTION_ASKED', 'REINSPECTED'])
  .meta({ id: 'InspectionState', description: 'RECORDED 已记录, CORRECTION_ASKED 责令整改, REINSPECTED 已复查' });
export type InspectionState = z.output<typeof inspectionState>;

const inspected = {
  id: values.id,
  estateId: values.id,
  standardId: values.id,
  promiseId: values.id,
  item: z.string(),
  inspectedBy: estateParty,
  measured: measure,
  result: inspectionResult,
  state: inspectionState,
  /** The inspection after which correction was asked, and which this one looks at again. */
  reinspectsId: values.id.nullable(),
  inspectedAt: values.instant,
  dueAt: values.instant.nullable(),
};

/** What everyone may read of an inspection. */
export const publicInspection = z.object(inspected).meta({ id: 'PublicInspection' });

export const inspectionView = z
  .object({
    ...inspected,
    communityCode: values.communityCode,
    evidenceIds: z.array(values.id),
    /** What is to be put right. */
    correction: z.string().nullable(),
    correctionAskedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'Inspection', description: 'What was measured of a promise, and what came of it' });

const counted = {
  met: z.int(),
  partly: z.int(),
  notMet: z.int(),
  /** Of those partly or not kept, how many were found kept when looked at again. */
  corrected: z.int(),
  /** Kept counts two of two, partly kept one of two. */
  score: values.rate,
};

export const standardScores = z
  .object({
    estateId: values.id,
    from: values.localDate,
    to: values.localDate,
    ...counted,
    promises: z.array(z.object({ promiseId: values.id, item: z.string(), ...counted })).max(1000),
  })
  .meta({ id: 'ServiceStandardScores', description: 'How the promises of an estate were kept in a period' });
