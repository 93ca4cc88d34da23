import { Injectable } from '@nestjs/common';
import { partitionActivated } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';

const moveToHeir = `UPDATE dispute SET grid_code = $2, place_code = coalesce($2, community_code), version = version + 1 WHERE grid_code = $1`;

@Injectable()
export class DisputeSubscriber {
  /** G-06 Disputes go to the one heir of a retired grid; with several heirs they wait at the community. */
  @On(partitionActivated)
  async carryOver({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    if (data.chunk !== 1) return;
    for (const retired of data.retired) {
      const heirs = data.lineage.filter(({ from }) => from === retired).map(({ to }) => to);
      await heard.query(moveToHeir, [retired, heirs.length === 1 ? heirs[0] : null]);
    }
  }
}
