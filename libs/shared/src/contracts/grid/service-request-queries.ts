import { z } from 'zod';
import { contract } from '../define.js';
import { policyInForce } from '../policy.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { serviceRequestErrors } from './service-request.js';
import {
  catalogueCode,
  feedbackChannel,
  pauseReason,
  publicServiceRequest,
  requestClass,
  requestClock,
  requestOrigin,
  requestPolicyBody,
  requestState,
  serviceMode,
  serviceRequestView,
} from './service-request-values.js';

const onDuty = { roles: staff, scope: ['place'] as const };

export const readServiceRequest = contract({
  subject: 'grid.query.service-request.read.v1',
  summary: 'One service request',
  roles: [...staff, 'resident'],
  scope: ['place', 'self'],
  method: 'GET',
  path: '/v1/service-requests/:id',
  input: z.object({ id: values.id }),
  output: serviceRequestView,
  versioned: true,
});
const listItem = serviceRequestView
  .omit({ point: true, evidenceIds: true, refusalReason: true, rightBody: true, publicSummary: true, released: true })
  .meta({ id: 'ServiceRequestItem' });
export const serviceRequestsOfPlace = contract({
  subject: 'grid.query.service-request.of-place.v1',
  summary: 'The service requests of a place, newest first',
  ...onDuty,
  method: 'GET',
  path: '/v1/service-requests',
  input: z.object({
    placeCode: values.placeCode,
    state: requestState.optional(),
    class: catalogueCode.optional(),
    open: z.boolean().optional(),
    overdue: z.boolean().optional(),
    unassigned: z.boolean().optional(),
    waiting: z.boolean().optional(),
    recheckDue: z.boolean().optional(),
    gridless: z.boolean().optional().meta({ description: 'Open and in no grid; a leader places it' }),
    mode: catalogueCode.optional(),
    origin: requestOrigin.optional(),
    ...values.pageInput,
  }),
  output: values.page(listItem),
  exports: ['csv', 'xlsx'],
});
export const myServiceRequests = contract({
  subject: 'grid.query.service-request.mine.v1',
  summary: 'My requests: those assigned to me or accepted by me as staff, those of my household as a resident',
  roles: [...staff, 'resident'],
  scope: ['place', 'self'],
  method: 'GET',
  path: '/v1/my/service-requests',
  input: z.object({ open: z.boolean().optional(), overdue: z.boolean().optional(), ...values.pageInput }),
  output: values.page(listItem),
});
const count = z.int().nonnegative();
export const serviceRequestCounts = contract({
  subject: 'grid.query.service-request.counts.v1',
  summary: 'How long the lists of my requests and of those of a place are, by the same conditions',
  roles: [...staff, 'resident'],
  scope: ['place', 'self'],
  method: 'GET',
  path: '/v1/service-request-counts',
  input: z.object({ placeCode: values.placeCode }),
  output: z
    .object({
      mine: z.object({ open: count, overdue: count }),
      place: z.object({ open: count, overdue: count, unassigned: count, waiting: count, recheckDue: count, gridless: count }),
    })
    .meta({ id: 'ServiceRequestCounts' }),
});
export const similarServiceRequests = contract({
  subject: 'grid.query.service-request.similar.v1',
  summary: 'Recent requests of the community that may be the same as one about to be filed, the likeliest first',
  roles: [...staff, 'resident'],
  scope: ['place', 'self'],
  method: 'GET',
  path: '/v1/similar-service-requests',
  input: z.object({
    class: catalogueCode,
    householdId: values.id.optional(),
    gridCode: values.gridCode.optional(),
    communityCode: values.communityCode.optional(),
    lon: z.number().min(-180).max(180).optional(),
    lat: z.number().min(-90).max(90).optional(),
    text: values.text(200).optional(),
  }),
  output: z.object({
    items: z.array(
      publicServiceRequest
        .extend({
          /** Null where either has no place of its own, or where the place is not the reader's to know. */
          metres: z.int().nullable(),
          /** Of the words the reader may see, in percent. */
          similarity: z.int().min(0).max(100),
          /** The words of the reporter, for those on duty there and the own household. */
          summary: z.string().nullable(),
          /** Who was named as responsible when it was refused. */
          rightBody: z.string().nullable(),
          problemId: values.id.nullable(),
        })
        .meta({ id: 'SimilarServiceRequest' }),
    ),
  }),
  errors: [serviceRequestErrors.placeMissing, serviceRequestErrors.placeUnknown, serviceRequestErrors.classUnknown],
});
export const readPublicServiceRequest = contract({
  subject: 'grid.query.service-request.read-public.v1',
  summary: 'One service request of the own community in its public form; its released pictures are read by it',
  roles: [...staff, 'resident'],
  scope: ['place', 'self'],
  method: 'GET',
  path: '/v1/service-requests/:id/public',
  input: z.object({ id: values.id }),
  output: publicServiceRequest,
});
export const joinedServiceRequests = contract({
  subject: 'grid.query.service-request.joined.v1',
  summary: 'The requests my household joined, in their public form, the latest first',
  roles: ['resident'],
  scope: ['self'],
  method: 'GET',
  path: '/v1/my/joined-service-requests',
  input: z.object({ ...values.pageInput }),
  output: values.page(publicServiceRequest.extend({ joinedAt: values.instant }).meta({ id: 'JoinedServiceRequest' })),
});
export const serviceRequestHistory = contract({
  subject: 'grid.query.service-request.history.v1',
  summary: 'The steps of a service request, its pauses and escalations',
  roles: [...staff, 'resident'],
  scope: ['place', 'self'],
  method: 'GET',
  path: '/v1/service-requests/:id/history',
  input: z.object({ id: values.id }),
  output: z.object({
    steps: z.array(
      z.object({
        action: z.string(),
        state: requestState,
        at: values.instant,
        byStaff: z.boolean(),
        channel: feedbackChannel.nullable(),
        note: z.string().nullable(),
      }),
    ),
    pauses: z.array(z.object({ from: values.instant, to: values.instant.nullable(), reason: pauseReason })),
    escalations: z.array(z.object({ clock: requestClock, level: z.int(), toPlaceCode: values.placeCode, at: values.instant })),
    /** Who issued which link; the step by LINK at `usedAt` came by it. */
    feedbackLinks: z.array(
      z.object({ linkId: values.id, issuedById: values.id, issuedAt: values.instant, usedAt: values.instant.nullable() }),
    ),
  }),
});
export const readReporter = contract({
  subject: 'grid.query.service-request.reporter.v1',
  summary: 'Name and telephone of the reporter; the access is logged',
  ...onDuty,
  method: 'GET',
  path: '/v1/service-requests/:id/reporter',
  input: z.object({ id: values.id }),
  output: z.object({ personId: values.id, name: z.string().nullable(), phone: z.string().nullable() }),
  errors: [serviceRequestErrors.reporterUnregistered],
  sensitive: true,
});

