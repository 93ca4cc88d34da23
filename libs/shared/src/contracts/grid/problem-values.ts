import { z } from 'zod';
import * as values from '../values.js';

export const problemScopes = ['COMMON', 'INDIVIDUAL'] as const;
export const problemScope = z.enum(problemScopes).meta({ id: 'ProblemScope', description: 'COMMON 共性问题, INDIVIDUAL 个性问题' });
export type ProblemScope = z.output<typeof problemScope>;
/** REPORTED waits for the check by another person; only RECTIFIED counts as 完成整改. */
export const problemStates = ['OPEN', 'REPORTED', 'RECTIFIED', 'ANNUAL', 'MERGED'] as const;
export const problemState = z.enum(problemStates).meta({ id: 'ProblemState' });
export type ProblemState = z.output<typeof problemState>;
export const rectificationTrack = z.enum(['ORDINARY', 'IMMEDIATE']).meta({ id: 'RectificationTrack' });
export type RectificationTrack = z.output<typeof rectificationTrack>;
export const problemClass = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,39}$/)
  .meta({ id: 'ProblemClass' });

/** One class of problems; `source` and `assumed` say how well founded it is. */
export const problemClassItem = z
  .object({
    code: problemClass,
    zh: values.text(40),
    onTheSpotHours: z
      .int()
      .min(1)
      .max(8760)
      .nullable()
      .meta({ description: 'Hours after its collection in which it may be rectified on the spot (立行立改); null when it may not' }),
    source: values.text(200),
    assumed: z.boolean(),
  })
  .meta({ id: 'ProblemClassItem' });
export type ProblemClass = z.output<typeof problemClassItem>;

/** What a jurisdiction lays down for problems. */
export const problemPolicyBody = {
  classes: z.array(problemClassItem).min(1).max(60),
  promoteFrom: z
    .int()
    .min(2)
    .max(1000)
    .meta({ description: 'How many individual problems alike in one community make a person look whether they are common' }),
  promoteWithinMetres: z
    .int()
    .min(1)
    .max(100_000)
    .default(500)
    .meta({ description: 'So far apart at most the doors of two problems are, to be alike' }),
  promoteSimilarityPercent: z
    .int()
    .min(0)
    .max(100)
    .default(40)
    .meta({ description: 'So alike at least their words are, in percent of the pairs of characters' }),
  recheckDays: z
    .array(z.int().min(1).max(3650))
    .max(10)
    .default([14, 28])
    .meta({ description: 'Days after the rectification on whose end it is to be looked at again, rising' }),
};

/** One problem. The summary is free text of people and never leaves in events. */
export const problemView = z
  .object({
    id: values.id,
    version: values.version,
    scope: problemScope,
    class: problemClass,
    state: problemState,
    track: rectificationTrack,
    summary: z.string(),
    placeCode: values.placeCode,
    gridCodes: z.array(values.gridCode),
    householdId: values.id.nullable(),
    campaignId: values.id.nullable(),
    collectedAt: values.instant,
    /** Until when it may be rectified on the spot; null when its class may not. */
    onTheSpotUntil: values.instant.nullable(),
    reportedAt: values.instant.nullable(),
    rectifiedAt: values.instant.nullable(),
    /** By when the rectification is to be looked at again; null when all looks are done. */
    recheckDueAt: values.instant.nullable(),
    rechecks: z.int(),
    annualItemId: values.id.nullable(),
    mergedIntoId: values.id.nullable(),
    externalRef: z.string().nullable(),
  })
  .meta({ id: 'Problem' });
