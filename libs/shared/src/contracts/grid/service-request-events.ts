import { z } from 'zod';
import { event, type Audience } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { catalogueCode, feedbackChannel, requestClock, requestOrigin, requestOutcome } from './service-request-values.js';

/** What every event of a request tells. `placeCode` is the grid the request is in now, or its community. */
const about = {
  requestId: values.id,
  version: values.version,
  placeCode: values.placeCode,
  gridCode: values.gridCode.nullable(),
  communityCode: values.communityCode,
  householdId: values.id.nullable(),
  /** It is elsewhere than the household that told of it, and does not move with that. */
  atPoint: z.boolean().default(false),
  class: catalogueCode,
  origin: requestOrigin,
  /** The account that handles it, and the cadre when it was dispatched to one. */
  handlerId: values.id.nullable(),
  cadreId: values.id.nullable(),
  /** The duty it is, while it lies with a named cadre. */
  dutyId: values.id.nullable().default(null),
  /** The account that filed it. */
  filedById: values.id.nullable(),
  filedAt: values.instant,
};
/** Whose word it is: the account that spoke or entered the slip, and the one that issued the link. */
const spoken = { answeredById: values.id.nullable().default(null), issuedById: values.id.nullable().default(null) };
const concerned: Audience = { roles: [...staff, 'resident'], placeField: 'placeCode', householdField: 'householdId' };
const declare = <S extends z.ZodRawShape>(action: string, summary: string, more: S, audience = concerned) =>
  event({ subject: `grid.event.service-request.${action}.v1`, summary, data: z.object({ ...about, ...more }), audience });

export const serviceRequestFiled = declare('filed', 'A service request was filed; both clocks run', {
  firstResponseDue: values.instant,
  dueAt: values.instant,
});
export const serviceRequestAccepted = declare('accepted', 'A service request was accepted', {
  acceptedAt: values.instant,
  acceptedById: values.id.nullable(),
  dueAt: values.instant,
});
export const serviceRequestDispatched = declare('dispatched', 'A service request was given to a handler', {
  dispatchedAt: values.instant,
  firstResponseDue: values.instant,
  dueAt: values.instant,
});
export const serviceRequestConverted = declare('converted', 'A service request became a duty of a named cadre (G-24)', {
  convertedAt: values.instant,
});
export const serviceRequestResponded = declare('responded', 'The handler turned to the reporter', {
  respondedAt: values.instant,
  /** True once: a response after a reopening is not the first. */
  first: z.boolean(),
  onTime: z.boolean(),
  dueAt: values.instant,
});
export const serviceRequestClosed = declare(
  'closed',
  'A service request reached an outcome; whether it is resolved only the reporter says',
  {
    outcome: requestOutcome,
    /** A later outcome after a reopening has `first: false` and keeps `closedAt` and `dueAt`; `onTime` is by the deadline of its round. */
    first: z.boolean(),
    closedAt: values.instant,
    closedById: values.id.nullable(),
    acceptedAt: values.instant.nullable(),
    onTheSpot: z.boolean(),
    onTime: z.boolean(),
    dueAt: values.instant,
    /** When this outcome was reached and by when it was to be; of the first they are `closedAt` and `dueAt`. */
    roundClosedAt: values.instant.nullable().default(null),
    roundDueAt: values.instant.nullable().default(null),
  },
);
export const serviceRequestConfirmed = declare('confirmed', 'The reporter confirmed, or let the time to object pass', {
  confirmedAt: values.instant,
  channel: feedbackChannel,
  /** True when the reporter said so; null when the time passed in silence. */
  resolved: z.boolean().nullable(),
  closedById: values.id.nullable(),
  ...spoken,
});
export const serviceRequestReopened = declare('reopened', 'The reporter said it is not resolved; the resolve clock starts anew', {
  reopenedAt: values.instant,
  channel: feedbackChannel,
  closedById: values.id.nullable(),
  dueAt: values.instant,
  /** It came back by a re-check, be the time to reopen over or not. */
  recheck: z.boolean().default(false),
  /** Whoever had handled it serves there no more: the secretary of its community gives it to somebody. */
  unassigned: z.boolean().default(false),
  ...spoken,
});
export const serviceRequestRechecked = declare('rechecked', 'It was asked again whether a closed request stayed resolved', {
  resolved: z.boolean(),
  /** The round that was re-checked. */
  round: z.int().positive(),
  channel: feedbackChannel,
  at: values.instant,
  ...spoken,
});
export const serviceRequestRecheckDue = declare(
  'recheck-due',
  'The time has come to say whether a closed request stayed resolved',
  { dueAt: values.instant, at: values.instant },
  { roles: ['resident'], householdField: 'householdId' },
);
export const serviceRequestJoined = declare('joined', 'Another household joined a service request', {
  /** Households that joined it by now. */
  joined: z.int().positive(),
  at: values.instant,
});
export const serviceRequestRated = declare('rated', 'The reporter rated the handling', {
  satisfied: z.boolean(),
  ratedAt: values.instant,
  channel: feedbackChannel,
  ratedById: values.id.nullable(),
  issuedById: spoken.issuedById,
  closedById: values.id.nullable(),
});
export const serviceRequestEscalated = declare('escalated', 'A time limit passed unanswered and the place above is told', {
  clock: requestClock,
  level: z.int().positive(),
  toPlaceCode: values.placeCode,
  escalatedAt: values.instant,
  dueAt: values.instant,
});
export const serviceRequestMarkedDuplicate = declare('marked-duplicate', 'A service request repeats another and leaves the counts', {
  duplicateOfId: values.id,
  markedAt: values.instant,
});
