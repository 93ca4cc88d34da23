import { Injectable } from '@nestjs/common';
import { councilFounded } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { nextDue } from './cadence.rules.js';
import { SessionPolicyQueries } from './session-policy.queries.js';
import { SessionCadence } from './session.entity.js';

@Injectable()
export class SessionSubscriber {
  constructor(private readonly policies: SessionPolicyQueries) {}

  /** C-06 From its founding on a council owes a regular session; one held before this is heard has set the day already. */
  @On(councilFounded)
  async founded({ data }: EventMessage<typeof councilFounded>, heard: Heard): Promise<void> {
    const { councilId: id, communityCode, foundedOn } = data;
    const due = nextDue(foundedOn, await this.policies.inForce({ placeCode: communityCode }));
    const cadence = { id, version: 1, communityCode, lastRegularOn: null, ...due, warnedAt: null, overdueAt: null };
    await heard.insert(SessionCadence, [cadence], 'ON CONFLICT DO NOTHING');
  }
}
