import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  changeTaskTeam,
  disbandTaskTeam,
  disbandVisitTeam as disbandVisitTeamOf,
  formTaskTeam,
  formVisitTeam,
  publishVisitTeamPolicy,
  recordHouseholdVisit,
  visitTeamErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, guard, Policies, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { recordVisit } from './household-visit.rules.js';
import { change, disband, form, type Posted } from './task-team.rules.js';
import { acceptPolicy } from './visit-team-policy.rules.js';
import { VisitTeamPolicyQueries } from './visit-team-policy.queries.js';
import { HouseholdVisit, TaskTeam, VisitTeam, VisitTeamPolicyVersion } from './visit-team.entity.js';
import { VisitTeamQueries } from './visit-team.queries.js';
import { disbandVisitTeam, formAfterTemplate } from './visit-team.rules.js';

constraint('task_team_standing_key', visitTeamErrors.taskTeamStanding);

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });
/** The team is not disbanded before the visit while this is stored. */
const stoodThen = `EXISTS (SELECT 1 FROM visit_team WHERE id = ?::uuid AND (disbanded_at IS NULL OR disbanded_at >= ?::timestamptz) FOR SHARE)`;

@Injectable()
export class VisitTeamCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly allPolicies: Policies,
    private readonly policies: VisitTeamPolicyQueries,
    private readonly estates: EstateQueries,
    private readonly queries: VisitTeamQueries,
  ) {}

  @Handles(formTaskTeam)
  async formTaskTeam(input: InputOf<typeof formTaskTeam>, request: Request): Promise<Reply> {
    const estate = await this.estates.estate(input.estateId, request);
    const posted = await this.posted(input.members, estate?.communityCode ?? '');
    return this.work.create(request, TaskTeam, (now) => form(input, estate, posted, now), at);
  }

  @Handles(changeTaskTeam)
  async changeTaskTeam({ id, members }: InputOf<typeof changeTaskTeam>, request: Request): Promise<Reply> {
    const { state } = await this.work.load(request, TaskTeam, id);
    const posted = await this.posted(members, state.communityCode);
    return this.work.change(request, TaskTeam, id, (team) => change(team, members, posted), at);
  }

  @Handles(disbandTaskTeam)
  disbandTaskTeam({ id }: InputOf<typeof disbandTaskTeam>, request: Request): Promise<Reply> {
    return this.work.change(request, TaskTeam, id, disband, at);
  }

  @Handles(formVisitTeam)
  async form(input: InputOf<typeof formVisitTeam>, request: Request): Promise<Reply> {
    const estate = await this.estates.estate(input.estateId, request);
    const place = estate?.communityCode ?? '';
    const [policy, taskTeam, posted] = await Promise.all([
      this.policies.inForce({ placeCode: place }),
      this.queries.taskTeam(input.estateId),
      this.posted(input.members, place),
    ]);
    return this.work.create(request, VisitTeam, (now) => formAfterTemplate(input, { estate, policy, taskTeam, posted }, now), at);
  }

  @Handles(disbandVisitTeamOf)
  disband({ id }: InputOf<typeof disbandVisitTeamOf>, request: Request): Promise<Reply> {
    return this.work.change(request, VisitTeam, id, disbandVisitTeam, at);
  }

  @Handles(recordHouseholdVisit)
  async recordVisit(input: InputOf<typeof recordHouseholdVisit>, request: Request): Promise<Reply> {
    const team = await this.queries.team(input.teamId);
    ensure(team, visitTeamErrors.teamUnknown);
    const [household, policy] = await Promise.all([
      this.queries.household(input.householdId, team.estateId),
      this.policies.inForce({ placeCode: team.communityCode }),
    ]);
    return this.work.create(
      request,
      HouseholdVisit,
      (now) => recordVisit(input, { team, household, policy, actorId: request.actor.id }, now),
      ({ occurredAt }) => ({
        place: household?.gridCode ?? team.communityCode,
        also: [guard(visitTeamErrors.teamDisbanded, stoodThen, team.id, occurredAt)],
      }),
    );
  }

  private posted(members: readonly { readonly accountId: string }[], communityCode: string): Promise<Posted[]> {
    return this.queries.posted(
      members.map(({ accountId }) => accountId),
      communityCode,
    );
  }

  @Handles(publishVisitTeamPolicy)
  publishPolicy({ id, jurisdictionId, ...policy }: InputOf<typeof publishVisitTeamPolicy>, request: Request): Promise<Reply> {
    return this.allPolicies.publish(request, VisitTeamPolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
