import { Injectable } from '@nestjs/common';
import { scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { burdenReport, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { burden, type BurdenRow } from './burden.rules.js';

const counted = named(
  'data-request.burden',
  `SELECT t.origin, t.answered_by_id AS "accountId", count(*)::int AS requests, sum(i.items)::int AS items, sum(i.held)::int AS held,
     sum(i.new_fields)::int AS "newFields"
   FROM data_request t CROSS JOIN LATERAL (
     SELECT count(*) AS items, count(*) FILTER (WHERE state IN ('HELD', 'CONFIRMED')) AS held, count(*) FILTER (WHERE state = 'ANSWERED') AS new_fields
     FROM data_request_item WHERE request_id = t.id) i
   WHERE ${within('$3', 't.grid_code')} AND t.asked_at >= $4 AND t.asked_at < $5
   GROUP BY t.origin, t.answered_by_id`,
);

@Injectable()
export class BurdenQueries {
  constructor(private readonly database: Database) {}

  /** X-07 Every request asked within a period counts, also one that is still open or was withdrawn. */
  @Handles(burdenReport)
  async report({ placeCode, from, to }: InputOf<typeof burdenReport>, request: Request): Promise<OutputOf<typeof burdenReport>> {
    return burden(await this.database.read<BurdenRow>(counted, [...scopeParameters(request), placeCode, from, to]));
  }
}
