import { Injectable } from '@nestjs/common';
import type { GridType } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { candidatesOf } from '../cadre/serving.queries.js';
import { levelsOf, type Rating } from '../capability/capability.rules.js';
import { ratingsOf } from '../capability/held.queries.js';
import { PlaybookQueries } from '../playbook/playbook.queries.js';
import { openProblemsByGrid } from '../problem/open.queries.js';
import { openRequestsByGrid } from '../service-request/open.queries.js';
import type { FitCadre } from './assignment.rules.js';
import type { FitFacts } from './drawing.rules.js';

const gridsOf = named(
  'fit-list.grids',
  'SELECT g.code, g.type FROM grid g WHERE g.valid_to IS NULL AND starts_with(g.code, $1) ORDER BY g.code',
);
/** A recusal from a grid goes on in the grids that came from it. */
const recusalsOf = named(
  'fit-list.recusals-of',
  `WITH RECURSIVE recused (cadre_id, place_code) AS (
     SELECT r.cadre_id, r.place_code FROM fit_recusal r
     WHERE r.ended_at IS NULL AND (starts_with(r.place_code, left($1, 12)) OR starts_with($1, r.place_code))
     UNION SELECT r.cadre_id, l.to_code FROM recused r JOIN grid_lineage l ON l.from_code = r.place_code)
   SELECT cadre_id AS "cadreId", place_code AS "placeCode" FROM recused ORDER BY cadre_id, place_code`,
);

interface Open {
  readonly gridCode: string;
  readonly open: number;
}
type Candidate = Omit<FitCadre, 'id' | 'levels' | 'recusedAt'> & { readonly cadreId: string };

/** What a fit list is drawn up from, read without a lock: the list says when and from what. */
@Injectable()
export class FitFactsQueries {
  constructor(
    private readonly database: Database,
    private readonly playbooks: PlaybookQueries,
  ) {}

  async at(placeCode: string): Promise<FitFacts> {
    const [grids, candidates, recusals, playbook, problems, requests] = await Promise.all([
      this.database.read<{ code: string; type: GridType }>(gridsOf, [placeCode]),
      this.database.read<Candidate>(candidatesOf, [placeCode]),
      this.database.read<FitFacts['recusals'][number]>(recusalsOf, [placeCode]),
      this.playbooks.at(placeCode),
      this.database.read<Open>(openProblemsByGrid, [placeCode]),
      this.database.read<Open>(openRequestsByGrid, [placeCode]),
    ]);
    const ratings = await this.database.read<Rating>(ratingsOf, [candidates.map(({ cadreId }) => cadreId)]);
    const work = new Map<string, number>();
    for (const { gridCode, open } of [...problems, ...requests]) work.set(gridCode, (work.get(gridCode) ?? 0) + open);
    return {
      playbookVersion: playbook.version,
      types: playbook.types.map(({ type, weights, requiredLines, cadres }) => ({ type, weights, requiredLines, ...cadres })),
      grids: grids.map(({ code, type }) => ({ code, type, openWork: work.get(code) ?? 0 })),
      cadres: candidates.map(({ cadreId: id, line, load }) => ({ id, line, load })),
      levels: levelsOf(ratings),
      recusals,
    };
  }
}
