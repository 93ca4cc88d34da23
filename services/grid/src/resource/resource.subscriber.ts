import { Injectable } from '@nestjs/common';
import { partitionActivated } from '@gezhi/shared/contracts';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { heirsOf } from '../partition/heir.plan.js';

const follow = `UPDATE resource_allocation SET grid_code = $2, version = version + 1
  WHERE grid_code = $1 AND (ended_on IS NULL OR ended_on >= $3::date)`;
const endAll = `UPDATE resource_allocation SET ended_on = greatest($2::date, from_on), end_reason = 'PARTITION', version = version + 1
  WHERE grid_code = $1 AND (ended_on IS NULL OR ended_on > greatest($2::date, from_on))`;

@Injectable()
export class ResourceSubscriber {
  /** G-06 What a retired grid had goes to the one grid that came from it; of several none can say whose it is, and it ends. */
  @On(partitionActivated)
  async carryOver({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    if (data.chunk !== 1) return;
    const first = localDateOf(data.effectiveFrom);
    const heirs = await heirsOf(heard, data.communityCode, data.retired);
    for (const gridCode of data.retired) {
      const [heir, ...others] = heirs.get(gridCode) ?? [];
      if (heir && !others.length) await heard.query(follow, [gridCode, heir, first]);
      else await heard.query(endAll, [gridCode, addDays(first, -1)]);
    }
  }
}
