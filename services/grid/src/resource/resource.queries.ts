import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { allocationsOfGrid, resourceGaps, type GridType, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf, type Statement, today } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { cadreCountsByGrid } from '../cadre/serving.queries.js';
import { PlaybookQueries } from '../playbook/playbook.queries.js';
import { typeIn, type Playbook } from '../playbook/playbook.rules.js';
import { workerCountsByGrid } from '../worker/posted.queries.js';
import { gapsOf, type Held } from './resource-standard.rules.js';

const ofGrid = named(
  'resource.of-grid',
  `SELECT t.id, t.version, t.grid_code AS "gridCode", t.kind, t.code, t.quantity, t.source, t.source_id AS "sourceId", t.from_on AS "fromOn",
     t.ended_on AS "endedOn", t.note, t.end_reason AS "endReason" FROM resource_allocation t
   WHERE t.grid_code = $3 AND ${inScope({ place: 't.grid_code' })} AND (t.from_on, t.id) < ($4::date, $5::uuid)
   ORDER BY t.from_on DESC, t.id DESC LIMIT $6`,
);
const grids = named(
  'resource.grids',
  `SELECT g.code AS "gridCode", g.community_code AS "communityCode", g.type, count(h.id)::int AS households
   FROM grid g LEFT JOIN household_grid p ON p.grid_code = g.code AND p.valid_to IS NULL
     LEFT JOIN household h ON h.id = p.household_id AND h.status = 'ACTIVE'
   WHERE g.valid_to IS NULL AND ${within('$3', 'g.code')}
   GROUP BY g.code, g.community_code, g.type ORDER BY g.code`,
);
/** $1 place → gridCode, kind, code, quantity: what is allocated today. */
const allocated = named(
  'resource.allocated',
  `SELECT t.grid_code AS "gridCode", t.kind, t.code, sum(t.quantity)::bigint AS quantity FROM resource_allocation t
   WHERE starts_with(t.grid_code, $1) AND t.from_on <= ${today} AND (t.ended_on IS NULL OR t.ended_on >= ${today}) GROUP BY 1, 2, 3`,
);

/** People are counted where they serve: the code of the standard → the statement ($1 place → gridCode and the count under this name). */
const peopleCounts: readonly { readonly code: string; readonly statement: Statement; readonly count: string }[] = [
  { code: 'CADRE', statement: cadreCountsByGrid, count: 'cadres' },
  { code: 'GRID_WORKER', statement: workerCountsByGrid, count: 'workers' },
];

interface GridRow {
  readonly gridCode: string;
  readonly communityCode: string;
  readonly type: GridType;
  readonly households: number;
}
type HeldIn = Held & { readonly gridCode: string };

@Injectable()
export class ResourceQueries {
  constructor(
    private readonly database: Database,
    private readonly playbooks: PlaybookQueries,
  ) {}

  @Handles(allocationsOfGrid)
  async ofGrid(input: InputOf<typeof allocationsOfGrid>, request: Request): Promise<OutputOf<typeof allocationsOfGrid>> {
    const { gridCode, limit, after } = input;
    const parameters = [...scopeParameters(request), gridCode, ...keyset(after, descending('date', 'uuid')), limit + 1];
    const rows = await this.database.read<OutputOf<typeof allocationsOfGrid>['items'][number]>(ofGrid, parameters);
    return pageOf(rows, limit, ({ fromOn, id }) => [fromOn, id]);
  }

  /** G-09 The standard of each grid's type beside what the grid has today. */
  @Handles(resourceGaps)
  async gaps({ placeCode }: InputOf<typeof resourceGaps>, request: Request): Promise<OutputOf<typeof resourceGaps>> {
    const [rows, given, ...people] = await Promise.all([
      this.database.read<GridRow>(grids, [...scopeParameters(request), placeCode]),
      this.database.read<HeldIn>(allocated, [placeCode]),
      ...peopleCounts.map((counted) => this.people(counted, placeCode)),
    ]);
    const held = new Map<string, HeldIn[]>(rows.map(({ gridCode }) => [gridCode, []]));
    for (const one of [...given, ...people.flat()]) held.get(one.gridCode)?.push(one);
    const playbooks = await this.playbooksOf(rows);
    return {
      grids: rows.map(({ gridCode, communityCode, type, households }) => {
        const { resources } = typeIn(playbooks.get(communityCode)!, type);
        return { gridCode, type, items: gapsOf(resources, held.get(gridCode)!, households) };
      }),
    };
  }

  private async people({ code, statement, count }: (typeof peopleCounts)[number], placeCode: string): Promise<HeldIn[]> {
    const rows = await this.database.read<Record<string, string | number>>(statement, [placeCode]);
    return rows.map((row) => ({ gridCode: row.gridCode as string, kind: 'PEOPLE', code, quantity: row[count] as number }));
  }

  private async playbooksOf(rows: readonly GridRow[]): Promise<ReadonlyMap<string, Playbook>> {
    const communities = [...new Set(rows.map(({ communityCode }) => communityCode))];
    return new Map(await Promise.all(communities.map(async (code) => [code, await this.playbooks.at(code)] as const)));
  }
}
