import { Injectable } from '@nestjs/common';
import { feeSchedulePolicy, feeSchedulesOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf, Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPolicy } from './fee-schedule-policy.rules.js';
import { FeeSchedulePolicyVersion } from './fee-schedule.entity.js';
import type { FeeScheduleState } from './fee-schedule.rules.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };
const columns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.amount_fen AS "amountFen", t.unit, t.period,
  t.state, t.decision_id AS "decisionId", t.published_at AS "publishedAt", t.effective_from::text AS "effectiveFrom"`;
const ofEstate = named(
  'fee-schedule.of-estate',
  `SELECT ${columns} FROM fee_schedule t WHERE t.estate_id = $1 AND t.state = 'PUBLISHED' AND (t.effective_from, t.id) < ($2::date, $3::uuid)
   ORDER BY t.effective_from DESC, t.id DESC LIMIT $4`,
);
const one = named('fee-schedule.one', `SELECT ${columns} FROM fee_schedule t WHERE t.id = $1`);
/** Those that a bill may rest on, the latest to take effect first. */
const published = named(
  'fee-schedule.published',
  `SELECT ${columns} FROM fee_schedule t WHERE t.estate_id = $1 AND t.state = 'PUBLISHED' ORDER BY t.effective_from DESC`,
);
const firstDay = named(
  'fee-schedule.first-day',
  `SELECT min(t.effective_from)::text AS day FROM fee_schedule t WHERE t.estate_id = $1 AND t.state = 'PUBLISHED'`,
);
const latest = named(
  'fee-schedule.latest',
  `SELECT t.id FROM fee_schedule t WHERE t.estate_id = $1 AND t.state = 'PUBLISHED' ORDER BY t.effective_from DESC LIMIT 1`,
);

@Injectable()
export class FeeScheduleQueries {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
  ) {}

  @Handles(feeSchedulesOfEstate)
  async ofEstate({ estateId, after, limit }: InputOf<typeof feeSchedulesOfEstate>): Promise<OutputOf<typeof feeSchedulesOfEstate>> {
    const position = keyset(after, descending('date', 'uuid'));
    const rows = await this.database.read<FeeScheduleState>(ofEstate, [estateId, ...position, limit + 1]);
    return pageOf(rows, limit, ({ effectiveFrom, id }) => [effectiveFrom!, id]);
  }

  /** What holds at a place; what the platform assumes where no jurisdiction has laid down its own. */
  @Handles(feeSchedulePolicy)
  async inForce({ placeCode }: InputOf<typeof feeSchedulePolicy>): Promise<OutputOf<typeof feeSchedulePolicy>> {
    return (await this.policies.inForce(FeeSchedulePolicyVersion, placeCode)) ?? builtIn;
  }

  /** A fee, wherever it is; what may be done with it is decided where it is changed. */
  async one(id: string): Promise<FeeScheduleState | undefined> {
    return (await this.database.read<FeeScheduleState>(one, [id]))[0];
  }

  /** All published fees of an estate, the latest to take effect first. */
  published(estateId: string): Promise<FeeScheduleState[]> {
    return this.database.read<FeeScheduleState>(published, [estateId]);
  }

  /** The day from which on a published fee is in force at an estate; null without any. */
  async firstDay(estateId: string): Promise<string | null> {
    return (await this.database.read<{ day: string | null }>(firstDay, [estateId]))[0]!.day;
  }

  /** The published fee of an estate that takes effect last. */
  async latest(estateId: string): Promise<string | undefined> {
    return (await this.database.read<{ id: string }>(latest, [estateId]))[0]?.id;
  }
}
