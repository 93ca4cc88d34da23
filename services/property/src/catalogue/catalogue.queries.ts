import { Injectable } from '@nestjs/common';
import { catalogueOfEstate, versionsOfServiceItem, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, Database, descending, keyset, named, pageOf, today } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import type { OfferedVersion } from './catalogue.rules.js';

type Entry = OutputOf<typeof catalogueOfEstate>['items'][number];
type VersionRow = OutputOf<typeof versionsOfServiceItem>['items'][number];

const columns = `v.id, v.item_id AS "itemId", v.number, v.name, v.description, v.price_fen AS "priceFen", v.unit,
  v.effective_from::text AS "effectiveFrom", v.published_at AS "publishedAt"`;
const ofEstate = named(
  'catalogue.of-estate',
  `SELECT ${columns}, t.estate_id AS "estateId", t.tier, CASE t.tier WHEN 'BASIC' THEN (SELECT json_build_object(
       'feeScheduleId', f.id, 'amountFen', f.amount_fen, 'unit', f.unit, 'period', f.period)
     FROM fee_schedule f WHERE f.estate_id = e.id AND f.state = 'PUBLISHED' AND f.effective_from <= d.day
     ORDER BY f.effective_from DESC LIMIT 1) END AS fee
   FROM estate e CROSS JOIN (SELECT coalesce($2::date, ${today}) AS day) d
     JOIN service_item t ON t.estate_id = e.id OR (t.estate_id IS NULL AND starts_with(e.community_code, t.place_code))
     CROSS JOIN LATERAL (SELECT * FROM service_item_version i WHERE i.item_id = t.id AND i.effective_from <= d.day
       ORDER BY i.effective_from DESC LIMIT 1) v
   WHERE e.id = $1 AND ($3::text IS NULL OR t.tier = $3) AND (t.withdrawn_from IS NULL OR d.day < t.withdrawn_from)
     AND (t.tier, t.id) > ($4, $5::uuid) ORDER BY t.tier, t.id LIMIT $6`,
);
const versions = named(
  'catalogue.versions',
  `SELECT ${columns} FROM service_item_version v WHERE v.item_id = $1 AND v.number < $2 ORDER BY v.number DESC LIMIT $3`,
);
const offered = named(
  'catalogue.offered',
  `SELECT v.id, v.item_id AS "itemId", v.price_fen AS "priceFen", v.unit, v.effective_from::text AS "effectiveFrom", t.estate_id AS "estateId",
     t.place_code AS "placeCode", t.tier, t.withdrawn_from::text AS "withdrawnFrom",
     (SELECT n.effective_from::text FROM service_item_version n WHERE n.item_id = v.item_id AND n.number = v.number + 1) AS "supersededFrom"
   FROM service_item_version v JOIN service_item t ON t.id = v.item_id WHERE v.id = $1`,
);

@Injectable()
export class CatalogueQueries {
  constructor(private readonly database: Database) {}

  @Handles(catalogueOfEstate)
  async ofEstate(input: InputOf<typeof catalogueOfEstate>): Promise<OutputOf<typeof catalogueOfEstate>> {
    const { estateId, on = null, tier = null, after, limit } = input;
    const parameters = [estateId, on, tier, ...keyset(after, ascending('text', 'uuid')), limit + 1];
    return pageOf(await this.database.read<Entry>(ofEstate, parameters), limit, ({ tier: of, itemId }) => [of, itemId]);
  }

  @Handles(versionsOfServiceItem)
  async versions({ itemId, after, limit }: InputOf<typeof versionsOfServiceItem>): Promise<OutputOf<typeof versionsOfServiceItem>> {
    const rows = await this.database.read<VersionRow>(versions, [itemId, ...keyset(after, descending('integer')), limit + 1]);
    return pageOf(rows, limit, ({ number }) => [number]);
  }

  /** A version with its item, wherever it is offered; whether it can be ordered is decided by the order. */
  async offered(versionId: string): Promise<OfferedVersion | undefined> {
    return (await this.database.read<OfferedVersion>(offered, [versionId]))[0];
  }
}
