import { z } from 'zod';
import * as values from '../values.js';

/** What is paid, in fen: more than nothing. */
export const amountFen = values.fen.positive().meta({ id: 'AmountFen', description: 'Money in fen, above 0' });

/** The largest amount that is entered at once, in fen: a hundred million yuan. Nine hundred thousand of them add up without loss. */
export const largestAmountFen = 10_000_000_000;

/** Money of different owners that never mixes: the service's own, and three funds. */
export const fund = z.enum(['SERVICE', 'REINVESTMENT', 'COMMON_REVENUE', 'GOVERNMENT_ADVANCE']).meta({
  id: 'Fund',
  description: 'SERVICE 物业服务收支, REINVESTMENT 反哺基金, COMMON_REVENUE 公共收益（业主所有）, GOVERNMENT_ADVANCE 政府先期投入',
});
export type Fund = z.output<typeof fund>;

export const ledgerAccount = z
  .enum(['BANK', 'PREPAID', 'BASIC_INCOME', 'OPTIONAL_INCOME', 'VALUE_ADDED_INCOME', 'SERVICE_COST', 'PAYABLE', 'DEFICIT', 'FUND_BALANCE'])
  .meta({
    id: 'LedgerAccount',
    description:
      'BANK 银行存款, PREPAID 预收, BASIC_INCOME 基础服务收入, OPTIONAL_INCOME 可选服务收入, VALUE_ADDED_INCOME 增值服务收入, SERVICE_COST 服务成本, PAYABLE 应付账款（已核实未付的成本）, DEFICIT 待弥补亏损, FUND_BALANCE 基金余额',
  });
export type LedgerAccountName = z.output<typeof ledgerAccount>;

export const entryKind = z
  .enum([
    'PAYMENT',
    'REFUND',
    'INCOME_EARNED',
    'COST',
    'CLOSING',
    'COMMON_INCOME',
    'COMMON_COST',
    'ADVANCE_BOOKED',
    'ADVANCE_DRAWN',
    'SPENDING',
    'REVERSAL',
  ])
  .meta({
    id: 'LedgerEntryKind',
    description:
      'PAYMENT 收费, REFUND 退费, INCOME_EARNED 确认收入, COST 成本, CLOSING 结转, COMMON_INCOME 公共收益收入, COMMON_COST 公共收益成本, ADVANCE_BOOKED 政府投入入账, ADVANCE_DRAWN 政府投入弥补亏损, SPENDING 支出, REVERSAL 冲正',
  });
export type EntryKind = z.output<typeof entryKind>;

/** One side of an entry: above 0 a debit, below 0 a credit. */
export const posting = z.object({ fund, account: ledgerAccount, amountFen: values.fen }).meta({ id: 'LedgerPosting' });
export type Posting = z.output<typeof posting>;

export const ledgerEntryView = z
  .object({
    id: values.id,
    estateId: values.id,
    kind: entryKind,
    /** The day it counts for. */
    bookedOn: values.localDate,
    /** The payment, cost, project or period it comes from. */
    sourceId: values.id.nullable(),
    /** The entry that it takes back. */
    reversesId: values.id.nullable(),
    reason: z.string().nullable(),
    /** The papers behind it; those by which a household paid, or was paid, are seen with its bill. */
    evidenceIds: z.array(values.id),
    postings: z.array(posting),
    postedAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'LedgerEntry', description: 'An entry of the ledger: its postings add up to zero in every fund; it is never changed' });

export const accountBalance = z
  .object({
    fund,
    account: ledgerAccount,
    /** Above 0 a debit balance, below 0 a credit balance. */
    balanceFen: values.fen,
  })
  .meta({ id: 'AccountBalance' });

export const trialBalance = z
  .object({
    estateId: values.id,
    /** The last day of the last closed period. */
    closedTo: values.localDate.nullable(),
    accounts: z.array(accountBalance),
    /** Debits and credits of all postings, added up anew; their difference is always 0. */
    debitsFen: values.fen,
    creditsFen: values.fen,
    /** Whether every balance equals the sum of its postings. */
    agrees: z.boolean(),
  })
  .meta({ id: 'TrialBalance' });
