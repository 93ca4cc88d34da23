import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { discountsOfEstate, entitlementsOfEstate, readEntitlement, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf, UnitOfWork } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { Entitlement } from './discount.entity.js';
import type { DiscountState } from './discount.rules.js';
import type { EntitledUnit } from './entitlement.rules.js';

type Given = OutputOf<typeof readEntitlement>['bills'][number];
type Listed = OutputOf<typeof entitlementsOfEstate>['items'][number];

const columns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.fee_schedule_id AS "feeScheduleId", t.kind,
  t.measure, t.value, t.reason, t.from_day::text AS "from", t.to_day::text AS "to", t.state, t.published_at AS "publishedAt",
  t.end_reason AS "endReason"`;
const ofEstate = named(
  'discount.of-estate',
  `SELECT ${columns} FROM discount t WHERE t.estate_id = $1 AND t.published_at IS NOT NULL AND (t.from_day, t.id) < ($2::date, $3::uuid)
   ORDER BY t.from_day DESC, t.id DESC LIMIT $4`,
);
const published = named('discount.published', `SELECT ${columns} FROM discount t WHERE t.estate_id = $1 AND t.published_at IS NOT NULL`);
const entitlements = named(
  'discount.entitlements',
  `SELECT t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.unit_id AS "unitId", t.household_id AS "householdId",
     t.from_day::text AS "from", t.to_day::text AS "to", t.state, t.recorded_at AS "recordedAt", t.confirmed_at AS "confirmedAt"
   FROM entitlement t WHERE t.estate_id = $3 AND ${inScope(Entitlement.scope)} AND (t.recorded_at, t.id) < ($4::timestamptz, $5::uuid)
   ORDER BY t.recorded_at DESC, t.id DESC LIMIT $6`,
);
const given = named(
  'discount.given',
  `SELECT g.bill_id AS "billId", g.discount_id AS "discountId", g.amount_fen AS "amountFen" FROM bill_discount g
   WHERE g.entitlement_id = $1 ORDER BY g.bill_id DESC LIMIT 200`,
);
const unit = named(
  'discount.unit',
  `SELECT u.estate_id AS "estateId", u.community_code AS "communityCode", u.household_id AS "householdId" FROM unit u WHERE u.id = $1`,
);

@Injectable()
export class DiscountQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Handles(discountsOfEstate)
  async ofEstate({ estateId, after, limit }: InputOf<typeof discountsOfEstate>): Promise<OutputOf<typeof discountsOfEstate>> {
    const position = keyset(after, descending('date', 'uuid'));
    const rows = await this.database.read<DiscountState>(ofEstate, [estateId, ...position, limit + 1]);
    return pageOf(rows, limit, ({ from, id }) => [from, id]);
  }

  @Handles(entitlementsOfEstate)
  async entitlements(input: InputOf<typeof entitlementsOfEstate>, request: Request): Promise<OutputOf<typeof entitlementsOfEstate>> {
    const { estateId, after, limit } = input;
    const parameters = [...scopeParameters(request), estateId, ...keyset(after, descending('timestamptz', 'uuid')), limit + 1];
    const rows = await this.database.read<Listed>(entitlements, parameters);
    return pageOf(rows, limit, ({ recordedAt, id }) => [recordedAt, id]);
  }

  @Handles(readEntitlement)
  async readEntitlement({ id }: InputOf<typeof readEntitlement>, request: Request): Promise<OutputOf<typeof readEntitlement>> {
    const { state } = await this.work.load(request, Entitlement, id);
    return { ...state, bills: await this.database.read<Given>(given, [id]) };
  }

  /** All published discounts of an estate, ended ones too: each says from when to when it holds. */
  published(estateId: string): Promise<DiscountState[]> {
    return this.database.read<DiscountState>(published, [estateId]);
  }

  /** A unit, wherever it is; what may be recorded of it is decided where it is written. */
  async unit(id: string): Promise<EntitledUnit | undefined> {
    return (await this.database.read<EntitledUnit>(unit, [id]))[0];
  }
}
