import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { estateErrors } from './estate.js';
import { ledgerErrors } from './ledger.js';

export const periodErrors = errors('property.ledger-period', {
  notOver: ['rule', '该期间尚未结束，最多结到昨天', 'The period is not over; it can be closed up to yesterday'],
});

export const ledgerPeriodView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    number: z.int(),
    from: values.localDate,
    to: values.localDate,
    basicIncomeFen: values.fen,
    optionalIncomeFen: values.fen,
    valueAddedIncomeFen: values.fen,
    /** Received and earned by served days. */
    incomeFen: values.fen,
    verifiedCostFen: values.fen,
    /** Recorded, and not proven: counted as nothing. */
    unprovenCostFen: values.fen,
    /** All of it went to the reinvestment fund. */
    surplusFen: values.fen,
    /** Of earlier periods, not made good when this one was closed: income of this one made it good first. */
    carriedDeficitFen: values.fen,
    /** What is still to be made good, and owed, at the end of the period. */
    deficitFen: values.fen,
    /** Paid in advance and not yet earned at the end of the period. */
    prepaidFen: values.fen,
    commonIncomeFen: values.fen,
    commonCostFen: values.fen,
    closedAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'LedgerPeriod', description: 'A closed period of the ledger of an estate; it is never changed' });

export const closePeriod = contract({
  subject: 'property.command.ledger-period.close.v1',
  summary: 'Close the ledger of an estate up to a day: what was earned above verified cost goes wholly to the reinvestment fund',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/ledger-periods',
  input: z.object({ id: values.id, estateId: values.id, to: values.localDate }),
  output: ledgerPeriodView,
  errors: [estateErrors.estateUnknown, ledgerErrors.periodClosed, periodErrors.notOver],
  timeoutMs: 30_000,
});

export const periodsOfEstate = contract({
  subject: 'property.query.ledger-period.of-estate.v1',
  summary: 'The closed periods of an estate, the latest first; everyone may read them',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/public/estates/:estateId/ledger-periods',
  input: z.object({ estateId: values.id, ...values.pageInput }),
  output: values.page(ledgerPeriodView),
});
