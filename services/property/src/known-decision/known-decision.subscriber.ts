import { Injectable } from '@nestjs/common';
import { ballotCertified, sessionDecided } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { certified, decidedInSession, type Decided } from './known-decision.rules.js';

/** Of two tidings of a decision the later version holds, in whatever order they come. */
const remember = `
  INSERT INTO known_decision AS known (id, decided_by, community_code, estate_id, matter, subject_id, majority, outcome, decided_at, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (id) DO UPDATE SET decided_by = excluded.decided_by, community_code = excluded.community_code, estate_id = excluded.estate_id,
    matter = excluded.matter, subject_id = excluded.subject_id, majority = excluded.majority, outcome = excluded.outcome,
    decided_at = excluded.decided_at, version = excluded.version
  WHERE excluded.version > known.version`;

@Injectable()
export class KnownDecisionSubscriber {
  @On(ballotCertified)
  certified({ data }: EventMessage<typeof ballotCertified>, heard: Heard): Promise<void> {
    return this.remember(certified(data), heard);
  }

  @On(sessionDecided)
  decided({ data }: EventMessage<typeof sessionDecided>, heard: Heard): Promise<void> {
    return this.remember(decidedInSession(data), heard);
  }

  private async remember(decision: Decided, heard: Heard): Promise<void> {
    const { id, decidedBy, communityCode, estateId, matter, subjectId, majority, outcome, decidedAt, version } = decision;
    await heard.query(remember, [id, decidedBy, communityCode, estateId, matter, subjectId, majority, outcome, decidedAt, version]);
  }
}
