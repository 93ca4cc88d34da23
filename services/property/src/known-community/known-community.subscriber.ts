import { Injectable } from '@nestjs/common';
import { householdPlaced, partitionActivated } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';

const remember = 'INSERT INTO known_community (code) VALUES ($1) ON CONFLICT DO NOTHING';

/** P-01 A community is there once it has grids or households; codes are never used again, so it stays known. */
@Injectable()
export class KnownCommunitySubscriber {
  @On(householdPlaced)
  async placed({ data }: EventMessage<typeof householdPlaced>, heard: Heard): Promise<void> {
    await heard.query(remember, [data.communityCode]);
  }

  @On(partitionActivated)
  async drawn({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    await heard.query(remember, [data.communityCode]);
  }
}
