import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { fitListDiff, fitPair, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import type { FitInputs } from './assignment.rules.js';
import { explain } from './explanation.rules.js';
import { readable, toldOf } from './fit-list.queries.js';
import { diff, type FitEntryState } from './fit-list.rules.js';

const inputsOf = named(
  'fit-list.inputs',
  `SELECT t.inputs FROM fit_list t WHERE t.id = $3 AND ${readable} AND ${inScope({ place: '$4::text' })}`,
);
const whole = named(
  'fit-list.whole',
  `SELECT t.id FROM fit_list t WHERE t.id = ANY($3::uuid[]) AND ${toldOf} AND ${inScope({ place: 't.place_code' })}`,
);
/** All entries of list `$1`. */
export const entriesOf = named(
  'fit-list.all-entries',
  `SELECT t.cadre_id AS "cadreId", t.grid_code AS "gridCode", t.score, t.computed_grid_code AS "computedGridCode",
     t.override_reason AS "overrideReason", t.overridden_by_id AS "overriddenById" FROM fit_entry t WHERE t.list_id = $1 ORDER BY t.cadre_id`,
);

@Injectable()
export class FitPairQueries {
  constructor(private readonly database: Database) {}

  @Handles(fitPair)
  async pair({ id, cadreId, gridCode }: InputOf<typeof fitPair>, request: Request): Promise<OutputOf<typeof fitPair>> {
    const [[list], entries] = await Promise.all([
      this.database.read<{ inputs: FitInputs }>(inputsOf, [...scopeParameters(request), id, gridCode]),
      this.entriesOf(id),
    ]);
    ensure(list, requestErrors.notFound);
    const { reasons, better, ...pair } = explain(list.inputs, entries, cadreId, gridCode);
    return { ...pair, reasons: [...reasons], better: [...better] };
  }

  /** Both lists whole: who sees a part of a list alone is not told what else has moved. */
  @Handles(fitListDiff)
  async diff({ id, againstId }: InputOf<typeof fitListDiff>, request: Request): Promise<OutputOf<typeof fitListDiff>> {
    const ids = [...new Set([id, againstId])];
    const found = await this.database.read(whole, [...scopeParameters(request), ids]);
    ensure(found.length === ids.length, requestErrors.notFound);
    const [before, after] = await Promise.all([this.entriesOf(againstId), this.entriesOf(id)]);
    return diff(before, after);
  }

  private entriesOf(id: string): Promise<FitEntryState[]> {
    return this.database.read<FitEntryState>(entriesOf, [id]);
  }
}
