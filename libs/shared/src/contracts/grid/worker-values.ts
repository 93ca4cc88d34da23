import { z } from 'zod';
import * as values from '../values.js';

/** A duty of the eight, or the closed loop, as a jurisdiction names it. */
export const workerDutyCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,39}$/)
  .meta({ id: 'WorkerDutyCode' });
const workerItem = z
  .object({ code: workerDutyCode, zh: values.text(40), source: values.text(200), assumed: z.boolean() })
  .meta({ id: 'WorkerCatalogueItem', description: '`source` and `assumed` say how well founded the item is' });
/** The 8 and the 1 of “8+4+1”; the 4 are the service modes of requests (G-37, G-38, G-39). */
export const workerPolicyBody = {
  duties: z.array(workerItem).min(1).max(40).meta({ description: 'The eight duties of grid workers' }),
  loop: z.array(workerItem).min(1).max(10).meta({ description: 'The one closed loop' }),
};
export const eightFourOneView = z
  .object({ duties: z.array(workerItem), services: z.array(workerItem), loop: z.array(workerItem) })
  .meta({ id: 'EightFourOne', description: '“8+4+1”工作机制: duties, service modes and the loop in force at a place' });

/** 育 cultivate, 管 manage, 用 utilise (G-29). */
export const careerLinks = ['CULTIVATE', 'MANAGE', 'UTILISE'] as const;
export const careerLink = z.enum(careerLinks).meta({ id: 'CareerLink', description: 'CULTIVATE 育, MANAGE 管, UTILISE 用' });
export type CareerLink = z.output<typeof careerLink>;
export const careerEventKind = z.enum(['ASSESSMENT', 'HONOUR', 'PROMOTION', 'TRANSFER', 'OTHER']).meta({ id: 'CareerEventKind' });
export type CareerEventKind = z.output<typeof careerEventKind>;
export const developmentKind = z.enum(['PARTY_ACTIVIST', 'PARTY_MEMBER', 'OTHER']).meta({ id: 'DevelopmentKind' });
export type DevelopmentKind = z.output<typeof developmentKind>;
/** 定格, 定人, 定责: a grid without a worker, a worker without exactly one home grid, a pair without a confirmed duty list (G-33). */
export const violationKinds = ['FIXED_GRID', 'FIXED_PERSON', 'FIXED_DUTY'] as const;
export const violationKind = z.enum(violationKinds).meta({ id: 'ThreeFixedViolationKind' });
export const violationView = z
  .object({ kind: violationKind, gridCode: values.gridCode.nullable(), workerId: values.id.nullable() })
  .meta({ id: 'ThreeFixedViolation' });
export type Violation = z.output<typeof violationView>;

export const workerView = z
  .object({
    id: values.id,
    version: values.version,
    personId: values.id,
    accountId: values.id.nullable(),
    homePlace: values.placeCode,
    active: z.boolean(),
    joinedOn: values.localDate,
    leftOn: values.localDate.nullable(),
  })
  .meta({ id: 'GridWorker' });
export const postingView = z
  .object({
    id: values.id,
    version: values.version,
    workerId: values.id,
    gridCode: values.gridCode,
    /** Whether it is the one grid the worker is fixed to. */
    home: z.boolean(),
    startsOn: values.localDate,
    /** The last day served; null while it lasts. */
    endedOn: values.localDate.nullable(),
    duties: z.array(workerDutyCode),
    /** Version of the catalogue the duties are taken from; 0 where the jurisdiction has laid down none. */
    policyVersion: z.int(),
    dutiesConfirmedAt: values.instant.nullable(),
  })
  .meta({ id: 'WorkerPosting' });
export const threeFixedView = z
  .object({
    /** Null when it was computed for this answer and not kept. */
    id: values.id.nullable(),
    placeCode: values.placeCode,
    at: values.instant,
    grids: z.int(),
    workers: z.int(),
    violations: z.array(violationView),
    /** Of all grids, workers and pairs of both, those without a violation. */
    fixed: values.rate,
  })
  .meta({ id: 'ThreeFixedCheck', description: '“三定”: 定格、定人、定责' });
export const careerEventView = z
  .object({
    id: values.id,
    version: values.version,
    workerId: values.id,
    link: careerLink,
    kind: careerEventKind,
    onDate: values.localDate,
    result: z.string(),
  })
  .meta({ id: 'CareerEvent' });
export const careerEntry = z
  .object({ at: values.instant, link: careerLink, kind: z.string(), refId: values.id, label: z.string() })
  .meta({ id: 'CareerEntry', description: 'One line of a career file: what `refId` names, and words or a code to show' });
export type CareerEntry = z.output<typeof careerEntry>;
export const developmentView = z
  .object({
    id: values.id,
    version: values.version,
    workerId: values.id,
    /** Null once the person's data are erased. */
    kind: developmentKind.nullable(),
    sinceOn: values.localDate,
    endedOn: values.localDate.nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'DevelopmentRecord' });
