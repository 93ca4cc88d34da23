import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  callEmergencySession,
  cancelSession,
  changeAgenda,
  giveSessionNotice,
  openSession,
  publishSessionPolicy,
  scheduleSession,
  type InputOf,
} from '@gezhi/shared/contracts';
import { Policies, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { CouncilQueries } from '../council/council.queries.js';
import { callEmergency, changeAgenda as withAgenda, schedule } from './arrangement.rules.js';
import { SessionPolicyQueries } from './session-policy.queries.js';
import { acceptPolicy } from './session-policy.rules.js';
import { CouncilSession, SessionPolicyVersion } from './session.entity.js';
import { withTopics, type Arrangement } from './agenda.plan.js';
import { cancel, giveNotice, open, type SessionState } from './session.rules.js';
import { SittingQueries } from './sitting.queries.js';

const at = ({ communityCode: place }: SessionState) => ({ place });
const arranged = ({ communityCode: place }: SessionState, { topics: also }: Arrangement) => ({ place, also });

@Injectable()
export class SessionCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly councils: CouncilQueries,
    private readonly sittings: SittingQueries,
    private readonly policies: SessionPolicyQueries,
    private readonly versions: Policies,
  ) {}

  @Handles(scheduleSession)
  async schedule(input: InputOf<typeof scheduleSession>, request: Request): Promise<Reply> {
    const council = await this.councils.council(input.councilId, request);
    const joint = await this.sittings.jointMeeting(input.jointMeetingId);
    const topics = await this.sittings.topicsOn(input.agenda);
    return this.work.create(request, CouncilSession, (now) => withTopics(schedule(input, council, joint, now), [], topics, now), arranged);
  }

  /** Whoever holds a caller's role at the council, by its place or as its member, may call. */
  @Handles(callEmergencySession)
  async callEmergency(input: InputOf<typeof callEmergencySession>, request: Request): Promise<Reply> {
    const council = await this.councils.council(input.councilId, request);
    const held = await this.sittings.rolesAt(council, request);
    const policy = await this.policies.inForce({ placeCode: council.communityCode });
    const topics = await this.sittings.topicsOn(input.agenda);
    return this.work.create(
      request,
      CouncilSession,
      (now) => withTopics(callEmergency(input, council, held, policy, now), [], topics, now),
      (session, arrangement) => ({ ...arranged(session, arrangement), own: true }),
    );
  }

  @Handles(changeAgenda)
  async changeAgenda({ id, agenda }: InputOf<typeof changeAgenda>, request: Request): Promise<Reply> {
    const { session: known } = await this.sittings.sitting(id, request);
    const topics = await this.sittings.topicsOn([...known.agenda, ...agenda]);
    return this.work.change(
      request,
      CouncilSession,
      id,
      (session, now) => withTopics(withAgenda(session, agenda), session.agenda, topics, now),
      arranged,
    );
  }

  @Handles(giveSessionNotice)
  async giveNotice({ id }: InputOf<typeof giveSessionNotice>, request: Request): Promise<Reply> {
    const { policy } = await this.sittings.sitting(id, request);
    return this.work.change(request, CouncilSession, id, (session, now) => giveNotice(session, policy, now), at);
  }

  @Handles(openSession)
  open({ id }: InputOf<typeof openSession>, request: Request): Promise<Reply> {
    return this.work.change(request, CouncilSession, id, open, at);
  }

  @Handles(cancelSession)
  async cancel({ id, reason }: InputOf<typeof cancelSession>, request: Request): Promise<Reply> {
    const { session: known } = await this.sittings.sitting(id, request);
    const topics = await this.sittings.topicsOn(known.agenda);
    return this.work.change(
      request,
      CouncilSession,
      id,
      (session, now) => withTopics(cancel(session, reason), session.agenda, topics, now),
      arranged,
    );
  }

  @Handles(publishSessionPolicy)
  publishPolicy({ id, jurisdictionId, ...policy }: InputOf<typeof publishSessionPolicy>, request: Request): Promise<Reply> {
    return this.versions.publish(request, SessionPolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
