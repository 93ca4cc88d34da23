import { Injectable } from '@nestjs/common';
import { committeeErrors, committeeProfile, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { builtInProfile } from './committee-profile.rules.js';
import { CommitteeProfileVersion } from './committee.entity.js';

type InForce = OutputOf<typeof committeeProfile>;

@Injectable()
export class CommitteeProfileQueries {
  constructor(private readonly policies: Policies) {}

  @Handles(committeeProfile)
  async inForce({ placeCode }: InputOf<typeof committeeProfile>): Promise<InForce> {
    const profile = await this.at(placeCode);
    ensure(profile, committeeErrors.profileMissing);
    return profile;
  }

  /** What holds at a place: what its jurisdiction laid down, else what the platform brings for it, else nothing. */
  async at(placeCode: string): Promise<InForce | undefined> {
    const laidDown = await this.policies.inForce(CommitteeProfileVersion, placeCode);
    const builtIn = builtInProfile(placeCode);
    return laidDown ?? (builtIn && { jurisdictionId: null, version: 0, publishedAt: null, ...builtIn });
  }
}