const rates = z.object({
  filed: z.int(),
  /** Due in the period, never accepted and overdue: in none of the denominators. */
  neverAccepted: z.int(),
  closureRate: values.rate,
  onTimeRate: values.rate,
  responseRate: values.rate,
  resolutionRate: values.rate,
  satisfactionRate: values.rate,
});
export const serviceRequestRates = contract({
  subject: 'grid.query.service-request.rates.v1',
  summary: 'Rates with denominators of the requests due in a period; proactive finds apart from complaints',
  ...onDuty,
  wholePlace: true,
  method: 'GET',
  path: '/v1/service-request-rates',
  input: z.object({ placeCode: values.placeCode, from: values.instant, to: values.instant }),
  output: z.object({ complaints: rates, proactive: rates }).meta({ id: 'ServiceRequestRates' }),
});
export const requestPolicy = policyInForce({
  of: 'grid.service-request',
  id: 'ServiceRequestPolicy',
  summary: 'All that holds for service requests at a place: classes, limits, modes, calendar and escalation',
  body: requestPolicyBody,
});
export const serviceRequestClasses = contract({
  subject: 'grid.query.service-request.classes.v1',
  summary: 'The classes, time limits and service modes in force at a place',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/service-request-classes',
  input: z.object({ placeCode: values.placeCode }),
  output: z.object({
    version: z.int(),
    jurisdictionId: values.placeCode.nullable(),
    classes: z.array(requestClass),
    modes: z.array(serviceMode),
  }),
});
