import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';
import { fund } from './ledger-values.js';

export const ledgerPeriodClosed = event({
  subject: 'property.event.ledger-period.closed.v1',
  summary: 'A period of the ledger of an estate was closed, and its surplus went to the reinvestment fund',
  data: z.object({
    periodId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    from: values.localDate,
    to: values.localDate,
    incomeFen: values.fen,
    verifiedCostFen: values.fen,
    surplusFen: values.fen,
    deficitFen: values.fen,
    at: values.instant,
  }),
});

export const spendingReversed = event({
  subject: 'property.event.spending.reversed.v1',
  summary: 'What was recorded wrongly as spent was taken back, and the fund has it again',
  data: z.object({
    projectId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    fund,
    amountFen: values.fen,
    spentFen: values.fen,
    at: values.instant,
    version: values.version,
  }),
});

export const fundSpent = event({
  subject: 'property.event.spending.spent.v1',
  summary: 'Money of a fund was spent on an approved project',
  data: z.object({
    projectId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    fund,
    amountFen: values.fen,
    spentFen: values.fen,
    at: values.instant,
    version: values.version,
  }),
});
