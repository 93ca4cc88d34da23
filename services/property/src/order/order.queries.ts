import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  ordersOfEstate,
  orderStatistics,
  readOrder,
  requestErrors,
  usesOfOrder,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf, UnitOfWork } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { ServiceOrder } from './order.entity.js';
import { orderColumns } from './order.plan.js';
import type { OrderingUnit } from './order.rules.js';

type OrderRow = OutputOf<typeof ordersOfEstate>['items'][number];
type UseRow = OutputOf<typeof usesOfOrder>['items'][number];

const reached = inScope(ServiceOrder.scope);
const ofEstate = named(
  'order.of-estate',
  `SELECT ${orderColumns}
   FROM service_order t WHERE t.estate_id = $3 AND ${reached} AND ($4::uuid IS NULL OR t.household_id = $4)
     AND ($5::uuid IS NULL OR t.item_id = $5) AND ($6::text IS NULL OR t.tier = $6) AND ($7::text IS NULL OR t.state = $7)
     AND (t.ordered_at, t.id) < ($8::timestamptz, $9::uuid) ORDER BY t.ordered_at DESC, t.id DESC LIMIT $10`,
);
const uses = named(
  'order.uses',
  `SELECT u.id, u.order_id AS "orderId", u.used_on::text AS "usedOn", u.quantity, u.evidence_ids AS "evidenceIds", u.recorded_at AS "recordedAt",
     CASE WHEN x.use_id IS NOT NULL THEN json_build_object('reason', x.reason, 'at', x.reversed_at) END AS "takenBack"
   FROM service_order t JOIN service_use u ON u.order_id = t.id LEFT JOIN service_use_reversal x ON x.use_id = u.id WHERE t.id = $3 AND ${reached}
     AND (u.used_on, u.id) < ($4::date, $5::uuid) ORDER BY u.used_on DESC, u.id DESC LIMIT $6`,
);
const statistics = named(
  'order.statistics',
  `SELECT t.id AS "estateId", (SELECT json_agg(s ORDER BY s.tier) FROM (SELECT named.tier, count(o.id)::int AS orders,
       count(DISTINCT o.household_id)::int AS households, count(*) FILTER (WHERE o.state = 'COMPLETED')::int AS completed,
       count(*) FILTER (WHERE o.state = 'CANCELLED')::int AS cancelled, coalesce(sum(o.amount_fen), 0)::bigint AS "orderedFen",
       coalesce(sum(b.amount_fen), 0)::bigint AS "owedFen", coalesce(sum(b.paid_fen), 0)::bigint AS "paidFen",
       coalesce(sum(b.refunded_fen), 0)::bigint AS "refundedFen"
     FROM unnest(ARRAY['OPTIONAL', 'VALUE_ADDED']) AS named (tier) LEFT JOIN service_order o ON o.estate_id = t.id AND o.tier = named.tier
       LEFT JOIN bill b ON b.id = o.bill_id GROUP BY named.tier) s) AS tiers
   FROM estate t WHERE t.id = $3 AND ${inScope({ place: 't.community_code', estate: 't.id' })}`,
);
const unitOf = named(
  'order.unit',
  `SELECT t.estate_id AS "estateId", t.community_code AS "communityCode", t.household_id AS "householdId",
     ${inScope({ self: 't.household_id' })} AS own
   FROM unit t WHERE t.id = $3 AND ${inScope({ place: 't.community_code', estate: 't.estate_id', self: 't.household_id' })}`,
);

@Injectable()
export class OrderQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Handles(readOrder)
  async read({ id }: InputOf<typeof readOrder>, request: Request): Promise<OutputOf<typeof readOrder>> {
    return (await this.work.load(request, ServiceOrder, id)).state;
  }

  @Handles(ordersOfEstate)
  async ofEstate(input: InputOf<typeof ordersOfEstate>, request: Request): Promise<OutputOf<typeof ordersOfEstate>> {
    const { estateId, householdId = null, itemId = null, tier = null, state = null, after, limit } = input;
    const filters = [estateId, householdId, itemId, tier, state];
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<OrderRow>(ofEstate, [...scopeParameters(request), ...filters, ...position, limit + 1]);
    return pageOf(rows, limit, ({ orderedAt, id }) => [orderedAt, id]);
  }

  @Handles(usesOfOrder)
  async uses({ id, after, limit }: InputOf<typeof usesOfOrder>, request: Request): Promise<OutputOf<typeof usesOfOrder>> {
    const position = keyset(after, descending('date', 'uuid'));
    const rows = await this.database.read<UseRow>(uses, [...scopeParameters(request), id, ...position, limit + 1]);
    return pageOf(rows, limit, ({ usedOn, id: use }) => [usedOn, use]);
  }

  @Handles(orderStatistics)
  async statistics({ estateId }: InputOf<typeof orderStatistics>, request: Request): Promise<OutputOf<typeof orderStatistics>> {
    const [row] = await this.database.read<OutputOf<typeof orderStatistics>>(statistics, [...scopeParameters(request), estateId]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  /** The unit, when the actor acts for it. */
  async unit(id: string, request: Request): Promise<OrderingUnit | undefined> {
    return (await this.database.read<OrderingUnit>(unitOf, [...scopeParameters(request), id]))[0];
  }
}
