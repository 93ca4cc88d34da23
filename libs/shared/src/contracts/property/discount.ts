import { z } from 'zod';
import { contract, errors, event } from '../define.js';
import { confidants, leaders } from '../roles.js';
import * as values from '../values.js';
import { discountBody, discountView, entitlementKind, entitlementView } from './discount-values.js';
import { amountFen } from './ledger-values.js';
import { bookkeepers } from './ledger.js';
import { noticeErrors } from './notice.js';

export const discountErrors = errors('property.discount', {
  feeUnpublished: ['rule', '减免须依附本小区已公布的收费标准', 'A discount is of a published fee; name one of the estate'],
  aboveFee: ['rule', '减免不得超过收费本身', 'A discount is at most the fee itself; choose less'],
  belowBand: [
    'rule',
    '非社会保障类减免不得使收费低于本地区间下限',
    'Other than for a social entitlement, what is left of the fee stays inside the band of the jurisdiction; choose less',
  ],
  dayWrong: ['rule', '起始日不得早于今天，终止日不得早于起始日', 'It begins today or later, and ends no earlier than it begins'],
  secondPersonRequired: ['rule', '须由提出人、登记人以外的人批准或复核', 'Somebody else than who wrote it down approves it'],
  unitUnknown: ['rule', '没有此房屋，或该房屋未登记住户', 'No such unit is known, or it names no household'],
  entitlementRecorded: [
    'conflict',
    '该户已有同类资格登记，请先终止原登记',
    'That is recorded of the household already; end the former first',
  ],
});

export const draftDiscount = contract({
  subject: 'property.command.discount.draft.v1',
  summary: 'Draft a discount on a published fee, for all households with an entitlement',
  roles: bookkeepers,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/fee-schedules/:feeScheduleId/discounts',
  input: z.object({ id: values.id, feeScheduleId: values.id, ...discountBody, to: values.localDate.nullable().default(null) }),
  output: discountView,
  errors: [
    ...[discountErrors.feeUnpublished, discountErrors.aboveFee, discountErrors.belowBand, discountErrors.dayWrong],
    noticeErrors.personalData,
  ],
  versioned: true,
});

export const publishDiscount = contract({
  subject: 'property.command.discount.publish.v1',
  summary: 'Approve and publish a discount, as a second person; bills of terms that begin while it holds are lessened by it',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/discounts/:id/publish',
  input: z.object({ id: values.id }),
  output: discountView,
  errors: [discountErrors.secondPersonRequired, discountErrors.aboveFee, discountErrors.belowBand, discountErrors.dayWrong],
  versioned: true,
});

const ending = z.object({ id: values.id, lastDay: values.localDate, reason: values.text(200) });

export const endDiscount = contract({
  subject: 'property.command.discount.end.v1',
  summary: 'End a discount with a day from today on; bills that were issued stay as they are',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/discounts/:id/end',
  input: ending,
  output: discountView,
  errors: [discountErrors.dayWrong, noticeErrors.personalData],
  versioned: true,
});

export const discountsOfEstate = contract({
  subject: 'property.query.discount.of-estate.v1',
  summary: 'The discounts that were published in an estate, the latest to begin first; everyone may read them',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/public/estates/:estateId/discounts',
  input: z.object({ estateId: values.id, ...values.pageInput }),
  output: values.page(discountView),
});

export const recordEntitlement = contract({
  subject: 'property.command.discount.record-entitlement.v1',
  summary: 'Record, with its proof, that the household of a unit is entitled to pay less',
  roles: ['grid-worker', ...confidants],
  scope: ['place'],
  method: 'POST',
  path: '/v1/units/:unitId/entitlements',
  input: z.object({
    id: values.id,
    unitId: values.id,
    kind: entitlementKind,
    from: values.localDate,
    to: values.localDate.nullable().default(null),
    evidenceIds: values.evidence.min(1),
  }),
  output: entitlementView,
  errors: [discountErrors.unitUnknown, discountErrors.dayWrong, discountErrors.entitlementRecorded],
  versioned: true,
});

export const confirmEntitlement = contract({
  subject: 'property.command.discount.confirm-entitlement.v1',
  summary: 'Confirm, as a second person, what was recorded of a household; bills of later terms are lessened',
  roles: confidants,
  scope: ['place'],
  method: 'POST',
  path: '/v1/entitlements/:id/confirm',
  input: z.object({ id: values.id }),
  output: entitlementView,
  errors: [discountErrors.secondPersonRequired],
  versioned: true,
});

export const endEntitlement = contract({
  subject: 'property.command.discount.end-entitlement.v1',
  summary: 'End an entitlement with a day; bills that were issued stay as they are',
  roles: confidants,
  scope: ['place'],
  method: 'POST',
  path: '/v1/entitlements/:id/end',
  input: ending,
  output: entitlementView,
  errors: [discountErrors.dayWrong],
  versioned: true,
});

export const readEntitlement = contract({
  subject: 'property.query.discount.read-entitlement.v1',
  summary: 'Which entitlement a household has, with its proof and the bills that were lessened for it; every reading is logged',
  roles: [...confidants, 'resident'],
  scope: ['place', 'self'],
  method: 'GET',
  path: '/v1/entitlements/:id',
  input: z.object({ id: values.id }),
  output: entitlementView
    .extend({
      kind: entitlementKind,
      evidenceIds: z.array(values.id),
      endReason: z.string().nullable(),
      /** What each bill was lessened by when it was issued. */
      bills: z.array(z.object({ billId: values.id, discountId: values.id, amountFen })).max(200),
    })
    .meta({ id: 'EntitlementDetail' }),
  sensitive: true,
  versioned: true,
});

export const entitlementsOfEstate = contract({
  subject: 'property.query.discount.entitlements.v1',
  summary: 'That households of an estate are entitled, not to what, the latest first; a household sees its own',
  roles: [...confidants, 'resident'],
  scope: ['place', 'self'],
  method: 'GET',
  path: '/v1/estates/:estateId/entitlements',
  input: z.object({ estateId: values.id, ...values.pageInput }),
  output: values.page(entitlementView),
});

/** What it is for stands in the public rule; of whom it holds, nowhere. */
export const discountPublished = event({
  subject: 'property.event.discount.published.v1',
  summary: 'A discount on the fee of an estate was published',
  data: z.object({
    discountId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    feeScheduleId: values.id,
    from: values.localDate,
    to: values.localDate.nullable(),
    at: values.instant,
  }),
});
