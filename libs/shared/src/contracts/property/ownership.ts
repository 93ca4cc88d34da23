import { z } from 'zod';
import { contract, errors } from '../define.js';
import { confidants, leaders } from '../roles.js';
import * as values from '../values.js';
import { estateErrors, estateReaders } from './estate.js';
import { ownershipBasis, ownershipForm, ownershipView, ownerKind, ownerView, titles } from './ownership-values.js';

export const ownershipErrors = errors('property.ownership', {
  ownerTaken: [
    'conflict',
    '该证件号码已登记为本小区业主，请使用已有业主编号',
    'The estate has an owner with this identity number already; use the id of that owner',
  ],
  ownerUnknown: ['rule', '本小区没有此业主，请先登记业主', 'The estate has no such owner; register the owner first'],
  ownerRepeated: ['rule', '同一业主重复出现', 'An owner is named twice'],
  soleOwnerWanted: ['rule', '单独所有只能有一名业主，且不填份额', 'Sole ownership has exactly one owner, and no shares'],
  jointOwnersWanted: ['rule', '共同共有须有两名以上业主，且不填份额', 'Joint ownership has two owners or more, and no shares'],
  sharesWanted: ['rule', '按份共有须有两名以上业主，并逐一填写份额', 'Ownership by shares has two owners or more, each with a share'],
  sharesNotWhole: ['rule', '各业主份额之和必须恰好等于一', 'The shares must add up to exactly one'],
  notLater: ['rule', '生效时间须晚于现任业主的生效时间', 'It must begin later than the ownership it ends'],
  notPresent: ['rule', '只能更正现任权属记录', 'Only the present ownership of the unit can be corrected'],
  inFuture: ['rule', '生效时间不能晚于现在', 'It cannot begin in the future'],
});

export const registerOwner = contract({
  subject: 'property.command.ownership.register-owner.v1',
  summary: 'Register an owner of an estate once, however many units are owned',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/owners',
  input: z.object({
    id: values.id,
    estateId: values.id,
    kind: ownerKind,
    name: values.text(100),
    /** Of a person the identity card, of an organisation the unified social credit code. */
    identityNumber: values.text(32).optional(),
    phone: values.text(32).optional(),
  }),
  /** No personal data: answers are kept for replay. */
  output: ownerView,
  errors: [estateErrors.estateUnknown, ownershipErrors.ownerTaken],
  versioned: true,
});

const entry = {
  id: values.id,
  unitId: values.id,
  form: ownershipForm,
  titles,
  basis: ownershipBasis,
  evidenceIds: values.evidence.default([]),
  validFrom: values.instant,
};
const refusals = [
  ownershipErrors.ownerUnknown,
  ownershipErrors.ownerRepeated,
  ownershipErrors.soleOwnerWanted,
  ownershipErrors.jointOwnersWanted,
  ownershipErrors.sharesWanted,
  ownershipErrors.sharesNotWhole,
  ownershipErrors.notLater,
  ownershipErrors.inFuture,
];

export const recordOwnership = contract({
  subject: 'property.command.ownership.record.v1',
  summary: 'Record who owns a unit from an instant on; what held before ends then',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/units/:unitId/ownerships',
  input: z.object(entry),
  output: ownershipView,
  errors: refusals,
  versioned: true,
});

export const correctOwnership = contract({
  subject: 'property.command.ownership.correct.v1',
  summary:
    'Put another entry in the place of the present ownership, which was recorded wrongly and never held; the reason stands in the audit',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/units/:unitId/ownerships/:wrongId/correct',
  input: z.object({ ...entry, wrongId: values.id, evidenceIds: values.evidence.min(1) }),
  output: ownershipView,
  errors: [ownershipErrors.notPresent, ...refusals],
  versioned: true,
});

export const ownershipsOfUnit = contract({
  subject: 'property.query.ownership.of-unit.v1',
  summary: 'Who owned a unit when, by ids, the present ownership first',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/units/:unitId/ownerships',
  input: z.object({ unitId: values.id, ...values.pageInput }),
  output: values.page(ownershipView),
});

export const ownersOfUnit = contract({
  subject: 'property.query.ownership.owners.v1',
  summary: 'The present owners of a unit by name; every reading is logged',
  roles: confidants,
  scope: ['place'],
  method: 'GET',
  path: '/v1/units/:unitId/owners',
  input: z.object({ unitId: values.id }),
  output: z.object({
    items: z
      .array(
        z.object({
          id: values.id,
          kind: ownerKind,
          name: z.string().nullable(),
          identityNumber: z.string().nullable(),
          phone: z.string().nullable(),
        }),
      )
      .max(50),
  }),
  sensitive: true,
});

export const registerSummary = contract({
  subject: 'property.query.ownership.register-summary.v1',
  summary: 'How much of the register of an estate is known: the denominators of an owners’ vote',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/register-summary',
  input: z.object({ estateId: values.id }),
  output: z
    .object({
      buildings: z.int(),
      units: z.int(),
      /** In 0.01 m². */
      area: z.int(),
      /** Distinct owners of units now, however many each has. */
      owners: z.int(),
      unitsWithoutOwner: z.int(),
      areaWithoutOwner: z.int(),
    })
    .meta({ id: 'RegisterSummary' }),
});
