import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { gridLineage, gridsOfPlace, readGrid, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { gridColumns } from './in-force.queries.js';

const atInstant = (parameter: string) =>
  `CASE WHEN ${parameter}::timestamptz IS NULL THEN t.valid_to IS NULL ELSE t.valid_from <= ${parameter} AND (t.valid_to IS NULL OR t.valid_to > ${parameter}) END`;
const gridAt = named(
  'partition.grid-at',
  `SELECT ${gridColumns} FROM grid t WHERE t.code = $3 AND ${atInstant('$4')} AND ${inScope({ place: 't.code' })}`,
);
const gridsAt = named(
  'partition.grids-at',
  `SELECT ${gridColumns} FROM grid t
   WHERE ${within('$3', 't.code')} AND ($5::text IS NULL OR t.type = $5) AND ${atInstant('$4')} AND t.code > $6::text
   ORDER BY t.code LIMIT $7`,
);
const lineageOf = named(
  'partition.lineage',
  `SELECT t.from_code AS "from", t.to_code AS "to", t.kind, t.plan_id AS "planId", t.at FROM grid_lineage t
   WHERE (t.from_code = $3 OR t.to_code = $3) AND ${inScope({ place: '$3::text' })} ORDER BY t.at, t.id`,
);
@Injectable()
export class PartitionQueries {
  constructor(private readonly database: Database) {}

  @Handles(readGrid)
  async grid(input: InputOf<typeof readGrid>, request: Request): Promise<OutputOf<typeof readGrid>> {
    const [row] = await this.database.read<OutputOf<typeof readGrid>>(gridAt, [
      ...scopeParameters(request),
      input.code,
      input.asOf ?? null,
    ]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(gridsOfPlace)
  async grids(
    { placeCode, type, asOf, after, limit }: InputOf<typeof gridsOfPlace>,
    request: Request,
  ): Promise<OutputOf<typeof gridsOfPlace>> {
    const parameters = [...scopeParameters(request), placeCode, asOf ?? null, type ?? null, ...keyset(after, ascending('text')), limit + 1];
    const rows = await this.database.read<OutputOf<typeof readGrid>>(gridsAt, parameters);
    return pageOf(rows, limit, ({ code }) => [code]);
  }

  @Handles(gridLineage)
  async lineage(input: InputOf<typeof gridLineage>, request: Request): Promise<OutputOf<typeof gridLineage>> {
    return { items: await this.database.read(lineageOf, [...scopeParameters(request), input.code]) };
  }
}
