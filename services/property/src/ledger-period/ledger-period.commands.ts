import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { closePeriod, estateErrors, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, newId, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { postEntry } from '../ledger/ledger.plan.js';
import { LedgerPeriod } from './ledger-period.entity.js';
import { earn, holdLedger, holdUnearned, movementsOf } from './ledger-period.plan.js';
import { close, nextPeriod, recognise } from './surplus.rules.js';

constraint('ledger_period_pkey', requestErrors.idTaken);

@Injectable()
export class LedgerPeriodCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
  ) {}

  @Handles(closePeriod)
  async close({ id, estateId, to }: InputOf<typeof closePeriod>, request: Request): Promise<Reply> {
    const estate = await this.estates.estate(estateId, request);
    ensure(estate, estateErrors.estateUnknown);
    const { communityCode } = estate;
    return this.work.act(request, { place: communityCode, id, creates: LedgerPeriod }, async (act) => {
      const bills = await holdUnearned(act, estateId, to);
      const { closedTo, beginsOn, periods } = await holdLedger(act, estateId);
      const days = nextPeriod(closedTo, beginsOn, to, act.now);
      const income = recognise(
        { id: newId(), estateId, communityCode, sourceId: id, bookedOn: to },
        await earn(act, id, bills, to),
        act.now,
      );
      if (income) await postEntry(act, income);
      const of = { id, entryId: newId(), estateId, communityCode, number: periods + 1 };
      const { decision, entry } = close(of, days, await movementsOf(act, estateId, days), act.now);
      if (entry) await postEntry(act, entry);
      await act.insert(LedgerPeriod, [decision.state]);
      await act.query('UPDATE ledger SET closed_to = $2 WHERE estate_id = $1', [estateId, to]);
      for (const happened of decision.events) act.emit(happened);
      act.note({ estateId: [estateId], to: [to], surplusFen: [decision.state.surplusFen] });
      return decision.state;
    });
  }
}
