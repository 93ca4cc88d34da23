import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  approveAdvance as approveAdvanceContract,
  approveSpending,
  completeSpending,
  proposeSpending,
  reverseSpending,
  spend,
  spendingErrors,
  withdrawSpending,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, newId, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { KnownDecisionQueries } from '../known-decision/known-decision.queries.js';
import { deficitsOf, entryOf, lockLedger, postEntry } from '../ledger/ledger.plan.js';
import { LedgerQueries } from '../ledger/ledger.queries.js';
import { Spending } from './spending.entity.js';
import { approve, approveAdvance, end, pay, propose, takeBack, type SpendingState } from './spending.rules.js';

constraint('spending_budget_check', spendingErrors.overBudget);
constraint('ledger_account_deficit_check', spendingErrors.noDeficit);

const held = 'SELECT t.version, t.state, t.spent_fen AS "spentFen" FROM spending t WHERE t.id = $1 FOR NO KEY UPDATE';
const reversal = 'SELECT 1 FROM ledger_entry WHERE reverses_id = $1';
const keep = 'UPDATE spending SET version = $2, spent_fen = $3 WHERE id = $1';

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class SpendingCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
    private readonly decisions: KnownDecisionQueries,
    private readonly ledger: LedgerQueries,
  ) {}

  @Handles(proposeSpending)
  async propose(input: InputOf<typeof proposeSpending>, request: Request): Promise<Reply> {
    const estate = await this.estates.estate(input.estateId, request);
    return this.work.create(
      request,
      Spending,
      (now) => propose(input, estate, request.actor.id, now),
      (state) => ({ ...at(state), own: true }),
    );
  }

  @Handles(approveSpending)
  async approve({ id, decisionId }: InputOf<typeof approveSpending>, request: Request): Promise<Reply> {
    const decision = await this.decisions.one(decisionId);
    return this.work.change(request, Spending, id, (spending) => approve(spending, decision), at);
  }

  @Handles(approveAdvanceContract)
  approveAdvance({ id }: InputOf<typeof approveAdvanceContract>, request: Request): Promise<Reply> {
    return this.work.change(request, Spending, id, (spending) => approveAdvance(spending, request.actor.id), at);
  }

  /** Project and entry change together, so that what was spent is in the ledger at every commit. */
  @Handles(spend)
  spend(input: InputOf<typeof spend>, request: Request): Promise<Reply> {
    const change = (spending: Spending, now: string) => {
      const { decision, entry } = pay(spending, input, newId(), now);
      return { ...decision, entry };
    };
    return this.work.change(request, Spending, input.id, change, (spending, { entry }) => ({ ...at(spending), also: entryOf(entry) }));
  }

  /** Holds the ledger: what the advance paid may be on its way back to it. */
  @Handles(reverseSpending)
  async reverse({ id, entryId, reason }: InputOf<typeof reverseSpending>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, Spending, id);
    const booked = await this.ledger.entry(entryId, request);
    return this.work.act(request, { place: known.communityCode, id, own: true }, async (act) => {
      const [now] = await act.query<Pick<SpendingState, 'version' | 'state' | 'spentFen'>>(held, [id]);
      await lockLedger(act, known.estateId);
      const { drawnFen } = await deficitsOf(act, known.estateId);
      const reversed = (await act.query(reversal, [entryId])).length > 0;
      const { decision, entry } = takeBack(
        { ...known, ...now },
        { booked, reversed, drawnFen, reason },
        request.actor.id,
        newId(),
        act.now,
      );
      const { state, events } = decision;
      await postEntry(act, entry);
      await act.query(keep, [id, state.version, state.spentFen]);
      for (const happened of events) act.emit(happened);
      act.note({ spentFen: [now!.spentFen, state.spentFen] });
      return state;
    });
  }

  @Handles(completeSpending)
  complete({ id }: InputOf<typeof completeSpending>, request: Request): Promise<Reply> {
    return this.work.change(request, Spending, id, (spending) => end(spending, 'complete'), at);
  }

  @Handles(withdrawSpending)
  withdraw({ id }: InputOf<typeof withdrawSpending>, request: Request): Promise<Reply> {
    return this.work.change(request, Spending, id, (spending) => end(spending, 'withdraw'), at);
  }
}
