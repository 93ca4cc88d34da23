import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  bookAdvance,
  estateErrors,
  ledgerErrors,
  recordCommonRevenue,
  requestErrors,
  reverseEntry,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { decide, ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { LedgerEntry } from './ledger.entity.js';
import { postingsOf } from './ledger.plan.js';
import { LedgerQueries } from './ledger.queries.js';
import { ensureAmount, intoFund, post, reverse, type EntryState } from './posting.rules.js';

constraint('ledger_posting_balance_check', ledgerErrors.unbalanced);
constraint('ledger_account_fund_check', ledgerErrors.fundShort);
constraint('ledger_entry_open_check', ledgerErrors.periodClosed);
constraint('ledger_entry_reverses_key', ledgerErrors.alreadyReversed);

const at = (entry: EntryState) => ({ place: entry.communityCode, also: postingsOf(entry) });

@Injectable()
export class LedgerCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
    private readonly ledger: LedgerQueries,
  ) {}

  @Handles(recordCommonRevenue)
  commonRevenue(input: InputOf<typeof recordCommonRevenue>, request: Request): Promise<Reply> {
    return this.into('COMMON_REVENUE', 'COMMON_INCOME', input, request);
  }

  @Handles(bookAdvance)
  advance(input: InputOf<typeof bookAdvance>, request: Request): Promise<Reply> {
    return this.into('GOVERNMENT_ADVANCE', 'ADVANCE_BOOKED', input, request);
  }

  @Handles(reverseEntry)
  async reverse({ id, entryId, reason }: InputOf<typeof reverseEntry>, request: Request): Promise<Reply> {
    const entry = await this.ledger.entry(entryId, request);
    ensure(entry, requestErrors.notFound);
    return this.work.create(
      request,
      LedgerEntry,
      (now) => decide(reverse(entry, id, reason, now)),
      (state) => at(state as EntryState & LedgerEntry),
    );
  }

  private async into(
    fund: 'COMMON_REVENUE' | 'GOVERNMENT_ADVANCE',
    kind: 'COMMON_INCOME' | 'ADVANCE_BOOKED',
    { amountFen, ...input }: InputOf<typeof bookAdvance>,
    request: Request,
  ): Promise<Reply> {
    const estate = await this.estates.estate(input.estateId, request);
    ensure(estate, estateErrors.estateUnknown);
    const { communityCode } = estate;
    ensureAmount(amountFen);
    return this.work.create(
      request,
      LedgerEntry,
      (now) => decide(post({ ...input, communityCode, kind }, intoFund(fund, amountFen), now)),
      (state) => ({ ...at(state as EntryState & LedgerEntry), own: true }),
    );
  }
}
