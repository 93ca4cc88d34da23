import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import {
  fitEntries,
  fitLists,
  fitRecusals,
  leaders,
  readFitList,
  requestErrors,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { ascending, Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { lasts } from '../cadre/serving.queries.js';

const columns = `t.id, t.version, t.place_code AS "placeCode", t.number, t.status, (t.inputs->>'playbookVersion')::int AS "playbookVersion",
  jsonb_array_length(t.inputs->'cadres') AS cadres, jsonb_array_length(t.inputs->'grids') AS grids, t.gaps, t.unplaced,
  t.generated_by_id AS "generatedById", t.generated_at AS "generatedAt", t.published_by_id AS "publishedById", t.published_at AS "publishedAt"`;
/** A draft is for those who make it: nobody is judged in public before somebody has answered for it. */
export const toldOf = `(t.status <> 'DRAFT' OR $2::text[] && '{${leaders.join()}}')`;
/** A list is read by those whose place covers it, and by those whose place it covers. */
export const readable = `(${toldOf} AND (${inScope({ place: 't.place_code' })} OR EXISTS (SELECT FROM known_assignment a
  WHERE a.account_id = $1::uuid AND NOT a.ended AND a.role = ANY($2::text[]) AND a.axis = 'place' AND starts_with(a.scope, t.place_code))))`;
const byId = named('fit-list.by-id', `SELECT ${columns} FROM fit_list t WHERE t.id = $3 AND ${readable}`);
const ofPlace = named(
  'fit-list.of-place',
  `SELECT ${columns} FROM fit_list t
   WHERE (starts_with(t.place_code, $3) OR starts_with($3, t.place_code)) AND ($4::text IS NULL OR t.status = $4)
     AND t.id < $5::uuid AND ${readable} ORDER BY t.id DESC LIMIT $6`,
);
const entriesOf = named(
  'fit-list.entries',
  `SELECT t.list_id AS "listId", t.cadre_id AS "cadreId", t.grid_code AS "gridCode", t.score, t.computed_grid_code AS "computedGridCode",
     t.override_reason AS "overrideReason", t.overridden_by_id AS "overriddenById",
     EXISTS (SELECT FROM cadre_deployment d WHERE d.cadre_id = t.cadre_id AND d.grid_code = t.grid_code AND ${lasts}) AS deployed
   FROM fit_entry t WHERE t.list_id = $3 AND ${inScope({ place: 't.grid_code' })}
     AND ($4::text IS NULL OR t.grid_code = $4) AND ($5::uuid IS NULL OR t.cadre_id = $5)
     AND ($6::boolean IS NULL OR (t.overridden_by_id IS NOT NULL) = $6)
     AND (t.grid_code, t.cadre_id) > ($7::text, $8::uuid) ORDER BY t.grid_code, t.cadre_id LIMIT $9`,
);
const recusals = named(
  'fit-list.recusals',
  `SELECT t.id, t.version, t.cadre_id AS "cadreId", t.place_code AS "placeCode", t.reason, t.declared_by_id AS "declaredById",
     t.declared_at AS "declaredAt", t.ended_at AS "endedAt"
   FROM fit_recusal t WHERE t.ended_at IS NULL AND ${within('$3', 't.place_code')}
     AND t.id > $4::uuid ORDER BY t.id LIMIT $5`,
);

type ListView = OutputOf<typeof readFitList>;
type EntryView = OutputOf<typeof fitEntries>['items'][number];
type RecusalView = OutputOf<typeof fitRecusals>['items'][number];

@Injectable()
export class FitListQueries {
  constructor(private readonly database: Database) {}

  @Handles(readFitList)
  async read({ id }: InputOf<typeof readFitList>, request: Request): Promise<ListView> {
    const [list] = await this.database.read<ListView>(byId, [...scopeParameters(request), id]);
    ensure(list, requestErrors.notFound);
    return list;
  }

  @Handles(fitLists)
  async ofPlace({ placeCode, status, after, limit }: InputOf<typeof fitLists>, request: Request): Promise<OutputOf<typeof fitLists>> {
    const rows = await this.database.read<ListView>(ofPlace, [
      ...[...scopeParameters(request), placeCode, status ?? null],
      ...[...keyset(after, descending('uuid')), limit + 1],
    ]);
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  @Handles(fitEntries)
  async entries(input: InputOf<typeof fitEntries>, request: Request): Promise<OutputOf<typeof fitEntries>> {
    const { id, gridCode, cadreId, overridden, after, limit } = input;
    await this.read({ id }, request);
    const rows = await this.database.read<EntryView>(entriesOf, [
      ...[...scopeParameters(request), id, gridCode ?? null, cadreId ?? null, overridden ?? null],
      ...[...keyset(after, ascending('text', 'uuid')), limit + 1],
    ]);
    return pageOf(rows, limit, ({ gridCode, cadreId }) => [gridCode, cadreId]);
  }

  @Handles(fitRecusals)
  async recusals({ placeCode, after, limit }: InputOf<typeof fitRecusals>, request: Request): Promise<OutputOf<typeof fitRecusals>> {
    const rows = await this.database.read<RecusalView>(recusals, [
      ...scopeParameters(request),
      placeCode,
      ...keyset(after, ascending('uuid')),
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ id }) => [id]);
  }
}
