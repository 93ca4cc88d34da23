import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { estateErrors, estateReaders } from './estate.js';
import { amountFen, fund } from './ledger-values.js';
import { bookkeepers, ledgerErrors } from './ledger.js';

export const costErrors = errors('property.cost', {
  voucherMissing: ['rule', '成本没有凭证，不能核实；请先补充凭证', 'A cost without a voucher cannot be verified; attach one first'],
  secondPersonRequired: [
    'rule',
    '须由登记人、附凭证人以外的人核实',
    'Somebody else than who recorded the cost or attached its vouchers verifies it',
  ],
  voucherUsed: [
    'rule',
    '凭证已用于另一笔已核实的成本，请换凭证',
    'A voucher proves another verified cost already; attach the one of this cost',
  ],
  notYours: ['rule', '只能由登记人或社区、街道撤回', 'Whoever recorded the cost withdraws it, or a leader'],
  dateAhead: ['rule', '发生日期不能晚于今天', 'A cost cannot lie ahead; give the day it arose, today at the latest'],
});

export const costState = z
  .enum(['UNPROVEN', 'VERIFIED', 'REVERSED', 'WITHDRAWN'])
  .meta({ id: 'CostState', description: 'UNPROVEN 未经核实, VERIFIED 已核实, REVERSED 已冲正, WITHDRAWN 已撤回' });
export type CostState = z.output<typeof costState>;

export const costFund = fund.extract(['SERVICE', 'COMMON_REVENUE']).meta({ id: 'CostFund' });

/** What a cost is for, by the parts that the cost of property service is made of (物业服务定价成本监审办法（试行）第七条). */
export const costCategory = z
  .enum(['STAFF', 'FACILITIES', 'GREENING', 'CLEANING', 'ORDER', 'INSURANCE', 'OFFICE', 'MANAGEMENT', 'DEPRECIATION', 'OTHER'])
  .meta({
    id: 'CostCategory',
    description:
      'STAFF 人员费用, FACILITIES 共用部位共用设施设备日常运行和维护费用, GREENING 绿化养护费用, CLEANING 清洁卫生费用, ORDER 秩序维护费用, INSURANCE 共用部位共用设施设备及公众责任保险费用, OFFICE 办公费用, MANAGEMENT 管理费分摊, DEPRECIATION 固定资产折旧, OTHER 经业主同意的其他费用',
  });
export type CostCategory = z.output<typeof costCategory>;

export const costView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    fund: costFund,
    amountFen,
    category: costCategory,
    purpose: z.string(),
    incurredOn: values.localDate,
    /** The vouchers; without any the cost stays unproven. */
    evidenceIds: z.array(values.id),
    state: costState,
    recordedAt: values.instant,
    verifiedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'Cost', description: 'A cost of the service, or of the common parts; it counts once it is verified' });

export const recordCost = contract({
  subject: 'property.command.cost.record.v1',
  summary: 'Record a cost; it counts only when a second person has verified its voucher',
  roles: bookkeepers,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/costs',
  input: z.object({
    id: values.id,
    estateId: values.id,
    fund: costFund.default('SERVICE'),
    amountFen,
    category: costCategory.default('OTHER'),
    purpose: values.text(200),
    incurredOn: values.localDate,
    evidenceIds: values.evidence.default([]),
  }),
  output: costView,
  errors: [estateErrors.estateUnknown, costErrors.dateAhead, ledgerErrors.amountTooLarge],
  versioned: true,
});

export const attachVoucher = contract({
  subject: 'property.command.cost.attach-voucher.v1',
  summary: 'Attach vouchers to a cost that is not verified yet',
  roles: bookkeepers,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/costs/:id/attach-voucher',
  input: z.object({ id: values.id, evidenceIds: values.evidence.min(1) }),
  output: costView,
  versioned: true,
});

export const verifyCost = contract({
  subject: 'property.command.cost.verify.v1',
  summary: 'Say, as a second person, that the voucher proves the cost',
  roles: [...leaders, 'committee-member'],
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/costs/:id/verify',
  input: z.object({ id: values.id }),
  output: costView,
  errors: [costErrors.voucherMissing, costErrors.voucherUsed, costErrors.secondPersonRequired, ledgerErrors.fundShort],
  versioned: true,
});

export const withdrawCost = contract({
  subject: 'property.command.cost.withdraw.v1',
  summary: 'Withdraw a cost that was recorded wrongly and not verified',
  roles: bookkeepers,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/costs/:id/withdraw',
  input: z.object({ id: values.id }),
  output: costView,
  errors: [costErrors.notYours],
  versioned: true,
});

export const reverseCost = contract({
  subject: 'property.command.cost.reverse.v1',
  summary: 'Take back a verified cost by a counter-entry in the current period',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/costs/:id/reverse',
  input: z.object({ id: values.id, reason: values.text(200) }),
  output: costView,
  versioned: true,
});

export const costsOfEstate = contract({
  subject: 'property.query.cost.of-estate.v1',
  summary: 'The costs of an estate, the latest first',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/costs',
  input: z.object({ estateId: values.id, state: costState.optional(), ...values.pageInput }),
  output: values.page(costView),
  exports: ['csv', 'xlsx'],
});
