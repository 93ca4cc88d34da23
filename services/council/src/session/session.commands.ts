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
import { cancel, giveNotice, open, type SessionState } from './session.rules.js';
import { SittingQueries } from './sitting.queries.js';

const at = ({ communityCode: place }: SessionState) => ({ place });

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
    return this.work.create(request, CouncilSession, (now) => schedule(input, council, joint, now), at);
  }

  /** Whoever holds a caller's role at the council, by its place or as its member, may call. */
  @Handles(callEmergencySession)
  async callEmergency(input: InputOf<typeof callEmergencySession>, request: Request): Promise<Reply> {
    const council = await this.councils.council(input.councilId, request);
    const held = await this.sittings.rolesAt(council, request);
    const policy = await this.policies.inForce({ placeCode: council.communityCode });
    return this.work.create(
      request,
      CouncilSession,
      (now) => callEmergency(input, council, held, policy, now),
      (session) => ({ ...at(session), own: true }),
    );
  }

  @Handles(changeAgenda)
  changeAgenda({ id, agenda }: InputOf<typeof changeAgenda>, request: Request): Promise<Reply> {
    return this.work.change(request, CouncilSession, id, (session) => withAgenda(session, agenda), at);
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
  cancel({ id, reason }: InputOf<typeof cancelSession>, request: Request): Promise<Reply> {
    return this.work.change(request, CouncilSession, id, (session) => cancel(session, reason), at);
  }

  @Handles(publishSessionPolicy)
  publishPolicy({ id, jurisdictionId, ...policy }: InputOf<typeof publishSessionPolicy>, request: Request): Promise<Reply> {
    return this.versions.publish(request, SessionPolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
