import { z } from 'zod';
import * as values from '../values.js';
import { gridType } from './partition-values.js';

/** The states of section 5.1; the braced ones are HANDLED, REFUSED and ANNUAL_SPECIAL. */
export const requestStates = [
  'FILED',
  'ACCEPTED',
  'DISPATCHED',
  'IN_PROGRESS',
  'WAITING_REPORTER',
  'HANDLED',
  'REFUSED',
  'ANNUAL_SPECIAL',
  'CONFIRMED',
  'REOPENED',
  'DUPLICATE',
] as const;
export const requestState = z.enum(requestStates).meta({ id: 'RequestState' });
export type RequestState = z.output<typeof requestState>;

/** Where a request comes from; PATROL is a proactive find, counted apart from complaints (G-42). */
export const requestOrigins = ['RESIDENT', 'PATROL', 'HOTLINE', 'COUNCIL'] as const;
export const requestOrigin = z.enum(requestOrigins).meta({ id: 'RequestOrigin' });
export type RequestOrigin = z.output<typeof requestOrigin>;

/** How a braced state was reached. */
export const requestOutcome = z.enum(['HANDLED', 'REFUSED', 'ANNUAL_SPECIAL']).meta({ id: 'RequestOutcome' });
export type RequestOutcome = z.output<typeof requestOutcome>;

/** By which way the reporter answered; LAPSE is the silence of a reporter, which counts as unrated. */
export const feedbackChannel = z.enum(['ACCOUNT', 'LINK', 'SLIP', 'LAPSE']).meta({ id: 'FeedbackChannel' });
export type FeedbackChannel = z.output<typeof feedbackChannel>;

/** Why the resolve clock stands while the reporter is asked. */
export const pauseReason = z
  .enum(['INFORMATION_MISSING', 'REPORTER_UNREACHABLE', 'APPOINTMENT_POSTPONED'])
  .meta({ id: 'RequestPauseReason' });
export type PauseReason = z.output<typeof pauseReason>;

export const requestClock = z.enum(['FIRST_RESPONSE', 'RESOLVE']).meta({ id: 'RequestClock' });
export type RequestClock = z.output<typeof requestClock>;

/** Code of an item of a jurisdiction's catalogue, as in `GENERAL` or `DOOR_TO_DOOR`. */
export const catalogueCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,39}$/)
  .meta({ id: 'CatalogueCode' });

const timeLimit = z
  .object({ amount: z.int().min(1).max(10_000), unit: z.enum(['working-hour', 'working-day', 'calendar-hour', 'calendar-day']) })
  .meta({ id: 'TimeLimit' });

/** One class of requests with its two time limits; `source` and `assumed` say how well founded they are. */
export const requestClass = z
  .object({
    code: catalogueCode,
    zh: values.text(40),
    firstResponse: timeLimit,
    resolve: timeLimit,
    immediate: z.boolean().meta({ description: 'May be handled on the spot, with evidence (立行立改)' }),
    reopenDays: z.int().min(0).max(365),
    autoConfirmDays: z.int().min(1).max(365),
    longestPauseDays: z.int().min(1).max(365),
    recheckDays: z
      .array(z.int().min(1).max(365))
      .max(3)
      .default([])
      .meta({ description: 'Days after a closing at whose end the reporter is asked again (回头看), rising' }),
    byGridType: z
      .partialRecord(gridType, z.object({ firstResponse: timeLimit.optional(), resolve: timeLimit.optional() }))
      .optional()
      .meta({ description: 'Limits that differ in grids of a type' }),
    source: values.text(200),
    assumed: z.boolean(),
  })
  .meta({ id: 'RequestClass' });
export type RequestClass = z.output<typeof requestClass>;

export const serviceMode = z
  .object({ code: catalogueCode, zh: values.text(40), source: values.text(200), assumed: z.boolean() })
  .meta({ id: 'ServiceMode' });
export type ServiceMode = z.output<typeof serviceMode>;

const hours = z.array(z.tuple([z.string(), z.string()])).max(6);
export const workingWeek = z
  .object({
    utcOffsetMinutes: z.int().min(-840).max(840),
    weekdays: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), hours),
    makeUpHours: hours,
    holidays: z.array(values.localDate).max(400),
    makeUpWorkdays: z.array(values.localDate).max(100),
  })
  .meta({ id: 'WorkingWeek', description: 'Working hours by weekday (Monday 1), holidays and make-up workdays' });

/** What a jurisdiction lays down for requests: its classes, its four service modes, its calendar and its escalation ladder. */
export const requestPolicyBody = {
  classes: z.array(requestClass).min(1).max(60),
  modes: z.array(serviceMode).max(20),
  calendar: workingWeek,
  escalation: z.array(z.object({ level: z.int().min(1).max(5), percent: z.int().min(1).max(1000) })).max(10),
  reporterRetentionDays: z.int().min(30).max(3650),
  /** How near and how recent a request is to be shown as one that may be the same. */
  similar: z
    .object({ withinMetres: z.int().min(1).max(5000), withinDays: z.int().min(1).max(365) })
    .default({ withinMetres: 50, withinDays: 30 }),
};

export type LocationPoint = z.output<typeof values.point>;

/** Pictures that everyone may see who sees the request in its public form; the gateway serves them through it. */
const released = z.object({ evidenceIds: z.array(values.id) });

/** One service request. The summary is free text of people: it is shown to those in scope only and never leaves in events. */
export const serviceRequestView = z
  .object({
    id: values.id,
    version: values.version,
    state: requestState,
    class: catalogueCode,
    origin: requestOrigin,
    serviceMode: catalogueCode.nullable(),
    summary: z.string(),
    householdId: values.id.nullable(),
    communityCode: values.communityCode,
    gridCode: values.gridCode.nullable(),
    point: values.point.nullable(),
    evidenceIds: z.array(values.id),
    handlerId: values.id.nullable(),
    cadreId: values.id.nullable(),
    dutyId: values.id.nullable(),
    filedAt: values.instant,
    acceptedAt: values.instant.nullable(),
    dispatchedAt: values.instant.nullable(),
    firstResponseAt: values.instant.nullable(),
    closedAt: values.instant.nullable(),
    resolvedAt: values.instant.nullable(),
    firstResponseDue: values.instant,
    resolveDue: values.instant,
    reopenUntil: values.instant.nullable(),
    resolved: z.boolean().nullable(),
    satisfied: z.boolean().nullable(),
    rightBody: z.string().nullable(),
    refusalReason: z.string().nullable(),
    annualItemId: values.id.nullable(),
    duplicateOfId: values.id.nullable(),
    escalationLevel: z.int(),
    /** The type its grid had when it was filed; its limits go by it for ever. */
    gridType: gridType.nullable(),
    /** When the reporter is asked again whether it stayed resolved; null once no further time is laid down. */
    recheckDueAt: values.instant.nullable(),
    /** Re-checks of the present round that found it resolved. */
    rechecks: z.int(),
    publicSummary: z.string().nullable(),
    released,
  })
  .meta({ id: 'ServiceRequest' });

/** A request as people see it who are not concerned with it: what a leader has put into words and released, never those of the reporter. */
export const publicServiceRequest = z
  .object({
    id: values.id,
    class: catalogueCode,
    state: requestState,
    filedAt: values.instant,
    gridCode: values.gridCode.nullable(),
    publicSummary: z.string().nullable(),
    released,
    /** Households that joined it. */
    joined: z.int(),
  })
  .meta({ id: 'PublicServiceRequest' });
