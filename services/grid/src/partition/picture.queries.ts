import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import type { GridPicture } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { servingNamesOf } from '../cadre/serving.queries.js';
import { openDisputesOf } from '../dispute/open.queries.js';
import { openCasesOf } from '../hard-case/open.queries.js';
import { FreshnessQueries } from '../profile/freshness.queries.js';
import { activeStrategyOf } from '../strategy/active.queries.js';
import { postedNamesOf } from '../worker/posted.queries.js';
import { gridCodeLength } from './in-force.plan.js';

type Form = Pick<GridPicture, 'code' | 'type' | 'boundary' | 'validFrom' | 'diagnoses'>;

const formOf = named(
  'picture.form',
  `SELECT t.code, t.type, t.boundary, t.valid_from AS "validFrom",
     ARRAY(SELECT d.label FROM grid_diagnosis d WHERE d.grid_code = t.code AND d.ended_at IS NULL ORDER BY d.label) AS diagnoses
   FROM grid t WHERE t.code = $3 AND t.valid_to IS NULL AND ${inScope({ place: 't.code' })}`,
);

/** G-05 一格一图 The whole picture of one grid in force, for those on duty there. */
@Injectable()
export class PictureQueries {
  constructor(
    private readonly database: Database,
    private readonly profiles: FreshnessQueries,
  ) {}

  async of(placeCode: string, request: Request): Promise<GridPicture | null> {
    if (placeCode.length !== gridCodeLength) return null;
    const one = [placeCode];
    const [[form], cadres, workers, { grids }, [strategy], [cases], [disputes]] = await Promise.all([
      this.database.read<Form>(formOf, [...scopeParameters(request), placeCode]),
      this.database.read<GridPicture['cadres'][number]>(servingNamesOf, one),
      this.database.read<GridPicture['workers'][number]>(postedNamesOf, one),
      this.profiles.freshness({ placeCode }, request),
      this.database.read<NonNullable<GridPicture['strategy']>>(activeStrategyOf, one),
      this.database.read<{ cases: number }>(openCasesOf, one),
      this.database.read<{ disputes: number }>(openDisputesOf, one),
    ]);
    if (!form) return null;
    const [known] = grids;
    const profile = known ? { complete: known.complete, fresh: known.fresh, gaps: known.gaps } : null;
    return { ...form, cadres, workers, profile, strategy: strategy ?? null, backlogCases: cases!.cases, disputes: disputes!.disputes };
  }
}
