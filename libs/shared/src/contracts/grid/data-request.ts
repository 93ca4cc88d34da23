import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { burdenReportView, dataRequestOrigin, dataRequestState, dataRequestView, fieldName } from './data-request-values.js';
import { profileErrors } from './profile.js';

export const dataRequestErrors = errors('grid.data-request', {
  gridUnknown: ['rule', '没有此现行网格', 'There is no such grid in force'],
  duePast: ['rule', '截止时间须晚于当前时间', 'It must be due after now'],
  notAsked: ['rule', '所填要素不在要求之列', 'A field was not asked for'],
  stillMissing: ['rule', '尚有未填要素', 'Fields asked for are missing'],
  notOpen: ['rule', '该要求已办结', 'It is answered or withdrawn'],
});

const { catalogueMissing, classUnknown, classHidden } = profileErrors;
const onDuty = { roles: staff, scope: ['place'] as const, sensitive: true };

export const askForFields = contract({
  subject: 'grid.command.data-request.ask.v1',
  summary: 'Ask the grids of a place for fields of their profiles; what is held and fresh is offered, never asked',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/data-requests',
  input: z.object({
    /** Of the whole asking: each grid gets a request of its own. */
    id: values.id,
    placeCode: values.placeCode,
    items: z.array(fieldName).min(1).max(50),
    dueAt: values.instant,
    title: values.text(100).optional(),
  }),
  output: z.object({ batchId: values.id, requests: z.int(), asked: z.int(), held: z.int() }),
  errors: [dataRequestErrors.gridUnknown, dataRequestErrors.duePast, catalogueMissing, classUnknown, classHidden],
});

export const answerDataRequest = contract({
  subject: 'grid.command.data-request.answer.v1',
  summary: 'Fill in every field asked for; what is held may be confirmed or corrected',
  roles: ['grid-worker', 'cadre', 'community-secretary'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/data-requests/:id/answer',
  input: z.object({
    id: values.id,
    answers: z
      .array(
        fieldName.extend({
          fieldId: values.id,
          /** Counts and plain words; never a person's name, phone or address. */
          value: values.text(500),
          source: values.text(200),
          evidenceIds: values.evidence.default([]),
        }),
      )
      .max(50)
      .default([]),
    confirmed: z.array(fieldName).max(50).default([]),
  }),
  output: dataRequestView,
  errors: [dataRequestErrors.notAsked, dataRequestErrors.stillMissing, dataRequestErrors.notOpen, classUnknown, classHidden],
  versioned: true,
});

export const withdrawDataRequest = contract({
  subject: 'grid.command.data-request.withdraw.v1',
  summary: 'Ask no longer, with the reason',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/data-requests/:id/withdraw',
  input: z.object({ id: values.id, reason: values.text(300) }),
  output: dataRequestView,
  errors: [dataRequestErrors.notOpen],
  versioned: true,
});

export const readDataRequest = contract({
  subject: 'grid.query.data-request.read.v1',
  summary: 'One data request with what is held of the fields it asks for',
  ...onDuty,
  method: 'GET',
  path: '/v1/data-requests/:id',
  input: z.object({ id: values.id }),
  output: dataRequestView,
  versioned: true,
});

export const dataRequestsOfPlace = contract({
  subject: 'grid.query.data-request.of-place.v1',
  summary: 'The data requests sent to the grids of a place, newest first',
  ...onDuty,
  method: 'GET',
  path: '/v1/data-requests',
  input: z.object({
    placeCode: values.placeCode,
    status: dataRequestState.optional(),
    origin: dataRequestOrigin.optional(),
    ...values.pageInput,
  }),
  output: values.page(dataRequestView),
});

export const myDataRequests = contract({
  subject: 'grid.query.data-request.mine.v1',
  summary: 'The open data requests of the grids I serve, newest first',
  ...onDuty,
  roles: ['grid-worker', 'cadre'],
  method: 'GET',
  path: '/v1/my/data-requests',
  input: z.object({ ...values.pageInput }),
  output: values.page(dataRequestView),
});

export const burdenReport = contract({
  subject: 'grid.query.data-request.burden.v1',
  summary: 'What was asked of the grids of a place in a period, and what asking once saved them',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/burden-report',
  input: z.object({ placeCode: values.placeCode, from: values.instant, to: values.instant }),
  output: burdenReportView,
});
