import { Injectable } from '@nestjs/common';
import { cadreDeployed, cadreRecalled, partitionActivated } from '@gezhi/shared/contracts';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { heirsOf } from '../partition/heir.plan.js';
import { listColumns } from './cadre-columns.queries.js';
import { endList, type DutyListState } from './duty-list.rules.js';

const endRetired = `UPDATE cadre_deployment d SET ended_on = greatest($2::date, d.starts_on), end_reason = 'PARTITION', version = d.version + 1
  FROM cadre c WHERE c.id = d.cadre_id AND d.grid_code = ANY($1::text[]) AND d.ended_on IS NULL
  RETURNING d.id AS "deploymentId", d.cadre_id AS "cadreId", c.account_id AS "accountId", d.grid_code AS "gridCode", d.starts_on AS "from",
    d.term_ends_on AS "to", d.ended_on AS "lastDay", d.version`;
/** Begins after whatever the cadre served in that grid before. */
const carryOver = `INSERT INTO cadre_deployment (id, version, cadre_id, grid_code, starts_on, term_ends_on)
  SELECT gen_random_uuid(), 1, $1::uuid, $2::text, b.day, CASE WHEN $4::date IS NOT NULL THEN greatest($4::date, b.day) END
  FROM (SELECT greatest($3::date, max(d.ended_on) + 1) AS day FROM cadre_deployment d WHERE d.cadre_id = $1::uuid AND d.grid_code = $2::text) b
  ON CONFLICT (cadre_id, grid_code) WHERE ended_on IS NULL DO NOTHING RETURNING id AS "deploymentId", starts_on AS "from", term_ends_on AS "to"`;
const moveDuties = `UPDATE duty SET grid_code = $2, version = version + 1 WHERE grid_code = $1 AND status IN ('ISSUED', 'CONFIRMED')`;
const lastingLists = `SELECT ${listColumns} FROM duty_list t WHERE t.deployment_id = ANY($1::uuid[]) AND t.status <> 'ENDED' ORDER BY t.id FOR UPDATE`;
const endLists = `UPDATE duty_list SET status = 'ENDED', ended_at = $2, version = version + 1 WHERE id = ANY($1::uuid[])`;

interface Ended {
  readonly deploymentId: string;
  readonly cadreId: string;
  readonly accountId: string | null;
  readonly gridCode: string;
  readonly from: string;
  readonly to: string | null;
  readonly lastDay: string;
  readonly version: number;
}

@Injectable()
export class CadreSubscriber {
  /**
   * G-06 Deployments and duties of retired grids go on in the grids that came from them; the first chunk says it all. A list was
   * made for the grid that was: it ends, and the new deployments begin without one.
   */
  @On(partitionActivated)
  async carryOver(event: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    const { chunk, communityCode, effectiveFrom, retired } = event.data;
    if (chunk !== 1 || !retired.length) return;
    const first = localDateOf(effectiveFrom);
    const heirs = await heirsOf(heard, communityCode, retired);
    const allEnded = await heard.query<Ended>(endRetired, [retired, addDays(first, -1)]);
    await this.endLists(allEnded, heard);
    for (const ended of allEnded) {
      const { to, ...recalled } = ended;
      heard.emit(cadreRecalled(recalled), { id: ended.deploymentId, place: ended.gridCode });
      for (const gridCode of heirs.get(ended.gridCode) ?? []) await this.continueIn(gridCode, first, ended, heard);
    }
    for (const [gridCode, [heir]] of heirs) await heard.query(moveDuties, [gridCode, heir]);
  }

  private async endLists(ended: readonly Ended[], heard: Heard): Promise<void> {
    const lists = await heard.query<DutyListState>(lastingLists, [ended.map(({ deploymentId }) => deploymentId)]);
    const ids = lists.map((list) => endList(list, heard.now).state.id);
    if (ids.length) await heard.query(endLists, [ids, heard.now]);
  }

  private async continueIn(gridCode: string, from: string, ended: Ended, heard: Heard): Promise<void> {
    const { cadreId, accountId } = ended;
    const starts = from > ended.from ? from : ended.from;
    const [carried] = await heard.query<Pick<Ended, 'deploymentId' | 'from' | 'to'>>(carryOver, [cadreId, gridCode, starts, ended.to]);
    if (!carried) return;
    heard.emit(cadreDeployed({ ...carried, cadreId, accountId, gridCode, version: 1 }), {
      id: carried.deploymentId,
      place: gridCode,
    });
  }
}
