import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { gridHistory, requestErrors, searchPlace, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { searchTerms } from './search.rules.js';

const formsOf = named(
  'partition.forms',
  `SELECT t.type, t.reason, t.valid_from AS "validFrom", t.valid_to AS "validTo", t.plan_id AS "planId"
   FROM grid t WHERE t.code = $3 AND ${inScope({ place: 't.code' })} ORDER BY t.valid_from, t.version`,
);
const householdPlace = 'coalesce(p.grid_code, t.community_code)';
/** $3 place, $4 prefix, $5 code, $6 serial, $7 limit; a like pattern is made of what was typed, with its own signs escaped. */
const hits = named(
  'partition.search',
  `WITH typed AS (SELECT replace(replace(replace($4::text, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' AS pattern)
   (SELECT 'GRID' AS kind, t.code AS id, t.code AS label, t.code AS "placeCode" FROM grid t
    WHERE t.valid_to IS NULL AND ${within('$3', 't.code')} AND (starts_with(t.code, $5::text) OR right(t.code, 3) = $6::text) ORDER BY t.code LIMIT $7)
   UNION ALL
   (SELECT 'HOUSEHOLD', t.id::text, t.address_label, ${householdPlace} FROM typed, household t
      LEFT JOIN household_grid p ON p.household_id = t.id AND p.valid_to IS NULL
    WHERE t.status = 'ACTIVE' AND ${within('$3', householdPlace)} AND (t.address_label LIKE typed.pattern OR t.external_ref LIKE typed.pattern
        OR EXISTS (SELECT 1 FROM person n WHERE n.household_id = t.id AND n.name LIKE typed.pattern))
      ORDER BY t.address_label, t.id LIMIT $7)
   UNION ALL
   (SELECT 'CADRE', t.id::text, n.name, t.home_place FROM typed, cadre t JOIN person n ON n.id = t.person_id
    WHERE t.active AND ${within('$3', 't.home_place')} AND n.name LIKE typed.pattern
    ORDER BY n.name, t.id LIMIT $7)
   UNION ALL
   (SELECT 'WORKER', t.id::text, n.name, t.home_place FROM typed, grid_worker t JOIN person n ON n.id = t.person_id
    WHERE t.active AND ${within('$3', 't.home_place')} AND n.name LIKE typed.pattern
    ORDER BY n.name, t.id LIMIT $7)`,
);

@Injectable()
export class SearchQueries {
  constructor(private readonly database: Database) {}

  @Handles(gridHistory)
  async history({ code }: InputOf<typeof gridHistory>, request: Request): Promise<OutputOf<typeof gridHistory>> {
    const items = await this.database.read<OutputOf<typeof gridHistory>['items'][number]>(formsOf, [...scopeParameters(request), code]);
    ensure(items.length, requestErrors.notFound);
    return { items };
  }

  @Handles(searchPlace)
  async search({ placeCode, text, limit }: InputOf<typeof searchPlace>, request: Request): Promise<OutputOf<typeof searchPlace>> {
    const { code, serial, prefix } = searchTerms(text);
    const parameters = [...scopeParameters(request), placeCode, prefix, code, serial, limit];
    const items = await this.database.read<OutputOf<typeof searchPlace>['items'][number]>(hits, parameters);
    return { items: items.slice(0, limit) };
  }
}
