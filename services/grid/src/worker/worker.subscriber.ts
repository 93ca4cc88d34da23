import { Injectable } from '@nestjs/common';
import { partitionActivated, workerPosted, workerRecalled, type EventData } from '@gezhi/shared/contracts';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { heirsOf } from '../partition/heir.plan.js';

const facts = `id AS "postingId", worker_id AS "workerId", account_id AS "accountId", grid_code AS "gridCode", home, starts_on AS "startsOn", version`;
const endRetired = `UPDATE worker_posting SET ended_on = greatest($2::date, starts_on), end_reason = 'PARTITION', version = version + 1
  WHERE grid_code = ANY($1::text[]) AND ended_on IS NULL RETURNING ${facts}, ended_on AS "lastDay"`;
/** A worker who is posted to the heir already stays so; a home that moves there makes that posting the home. */
const goOn = `INSERT INTO worker_posting (id, version, worker_id, account_id, grid_code, home, starts_on, duties, policy_version, duties_confirmed_at)
  SELECT gen_random_uuid(), 1, p.worker_id, p.account_id, $2, p.home, greatest($3::date, p.starts_on), p.duties, p.policy_version, p.duties_confirmed_at
  FROM worker_posting p WHERE p.id = $1
  ON CONFLICT (worker_id, grid_code) WHERE ended_on IS NULL DO UPDATE SET home = true, version = worker_posting.version + 1
    WHERE excluded.home AND NOT worker_posting.home
  RETURNING ${facts}`;

type Ended = EventData<typeof workerRecalled>;

@Injectable()
export class WorkerSubscriber {
  /**
   * G-06 G-33 Workers of retired grids go on in those that came from them: with their home in the lowest, otherwise in all of
   * them. Duties once confirmed stay so. The first chunk says it all.
   */
  @On(partitionActivated)
  async carryOver({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    const { chunk, communityCode, effectiveFrom, retired } = data;
    if (chunk !== 1 || !retired.length) return;
    const first = localDateOf(effectiveFrom);
    const heirsInForce = await heirsOf(heard, communityCode, retired);
    for (const ended of await heard.query<Ended>(endRetired, [retired, addDays(first, -1)])) {
      heard.emit(workerRecalled(ended), { id: ended.postingId, place: ended.gridCode });
      const heirs = heirsInForce.get(ended.gridCode) ?? [];
      for (const gridCode of ended.home ? heirs.slice(0, 1) : heirs) {
        const [posted] = await heard.query<EventData<typeof workerPosted>>(goOn, [ended.postingId, gridCode, first]);
        if (posted) heard.emit(workerPosted(posted), { id: posted.postingId, place: gridCode });
      }
    }
  }
}
