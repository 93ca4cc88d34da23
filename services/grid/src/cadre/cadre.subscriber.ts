import { Injectable } from '@nestjs/common';
import {
  cadreDeployed,
  cadreRecalled,
  partitionActivated,
  serviceRequestClosed,
  serviceRequestDispatched,
  serviceRequestMarkedDuplicate,
  serviceRequestReopened,
} from '@gezhi/shared/contracts';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { follow, type DutyState, type RequestNews } from './duty.rules.js';

const endRetired = `UPDATE cadre_deployment d SET ended_on = greatest($2::date, d.starts_on), end_reason = 'PARTITION', version = d.version + 1
  FROM cadre c WHERE c.id = d.cadre_id AND d.grid_code = ANY($1::text[]) AND d.ended_on IS NULL
  RETURNING d.id AS "deploymentId", d.cadre_id AS "cadreId", c.account_id AS "accountId", d.grid_code AS "gridCode", d.starts_on AS "from",
    d.term_ends_on AS "to", d.ended_on AS "lastDay", d.version`;
const carryOver = `INSERT INTO cadre_deployment (id, version, cadre_id, grid_code, starts_on, term_ends_on)
  VALUES (gen_random_uuid(), 1, $1, $2, $3::date, CASE WHEN $4::date IS NOT NULL THEN greatest($4::date, $3::date) END)
  ON CONFLICT (cadre_id, grid_code) WHERE ended_on IS NULL DO NOTHING RETURNING id AS "deploymentId", term_ends_on AS "to"`;
const moveDuties = `UPDATE duty SET grid_code = $2, version = version + 1 WHERE grid_code = $1 AND status IN ('ISSUED', 'CONFIRMED')`;
const dutiesOfRequest = `SELECT id, version, cadre_id AS "cadreId", account_id AS "accountId", grid_code AS "gridCode", aim, source, request_id AS "requestId",
  request_version AS "requestVersion", acceptance_criterion AS "acceptanceCriterion", status, due, issued_at AS "issuedAt", completed_at AS "completedAt"
  FROM duty WHERE request_id = $1 ORDER BY id FOR UPDATE`;
const writeDuty = 'UPDATE duty SET status = $2, request_version = $3, completed_at = $4, version = version + 1 WHERE id = $1';

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
  /** G-06 Deployments and duties of retired grids go on in the grids that came from them; the first chunk says it all. */
  @On(partitionActivated)
  async carryOver(event: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    const { chunk, effectiveFrom, retired, lineage } = event.data;
    if (chunk !== 1 || !retired.length) return;
    const first = localDateOf(effectiveFrom);
    for (const ended of await heard.query<Ended>(endRetired, [retired, addDays(first, -1)])) {
      const { to, ...recalled } = ended;
      heard.emit(cadreRecalled(recalled), { id: ended.deploymentId, place: ended.gridCode });
      for (const { to: gridCode } of lineage.filter(({ from }) => from === ended.gridCode))
        await this.continueIn(gridCode, first, ended, heard);
    }
    for (const gridCode of retired) {
      const [heir] = lineage
        .filter(({ from }) => from === gridCode)
        .map((line) => line.to)
        .toSorted();
      if (heir) await heard.query(moveDuties, [gridCode, heir]);
    }
  }

  @On(serviceRequestClosed)
  closed({ data }: EventMessage<typeof serviceRequestClosed>, heard: Heard): Promise<void> {
    return this.followRequest(data.requestId, { kind: 'closed', version: data.version, dutyId: data.dutyId, at: data.closedAt }, heard);
  }

  @On(serviceRequestReopened)
  reopened({ data }: EventMessage<typeof serviceRequestReopened>, heard: Heard): Promise<void> {
    return this.followRequest(data.requestId, { kind: 'reopened', version: data.version, dutyId: data.dutyId, at: data.reopenedAt }, heard);
  }

  /** G-24 A request given to another handler leaves the cadre who had it. */
  @On(serviceRequestDispatched)
  dispatched({ data }: EventMessage<typeof serviceRequestDispatched>, heard: Heard): Promise<void> {
    return this.followRequest(data.requestId, { kind: 'left', version: data.version, dutyId: data.dutyId, at: data.dispatchedAt }, heard);
  }

  @On(serviceRequestMarkedDuplicate)
  markedDuplicate({ data }: EventMessage<typeof serviceRequestMarkedDuplicate>, heard: Heard): Promise<void> {
    return this.followRequest(data.requestId, { kind: 'left', version: data.version, dutyId: null, at: data.markedAt }, heard);
  }

  private async continueIn(gridCode: string, from: string, ended: Ended, heard: Heard): Promise<void> {
    const { cadreId, accountId } = ended;
    const starts = from > ended.from ? from : ended.from;
    const [carried] = await heard.query<{ deploymentId: string; to: string | null }>(carryOver, [cadreId, gridCode, starts, ended.to]);
    if (!carried) return;
    heard.emit(cadreDeployed({ ...carried, cadreId, accountId, gridCode, from: starts, version: 1 }), {
      id: carried.deploymentId,
      place: gridCode,
    });
  }

  private async followRequest(requestId: string, news: RequestNews, heard: Heard): Promise<void> {
    for (const duty of await heard.query<DutyState>(dutiesOfRequest, [requestId])) {
      const { state, events } = follow(duty, news);
      if (state === duty) continue;
      await heard.query(writeDuty, [duty.id, state.status, state.requestVersion, state.completedAt]);
      for (const happened of events) heard.emit(happened, { id: duty.id, place: duty.gridCode });
    }
  }
}
