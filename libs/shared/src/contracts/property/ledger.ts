import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { estateErrors, estateReaders } from './estate.js';
import { amountFen, entryKind, fund, ledgerEntryView, trialBalance } from './ledger-values.js';

export const ledgerErrors = errors('property.ledger', {
  unbalanced: ['rule', '分录借贷不平，或混用了不同资金', 'The postings of an entry add up to zero in every fund'],
  fundShort: ['rule', '该项资金余额不足', 'The fund does not hold that much'],
  periodClosed: ['rule', '该日期所在期间已结账，请在当期更正', 'The period of that day is closed; correct it in the current one'],
  alreadyReversed: ['rule', '该分录已冲正', 'The entry has been reversed already'],
  notReversible: ['rule', '此类分录不能直接冲正，请在其来源处更正', 'Entries of this kind are taken back where they come from'],
  amountTooLarge: [
    'rule',
    '单笔金额过大，请核对；确有必要时分笔登记',
    'That is more than is entered at once; check it, or enter it in parts',
  ],
  fundWrong: ['rule', '此操作不适用于该项资金', 'This is not done with that fund'],
});

/** Who keeps the money of an estate: those who decide at its place, and its property company. */
export const bookkeepers = [...leaders, 'property-company'] as const;

export const recordCommonRevenue = contract({
  subject: 'property.command.ledger.record-common-revenue.v1',
  summary: 'Book what the common parts brought in (parking, advertising): it is the owners’',
  roles: bookkeepers,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/common-revenues',
  input: z.object({ id: values.id, estateId: values.id, amountFen, reason: values.text(200), evidenceIds: values.evidence.min(1) }),
  output: ledgerEntryView,
  errors: [estateErrors.estateUnknown, ledgerErrors.amountTooLarge],
  versioned: true,
});

export const bookAdvance = contract({
  subject: 'property.command.ledger.book-advance.v1',
  summary: 'Book money that the government advances to an estate; it is never income',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/government-advances',
  input: z.object({ id: values.id, estateId: values.id, amountFen, reason: values.text(200), evidenceIds: values.evidence.min(1) }),
  output: ledgerEntryView,
  errors: [estateErrors.estateUnknown, ledgerErrors.amountTooLarge],
  versioned: true,
});

export const reverseEntry = contract({
  subject: 'property.command.ledger.reverse-entry.v1',
  summary: 'Take back an entry by its counter-entry, with the reason; the entry itself stays',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/ledger-entries/:entryId/reverse',
  input: z.object({ id: values.id, entryId: values.id, reason: values.text(200) }),
  output: ledgerEntryView,
  errors: [ledgerErrors.notReversible, ledgerErrors.alreadyReversed, ledgerErrors.fundShort],
});

export const entriesOfEstate = contract({
  subject: 'property.query.ledger.entries.v1',
  summary: 'The entries of the ledger of an estate, the latest first',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/ledger-entries',
  input: z.object({ estateId: values.id, kind: entryKind.optional(), fund: fund.optional(), ...values.pageInput }),
  output: values.page(ledgerEntryView),
  exports: ['csv', 'xlsx'],
});

export const trialBalanceOfEstate = contract({
  subject: 'property.query.ledger.trial-balance.v1',
  summary: 'The balances of all accounts of an estate, and the sum of all its postings computed anew',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/trial-balance',
  input: z.object({ estateId: values.id }),
  output: trialBalance,
});
