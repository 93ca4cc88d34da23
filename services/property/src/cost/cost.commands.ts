import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { attachVoucher, costErrors, recordCost, reverseCost, verifyCost, withdrawCost, type InputOf } from '@gezhi/shared/contracts';
import { constraint, newId, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { decide } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { deficitsOf, entryOf, lockLedger, postEntry } from '../ledger/ledger.plan.js';
import { Cost } from './cost.entity.js';
import { attach, record, reverse, verify, withdraw, type CostState, type Standing } from './cost.rules.js';

const held = `SELECT t.version, t.state, t.evidence_ids AS "evidenceIds", t.verified_by AS "verifiedBy", t.verified_at AS "verifiedAt",
    t.entry_id AS "entryId", (SELECT e.booked_on::text FROM ledger_entry e WHERE e.id = t.entry_id) AS "bookedOn"
  FROM cost t WHERE t.id = $1 FOR NO KEY UPDATE`;
const keepState = 'UPDATE cost SET version = $2, state = $3 WHERE id = $1';

constraint('cost_voucher_pkey', costErrors.voucherUsed);

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class CostCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
  ) {}

  @Handles(recordCost)
  async record(input: InputOf<typeof recordCost>, request: Request): Promise<Reply> {
    const estate = await this.estates.estate(input.estateId, request);
    return this.work.create(
      request,
      Cost,
      (now) => record(input, estate, request.actor.id, now),
      (cost) => ({ ...at(cost), own: true }),
    );
  }

  @Handles(attachVoucher)
  attach({ id, evidenceIds }: InputOf<typeof attachVoucher>, request: Request): Promise<Reply> {
    return this.work.change(request, Cost, id, (cost) => attach(cost, evidenceIds, request.actor.id), at);
  }

  @Handles(withdrawCost)
  withdraw({ id }: InputOf<typeof withdrawCost>, request: Request): Promise<Reply> {
    const leads = request.roles.some((role) => role !== 'property-company');
    return this.work.change(request, Cost, id, (cost) => withdraw(cost, request.actor.id, leads), at);
  }

  /** The cost and its entry change together, so that no verified cost is missing in the ledger at any commit. */
  @Handles(verifyCost)
  verify({ id }: InputOf<typeof verifyCost>, request: Request): Promise<Reply> {
    const change = (state: Cost, now: string) => {
      const { cost, entry } = verify(state, newId(), request.actor.id, now);
      return { ...decide<Cost>(cost), entry };
    };
    return this.work.change(request, Cost, id, change, (cost, { entry }) => ({ ...at(cost), also: entryOf(entry) }));
  }

  /** Holds the ledger: what is still owed, and what the advance paid, decides where the money goes back. */
  @Handles(reverseCost)
  async reverse({ id, reason }: InputOf<typeof reverseCost>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, Cost, id);
    return this.work.act(request, { place: known.communityCode, id, own: true }, async (act) => {
      const [found] = await act.query<Partial<CostState> & Pick<Standing, 'bookedOn'>>(held, [id]);
      const { bookedOn, ...now } = found!;
      const standing = { bookedOn, ...(await lockLedger(act, known.estateId)), ...(await deficitsOf(act, known.estateId)) };
      const { cost, entry } = reverse({ ...known, ...now }, standing, newId(), reason, act.now);
      await postEntry(act, entry);
      await act.query(keepState, [id, cost.version, cost.state]);
      act.note({ state: [now.state, cost.state] });
      return cost;
    });
  }
}
