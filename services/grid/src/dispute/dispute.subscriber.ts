import { Injectable } from '@nestjs/common';
import { partitionActivated } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { followOneHeir, toOneHeir } from '../partition/heir.plan.js';

const moveToHeir = toOneHeir('dispute');

@Injectable()
export class DisputeSubscriber {
  /** G-06 Disputes go to the one heir of a retired grid; with several heirs they wait at the community. */
  @On(partitionActivated)
  async carryOver({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    if (data.chunk === 1) await followOneHeir(heard, moveToHeir, data);
  }
}
