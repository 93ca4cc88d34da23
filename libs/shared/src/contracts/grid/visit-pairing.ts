import { z } from 'zod';
import { contract, errors, event } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { visitErrors } from './visit.js';

export const pairingErrors = errors('grid.visit', {
  cadreUnavailable: ['rule', '干部不存在、已退出或未下沉该社区', 'The cadre is unknown, withdrawn or not deployed in the community'],
  pairingTaken: ['conflict', '已结亲', 'The pair exists'],
  notYours: ['forbidden', '只能登记本人的结亲', 'Only the own pairs'],
  beganLongAgo: ['rule', '结亲日期不得早于十年以前，请核对', 'A pair began no longer than ten years ago; check the day'],
  visitUnknown: ['rule', '该走访不属于此户或此干部', 'The visit is of another household or person'],
});

export const contactChannels = ['VISIT', 'PHONE', 'MESSAGE'] as const;
export const contactChannel = z.enum(contactChannels).meta({ id: 'ContactChannel', description: 'VISIT 走访, PHONE 电话, MESSAGE 信息' });
export type ContactChannel = z.output<typeof contactChannel>;

/** 结亲: a cadre keeps in touch with a household. */
export const pairingView = z
  .object({
    id: values.id,
    version: values.version,
    cadreId: values.id,
    householdId: values.id,
    communityCode: values.communityCode,
    fromOn: values.localDate,
    endedOn: values.localDate.nullable(),
    endReason: z.string().nullable(),
    /** The pair it was taken over from. */
    previousId: values.id.nullable(),
    /** Within so many days the cadre is in touch again, by the policy it began under. */
    contactDays: z.int(),
    lastContactAt: values.instant.nullable(),
  })
  .meta({ id: 'Pairing' });
const listed = pairingView.extend({ overdue: z.boolean() }).meta({ id: 'ListedPairing' });
const contactView = z
  .object({
    id: values.id,
    at: values.instant,
    channel: contactChannel,
    visitId: values.id.nullable(),
    note: z.string().nullable(),
    byId: z.string(),
  })
  .meta({ id: 'PairingContact' });

const facts = {
  pairingId: values.id,
  cadreId: values.id,
  householdId: values.id,
  communityCode: values.communityCode,
  at: values.instant,
  version: values.version,
};
const audience = { roles: [...staff], placeField: 'communityCode' as const };
export const pairingBegan = event({
  subject: 'grid.event.visit.pairing-began.v1',
  summary: 'A cadre keeps in touch with a household from now on',
  data: z.object(facts),
  audience,
});
export const pairingEnded = event({
  subject: 'grid.event.visit.pairing-ended.v1',
  summary: 'A cadre no longer keeps in touch with a household',
  data: z.object(facts),
  audience,
});

export const pairHousehold = contract({
  subject: 'grid.command.visit.pair-household.v1',
  summary: 'Pair a cadre with a household; cadres pair themselves',
  roles: [...leaders, 'cadre'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/pairings',
  input: z.object({ id: values.id, cadreId: values.id, householdId: values.id, fromOn: values.localDate }),
  output: pairingView,
  errors: [
    visitErrors.householdUnknown,
    visitErrors.householdLeft,
    visitErrors.inTheFuture,
    visitErrors.policyMissing,
    pairingErrors.cadreUnavailable,
    pairingErrors.pairingTaken,
    pairingErrors.notYours,
    pairingErrors.beganLongAgo,
  ],
  versioned: true,
});

export const endPairing = contract({
  subject: 'grid.command.visit.end-pairing.v1',
  summary: 'End a pair, with the reason',
  roles: [...leaders, 'cadre'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/pairings/:id/end',
  input: z.object({ id: values.id, endedOn: values.localDate, reason: values.text(300) }),
  output: pairingView,
  errors: [pairingErrors.notYours, visitErrors.inTheFuture, visitErrors.tooLongAgo],
  versioned: true,
});

export const recordContact = contract({
  subject: 'grid.command.visit.record-contact.v1',
  summary: 'Record that the cadre of a pair was in touch with the household',
  roles: ['cadre'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/pairings/:id/contacts',
  input: z.object({
    id: values.id,
    contactId: values.id,
    at: values.instant,
    channel: contactChannel,
    /** With the channel VISIT, and only then. */
    visitId: values.id.optional(),
    note: values.text(500).optional(),
  }),
  output: pairingView,
  errors: [pairingErrors.notYours, pairingErrors.visitUnknown, visitErrors.inTheFuture, visitErrors.tooLongAgo, visitErrors.policyMissing],
  versioned: true,
});

export const pairingsOfPlace = contract({
  subject: 'grid.query.visit.pairings.v1',
  summary: 'The lasting pairs of a place; overdue are those without a contact for too long',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/pairings',
  input: z.object({ placeCode: values.placeCode, overdue: z.boolean().optional(), ...values.pageInput }),
  output: values.page(listed),
});

export const myPairings = contract({
  subject: 'grid.query.visit.my-pairings.v1',
  summary: 'My lasting pairs',
  roles: ['cadre'],
  scope: ['place'],
  method: 'GET',
  path: '/v1/my/pairings',
  input: z.object({ overdue: z.boolean().optional(), ...values.pageInput }),
  output: values.page(listed),
});

export const pairingsOfHousehold = contract({
  subject: 'grid.query.visit.pairings-of-household.v1',
  summary: 'Who kept in touch with a household, the latest first; a pair taken over names the one before',
  roles: [...staff, 'resident'],
  scope: ['place', 'self'],
  method: 'GET',
  path: '/v1/households/:householdId/pairings',
  input: z.object({ householdId: values.id, ...values.pageInput }),
  output: values.page(listed.omit({ endReason: true }).meta({ id: 'PairingOfHousehold' })),
});

export const pairingContacts = contract({
  subject: 'grid.query.visit.pairing-contacts.v1',
  summary: 'The contacts of a pair, the latest first',
  roles: [...leaders, 'cadre'],
  scope: ['place'],
  sensitive: true,
  method: 'GET',
  path: '/v1/pairings/:id/contacts',
  input: z.object({ id: values.id, ...values.pageInput }),
  output: values.page(contactView),
});
