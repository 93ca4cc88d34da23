import { z } from 'zod';
import * as values from '../values.js';
import { profileFieldKey, profileFieldView } from './profile-values.js';

/** STALE: a field is past its life; PARTITION: the grid was redrawn; SURVEY: a leader asks. */
export const dataRequestOrigins = ['STALE', 'PARTITION', 'SURVEY'] as const;
export const dataRequestOrigin = z.enum(dataRequestOrigins);
export type DataRequestOrigin = z.output<typeof dataRequestOrigin>;

export const dataRequestStates = ['OPEN', 'ANSWERED', 'WITHDRAWN'] as const;
export const dataRequestState = z.enum(dataRequestStates);
export type DataRequestStatus = z.output<typeof dataRequestState>;

/** HELD: offered, nothing to fill in; ASKED: to be filled in; ANSWERED: a new field was given; CONFIRMED: what is held still holds. */
export const dataRequestItemStates = ['HELD', 'ASKED', 'ANSWERED', 'CONFIRMED'] as const;
export type DataRequestItemStatus = (typeof dataRequestItemStates)[number];

/** What is asked: a class of the catalogue and a key in it. */
export const fieldName = z.object({ classCode: profileFieldView.shape.classCode, key: profileFieldKey }).meta({ id: 'ProfileFieldName' });
export type FieldName = z.output<typeof fieldName>;

const item = z
  .object({
    classCode: profileFieldView.shape.classCode,
    key: z.string(),
    state: z.enum(dataRequestItemStates),
    /** The field offered, or the one given. */
    fieldId: values.id.nullable(),
    /** What is held and fresh; null where nothing is, and for classes the reader's duty does not need. */
    held: z.object({ value: z.string(), source: z.string(), expiresAt: values.instant.nullable() }).nullable(),
  })
  .meta({ id: 'DataRequestItem' });

export const dataRequestView = z
  .object({
    id: values.id,
    gridCode: values.gridCode,
    /** The asking this request is part of; null when the system asks. */
    batchId: values.id.nullable(),
    origin: dataRequestOrigin,
    title: z.string().nullable(),
    askedById: z.string(),
    askedAt: values.instant,
    dueAt: values.instant,
    status: dataRequestState,
    /** Null as well when everything was held and nobody had to answer. */
    answeredById: z.string().nullable(),
    answeredAt: values.instant.nullable(),
    endReason: z.string().nullable(),
    items: z.array(item),
    version: values.version,
  })
  .meta({ id: 'DataRequest' });

export const burdenReportView = z
  .object({
    requests: z.int(),
    items: z.int(),
    held: z.int(),
    newFields: z.int(),
    /** Of the fields wanted, those nobody had to fill in. */
    saved: values.rate,
    byOrigin: z.array(z.object({ origin: dataRequestOrigin, requests: z.int(), items: z.int(), newFields: z.int() })),
    byAccount: z.array(z.object({ accountId: z.string(), requests: z.int(), newFields: z.int() })),
  })
  .meta({ id: 'BurdenReport' });
