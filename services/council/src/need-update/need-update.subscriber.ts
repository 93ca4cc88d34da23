import { Injectable } from '@nestjs/common';
import { needRecorded } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { ServiceFieldQueries } from '../service-field/service-field.queries.js';
import { NeedUpdate } from './need-update.entity.js';
import { fromVisit } from './need-update.rules.js';

/** Needs said on visits, heard in whatever order and however often. */
@Injectable()
export class NeedUpdateSubscriber {
  constructor(private readonly fields: ServiceFieldQueries) {}

  @On(needRecorded)
  async recorded({ data }: EventMessage<typeof needRecorded>, heard: Heard): Promise<void> {
    const policy = await this.fields.inForce({ placeCode: data.communityCode });
    await heard.insert(NeedUpdate, [fromVisit(data, policy)], 'ON CONFLICT DO NOTHING');
  }
}
