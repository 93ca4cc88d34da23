import { Injectable } from '@nestjs/common';
import { cadreRecalled, householdPlaced, partitionActivated } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { heirsOf } from '../partition/heir.plan.js';

/** Over alias t: the one household it is about; what is common or took others in is about more than that. */
const ofOneHousehold = `(t.household_id IS NOT NULL AND t.scope = 'INDIVIDUAL' AND cardinality(t.grid_codes) < 2
  AND NOT EXISTS (SELECT 1 FROM problem m WHERE m.merged_into_id = t.id AND m.household_id IS DISTINCT FROM t.household_id))`;
const placed = 'EXISTS (SELECT 1 FROM household_grid p WHERE p.household_id = t.household_id AND p.valid_to IS NULL)';
/** Retired grids give way to all their heirs; a place that was such a grid becomes the one heir, or the community of several. */
const followHeirs = `UPDATE problem t SET version = t.version + 1,
    grid_codes = ARRAY(SELECT DISTINCT coalesce(l.heir, c.code) FROM unnest(t.grid_codes) c(code)
                       LEFT JOIN unnest($1::text[], $2::text[]) l(source, heir) ON l.source = c.code ORDER BY 1),
    place_code = CASE (SELECT count(*) FROM unnest($1::text[]) l(source) WHERE l.source = t.place_code)
                   WHEN 0 THEN t.place_code
                   WHEN 1 THEN (SELECT l.heir FROM unnest($1::text[], $2::text[]) l(source, heir) WHERE l.source = t.place_code)
                   ELSE left(t.place_code, 12) END
  WHERE t.grid_codes && $1::text[] AND NOT (${ofOneHousehold} AND ${placed})`;
const followHouseholds = `UPDATE problem t SET grid_codes = array_remove(ARRAY[p.grid_code], NULL), place_code = coalesce(p.grid_code, h.community_code),
    version = t.version + 1
  FROM household h LEFT JOIN household_grid p ON p.household_id = h.id AND p.valid_to IS NULL
  WHERE h.id = t.household_id AND t.household_id = ANY($1::uuid[]) AND t.place_code <> coalesce(p.grid_code, h.community_code) AND ${ofOneHousehold}`;
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
    await this.follow(data.placements, heard);
  }

  /** G-06 The placement in force decides, in any order of events. */
  @On(householdPlaced)
  async placed({ data }: EventMessage<typeof householdPlaced>, heard: Heard): Promise<void> {
    await this.follow(data.placements, heard);
  }

  /** G-27 Who takes over from a cadre in a grid takes over the annual items owned there. */
  @On(cadreRecalled)
  async handOver({ data }: EventMessage<typeof cadreRecalled>, heard: Heard): Promise<void> {
    if (data.successorId) await heard.query(itemsPassOn, [data.cadreId, data.gridCode, data.successorId]);
  }

  private async follow(placements: readonly { householdId: string }[], heard: Heard): Promise<void> {
    await heard.query(followHouseholds, [placements.map(({ householdId }) => householdId)]);
    await heard.query(itemsFollow);
  }
}
