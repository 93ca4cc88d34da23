import { Injectable } from '@nestjs/common';
import { cadreRecalled, partitionActivated } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { followOneHeir, toOneHeir } from '../partition/heir.plan.js';

const passOn = `UPDATE micro_project SET owner_cadre_id = $3, version = version + 1
  WHERE owner_cadre_id = $1 AND place_code = $2 AND status = 'STARTED'`;
const moveToHeir = toOneHeir('micro_project');

@Injectable()
export class MicroProjectSubscriber {
  /** G-27 The projects of a recalled cadre in the grid pass to the successor. */
  @On(cadreRecalled)
  async recalled({ data }: EventMessage<typeof cadreRecalled>, heard: Heard): Promise<void> {
    if (data.successorId) await heard.query(passOn, [data.cadreId, data.gridCode, data.successorId]);
  }

  /** G-06 The projects of a retired grid are those of the one grid that came from it, or of the community when there are several. */
  @On(partitionActivated)
  async carryOver({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    if (data.chunk === 1) await followOneHeir(heard, moveToHeir, data);
  }
}
