import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { applyForCommittee, committeeErrors, demandMeeting, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import { guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { ApplicationQueries } from './application.queries.js';
import { apply, demand } from './application.rules.js';
import { CommitteeProfileQueries } from './committee-profile.queries.js';
import { Committee, CommitteeApplication, MeetingDemand } from './committee.entity.js';
import { stands } from './committee.queries.js';

const stillStands = `EXISTS (SELECT 1 FROM committee WHERE id = ?::uuid AND ${stands})`;
const noneStands = `NOT EXISTS (SELECT 1 FROM committee WHERE estate_id = ?::uuid AND ${stands})`;

@Injectable()
export class ApplicationCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly profiles: CommitteeProfileQueries,
    private readonly estates: EstateQueries,
    private readonly queries: ApplicationQueries,
  ) {}

  /** Whoever reaches the committee, by its place or its estate, may record. */
  @Handles(demandMeeting)
  async demand(input: InputOf<typeof demandMeeting>, request: Request): Promise<Reply> {
    const { state: committee } = await this.work.load(request, Committee, input.committeeId);
    const { communityCode: place } = committee;
    const profile = await this.profiles.at(place);
    const also = [guard(requestErrors.wrongState, stillStands, committee.id)];
    return this.work.create(
      request,
      MeetingDemand,
      (now) => demand(input, committee, profile, now),
      () => ({ place, own: true, also }),
    );
  }

  @Handles(applyForCommittee)
  async apply(input: InputOf<typeof applyForCommittee>, request: Request): Promise<Reply> {
    const { estateId, ownerIds } = input;
    const [estate, applied] = await Promise.all([this.estates.estate(estateId, request), this.queries.applied(estateId, ownerIds)]);
    const profile = await this.profiles.at(estate?.communityCode ?? '');
    const also = [guard(committeeErrors.alreadyStanding, noneStands, estateId)];
    return this.work.create(
      request,
      CommitteeApplication,
      (now) => apply(input, estate, profile, applied, now),
      ({ communityCode: place }) => ({ place, also }),
    );
  }
}
