import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { backlogClearance, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { addDays, instantAt } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { sightParameters, visibleCase } from './case-facts.queries.js';
import { clearance, type ClearanceCounts } from './clearance.rules.js';

/** $5 begins the period, $6 is the instant after it. What a reader may not see counts for nobody who asks. */
const counts = named(
  'hard-case.clearance',
  `SELECT count(*) FILTER (WHERE c.at_start)::int AS "openAtStart", count(*) FILTER (WHERE c.registered)::int AS registered,
     count(*) FILTER (WHERE c.reopened)::int AS reopened, count(*) FILTER (WHERE c.cleared)::int AS cleared,
     count(*) FILTER (WHERE c.reopened AND NOT c.at_start AND NOT c.registered)::int AS returned
   FROM (
     SELECT t.registered_at >= $5::timestamptz AS registered,
       t.registered_at < $5 AND coalesce((SELECT e.kind = 'RELAPSE' FROM case_entry e
         WHERE e.case_id = t.id AND e.kind IN ('CLEARING', 'RELAPSE') AND e.at < $5 ORDER BY e.at DESC, e.id DESC LIMIT 1), true) AS at_start,
       EXISTS (SELECT 1 FROM case_entry e WHERE e.case_id = t.id AND e.kind = 'RELAPSE' AND e.at >= $5 AND e.at < $6) AS reopened,
       EXISTS (SELECT 1 FROM case_entry e WHERE e.case_id = t.id AND e.kind = 'CLEARING' AND e.at >= $5 AND e.at < $6 AND NOT EXISTS (
         SELECT 1 FROM case_entry r WHERE r.case_id = t.id AND r.kind = 'RELAPSE' AND (r.at, r.id) > (e.at, e.id)
           AND r.at < greatest(e.quiet_until, $6))) AS cleared
     FROM backlog_case t WHERE starts_with(t.place_code, $4) AND t.registered_at < $6::timestamptz AND ${visibleCase}
   ) c`,
);

@Injectable()
export class ClearanceQueries {
  constructor(private readonly database: Database) {}

  @Handles(backlogClearance)
  async clearance(input: InputOf<typeof backlogClearance>, request: Request): Promise<OutputOf<typeof backlogClearance>> {
    const period = [instantAt(input.from), instantAt(addDays(input.to, 1))];
    const [row] = await this.database.read<ClearanceCounts>(counts, [...sightParameters(request), input.placeCode, ...period]);
    return clearance(row!);
  }
}
