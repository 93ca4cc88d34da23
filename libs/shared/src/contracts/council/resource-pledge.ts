import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { councilErrors, councilReaders } from './council.js';
import { serviceField } from './service-field-values.js';
import { serviceFieldErrors } from './service-field.js';

export const pledgeState = z.enum(['PLEDGED', 'HONOURED', 'RETRACTED']).meta({
  id: 'ResourcePledgeState',
  description: 'PLEDGED 已承诺, HONOURED 已兑现, RETRACTED 已撤回',
});
export type PledgeState = z.output<typeof pledgeState>;

export const resourcePledgeView = z
  .object({
    id: values.id,
    version: values.version,
    councilId: values.id,
    organizationId: values.id,
    communityCode: values.communityCode,
    field: serviceField,
    title: z.string(),
    /** How often, or how much, in the unit that the title names. */
    pledged: z.int(),
    delivered: z.int(),
    dueOn: values.localDate,
    state: pledgeState,
    endedOn: values.localDate.nullable(),
    retractionReason: z.string().nullable(),
  })
  .meta({
    id: 'ResourcePledge',
    description: 'What a member organisation promises to bring down to a community, as classes or consultations',
  });

export const resourcePledgeErrors = errors('council.resource-pledge', {
  dueInvalid: ['rule', '兑现期限不得早于今天', 'The day by which it is due must not lie before today'],
  overDelivered: ['rule', '兑现数超过承诺余量，请核对', 'More is delivered than was pledged; check the number'],
});

const deciding = { roles: leaders, scope: ['place'], method: 'POST', versioned: true } as const;

export const pledgeResource = contract({
  ...deciding,
  subject: 'council.command.resource-pledge.pledge.v1',
  summary: 'Record what a member organisation pledges, and by when',
  path: '/v1/resource-pledges',
  input: z.object({
    id: values.id,
    organizationId: values.id,
    field: serviceField,
    title: values.text(100),
    pledged: z.int().min(1).max(1_000_000),
    dueOn: values.localDate,
  }),
  output: resourcePledgeView,
  errors: [resourcePledgeErrors.dueInvalid, serviceFieldErrors.fieldUnknown, councilErrors.organizationWithdrawn],
});

export const deliverResource = contract({
  ...deciding,
  subject: 'council.command.resource-pledge.deliver.v1',
  summary: 'Record how much of a pledge was delivered; with all of it the pledge is honoured',
  path: '/v1/resource-pledges/:id/deliver',
  input: z.object({ id: values.id, delivered: z.int().min(1).max(1_000_000) }),
  output: resourcePledgeView,
  errors: [resourcePledgeErrors.overDelivered],
});

export const retractPledge = contract({
  ...deciding,
  subject: 'council.command.resource-pledge.retract.v1',
  summary: 'Record that an organisation takes a pledge back, with the reason',
  path: '/v1/resource-pledges/:id/retract',
  input: z.object({ id: values.id, reason: values.text(200) }),
  output: resourcePledgeView,
});

export const pledgesOfCouncil = contract({
  subject: 'council.query.resource-pledge.of-council.v1',
  summary: 'What the organisations of a council pledged, what is overdue marked, the earliest due first',
  roles: councilReaders,
  scope: ['place', 'council'],
  method: 'GET',
  path: '/v1/councils/:councilId/resource-pledges',
  input: z.object({ councilId: values.id, state: pledgeState.optional(), ...values.pageInput }),
  output: values.page(resourcePledgeView.extend({ isOverdue: z.boolean() }).meta({ id: 'ListedResourcePledge' })),
});
