import { z } from 'zod';
import { contract, errors } from '../define.js';
import { confidants, leaders } from '../roles.js';
import * as values from '../values.js';
import { decisionErrors } from './decision.js';
import { estateErrors, estateReaders } from './estate.js';
import { amountFen, fund } from './ledger-values.js';
import { bookkeepers, ledgerErrors } from './ledger.js';
import { noticeErrors } from './notice.js';

export const spendingErrors = errors('property.spending', {
  overBudget: ['rule', '超出该项目批准的金额', 'That is more than was approved for the project'],
  secondPersonRequired: ['rule', '须由提出人以外的人批准', 'Somebody else than who proposed it approves it'],
  entryOfAnother: ['rule', '该分录不是此项目的支出', 'That entry is no spending of this project'],
  advanceReturned: ['rule', '弥补亏损的政府投入已归还，不能再冲正', 'What the advance paid has gone back to it already'],
  noDeficit: ['rule', '没有这么多待弥补的亏损', 'There is not so much deficit to make good'],
});

export const spendingState = z
  .enum(['PROPOSED', 'APPROVED', 'COMPLETED', 'WITHDRAWN'])
  .meta({ id: 'SpendingState', description: 'PROPOSED 已提出, APPROVED 已批准, COMPLETED 已完成, WITHDRAWN 已撤回' });
export type SpendingState = z.output<typeof spendingState>;

/** A deficit is made good out of the government's advance; everything else is a project of the estate. */
export const spendingPurpose = z
  .enum(['PROJECT', 'DEFICIT'])
  .meta({ id: 'SpendingPurpose', description: 'PROJECT 小区建设项目, DEFICIT 弥补亏损' });
export type SpendingPurpose = z.output<typeof spendingPurpose>;

export const spendingFund = fund.exclude(['SERVICE']).meta({ id: 'SpendingFund' });
export type SpendingFund = z.output<typeof spendingFund>;

export const spendingView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    fund: spendingFund,
    purpose: spendingPurpose,
    /** Shown to everyone: no personal data. */
    title: z.string(),
    budgetFen: amountFen,
    spentFen: values.fen,
    state: spendingState,
    /** The decision of owners or of a council that approves it; the advance is approved by the street. */
    decisionId: values.id.nullable(),
    evidenceIds: z.array(values.id),
    proposedAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'Spending', description: 'A project that money of a fund is spent on' });

const act = { roles: leaders, scope: ['place'], method: 'POST', output: spendingView, versioned: true } as const;

export const proposeSpending = contract({
  subject: 'property.command.spending.propose.v1',
  summary: 'Propose what money of a fund is to be spent on',
  roles: bookkeepers,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/spendings',
  input: z.object({
    id: values.id,
    estateId: values.id,
    fund: spendingFund.default('REINVESTMENT'),
    purpose: spendingPurpose.default('PROJECT'),
    title: values.text(100),
    budgetFen: amountFen,
  }),
  output: spendingView,
  errors: [noticeErrors.personalData, estateErrors.estateUnknown, ledgerErrors.fundWrong, ledgerErrors.amountTooLarge],
  versioned: true,
});

export const approveSpending = contract({
  ...act,
  subject: 'property.command.spending.approve.v1',
  summary: 'Approve a project by the decision that passed it',
  path: '/v1/spendings/:id/approve',
  input: z.object({ id: values.id, decisionId: values.id }),
  errors: [decisionErrors.decisionRequired, ledgerErrors.fundWrong],
});

export const approveAdvance = contract({
  ...act,
  subject: 'property.command.spending.approve-advance.v1',
  summary: 'Approve, as a second person for the government, what its advance is used for',
  roles: confidants,
  path: '/v1/spendings/:id/approve-advance',
  input: z.object({ id: values.id }),
  errors: [spendingErrors.secondPersonRequired, ledgerErrors.fundWrong],
});

export const spend = contract({
  ...act,
  subject: 'property.command.spending.spend.v1',
  summary: 'Pay out of a fund for an approved project, with the voucher',
  path: '/v1/spendings/:id/spend',
  input: z.object({ id: values.id, amountFen, evidenceIds: values.evidence.min(1) }),
  errors: [spendingErrors.overBudget, spendingErrors.noDeficit, ledgerErrors.fundShort],
});

export const reverseSpending = contract({
  ...act,
  subject: 'property.command.spending.reverse.v1',
  summary: 'Take back, as a second person, what was recorded wrongly as spent: the fund has it again',
  path: '/v1/spendings/:id/reverse',
  input: z.object({ id: values.id, entryId: values.id, reason: values.text(200) }),
  errors: [
    spendingErrors.secondPersonRequired,
    spendingErrors.entryOfAnother,
    spendingErrors.advanceReturned,
    ledgerErrors.alreadyReversed,
  ],
});

export const completeSpending = contract({
  ...act,
  subject: 'property.command.spending.complete.v1',
  summary: 'Say that a project is done; what is left of its budget stays in the fund',
  path: '/v1/spendings/:id/complete',
  input: z.object({ id: values.id }),
});

export const withdrawSpending = contract({
  ...act,
  subject: 'property.command.spending.withdraw.v1',
  summary: 'Withdraw a proposal that was not approved',
  path: '/v1/spendings/:id/withdraw',
  input: z.object({ id: values.id }),
});

export const spendingsOfEstate = contract({
  subject: 'property.query.spending.of-estate.v1',
  summary: 'What the funds of an estate are spent on, the latest first',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/spendings',
  input: z.object({ estateId: values.id, state: spendingState.optional(), ...values.pageInput }),
  output: values.page(spendingView),
});
