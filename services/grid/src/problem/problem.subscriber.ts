import { Injectable } from '@nestjs/common';
import { cadreRecalled, partitionActivated } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { heirsOf } from '../partition/heir.plan.js';

/** Retired grids give way to all their heirs; a place that was such a grid becomes the one heir, or the community of several. */
const followHeirs = `UPDATE problem t SET version = t.version + 1,
    grid_codes = ARRAY(SELECT DISTINCT coalesce(l.heir, c.code) FROM unnest(t.grid_codes) c(code)
                       LEFT JOIN unnest($1::text[], $2::text[]) l(source, heir) ON l.source = c.code ORDER BY 1),
    place_code = CASE (SELECT count(*) FROM unnest($1::text[]) l(source) WHERE l.source = t.place_code)
                   WHEN 0 THEN t.place_code
                   WHEN 1 THEN (SELECT l.heir FROM unnest($1::text[], $2::text[]) l(source, heir) WHERE l.source = t.place_code)
                   ELSE left(t.place_code, 12) END
  WHERE t.household_id IS NULL AND t.grid_codes && $1::text[]`;
const followHouseholds = `UPDATE problem t SET grid_codes = ARRAY[p.grid_code], place_code = p.grid_code, version = t.version + 1
  FROM unnest($1::uuid[], $2::text[]) p(household_id, grid_code)
  WHERE t.household_id = p.household_id AND t.scope = 'INDIVIDUAL' AND t.place_code <> p.grid_code`;
const itemsFollow =
  'UPDATE annual_item i SET place_code = p.place_code, version = i.version + 1 FROM problem p WHERE p.id = i.problem_id AND i.place_code <> p.place_code';
/** The same items that `annualItemsOwnedBy` names. */
const itemsPassOn = `UPDATE annual_item i SET owner_cadre_id = $3, version = i.version + 1 FROM problem p
  WHERE p.id = i.problem_id AND i.owner_cadre_id = $1 AND i.closed_at IS NULL
    AND ($2 = ANY(p.grid_codes) OR (cardinality(p.grid_codes) = 0 AND starts_with($2, p.place_code)))`;

@Injectable()
export class ProblemSubscriber {
  /** G-06 Problems go on in the grids that came from theirs, those of a household where the household is now. */
  @On(partitionActivated)
  async carryOver({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    if (data.chunk === 1) {
      const heirs = [...(await heirsOf(heard, data.communityCode, data.retired))].flatMap(([from, all]) => all.map((to) => ({ from, to })));
      await heard.query(followHeirs, [heirs.map(({ from }) => from), heirs.map(({ to }) => to)]);
    }
    await heard.query(followHouseholds, [
      data.placements.map(({ householdId }) => householdId),
      data.placements.map(({ gridCode }) => gridCode),
    ]);
    await heard.query(itemsFollow);
  }

  /** G-27 Who takes over from a cadre in a grid takes over the annual items owned there. */
  @On(cadreRecalled)
  async handOver({ data }: EventMessage<typeof cadreRecalled>, heard: Heard): Promise<void> {
    if (data.successorId) await heard.query(itemsPassOn, [data.cadreId, data.gridCode, data.successorId]);
  }
}
