import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { householdVisitsOfEstate, taskTeamsOfEstate, visitTeamsOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf, type Statement } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import type { HouseholdVisited, HouseholdVisitState } from './household-visit.rules.js';
import type { Posted, TaskTeamState } from './task-team.rules.js';
import { HouseholdVisit } from './visit-team.entity.js';
import type { VisitTeamState } from './visit-team.rules.js';

const shared = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.members, t.state, t.formed_at AS "formedAt",
  t.disbanded_at AS "disbandedAt"`;
const teamsIn = (table: string, columns: string): Statement =>
  named(
    `visit-team.${table}-of-estate`,
    `SELECT ${columns} FROM ${table} t WHERE t.estate_id = $3 AND ${inScope({ place: 't.community_code', estate: 't.estate_id' })}
       AND (t.formed_at, t.id) < ($4::timestamptz, $5::uuid) ORDER BY t.formed_at DESC, t.id DESC LIMIT $6`,
  );
const taskTeams = teamsIn('task_team', shared);
const visitTeams = teamsIn('visit_team', `${shared}, t.seats`);
const visits = named(
  'visit-team.visits',
  `SELECT t.id, t.version, t.team_id AS "teamId", t.estate_id AS "estateId", t.community_code AS "communityCode",
     t.household_id AS "householdId", t.present_ids AS "presentIds", t.occurred_at AS "occurredAt", t.recorded_at AS "recordedAt",
     t.recorded_by_id AS "recordedById"
   FROM household_visit t WHERE t.estate_id = $3 AND ${inScope(HouseholdVisit.scope)} AND ($4::uuid IS NULL OR t.household_id = $4)
     AND (t.occurred_at, t.id) < ($5::timestamptz, $6::uuid) ORDER BY t.occurred_at DESC, t.id DESC LIMIT $7`,
);
const oneTeam = named('visit-team.one', `SELECT ${shared}, t.seats FROM visit_team t WHERE t.id = $1`);
const standing = named(
  'visit-team.standing-task-team',
  `SELECT t.members FROM task_team t WHERE t.estate_id = $1 AND t.state = 'STANDING'`,
);
const postedAt = named(
  'visit-team.posted',
  `SELECT DISTINCT a.account_id AS "accountId", a.role FROM known_assignment a WHERE a.account_id = ANY ($1::uuid[]) AND NOT a.ended
     AND a.axis = 'place' AND (starts_with($2, a.scope) OR starts_with(a.scope, $2))`,
);
const householdOf = named(
  'visit-team.household',
  `SELECT k.community_code AS "communityCode", k.has_left AS "hasLeft", k.grid_code AS "gridCode",
     EXISTS (SELECT 1 FROM unit u WHERE u.household_id = k.household_id AND u.estate_id = $2) AS "inEstate"
   FROM known_household k WHERE k.household_id = $1`,
);

@Injectable()
export class VisitTeamQueries {
  constructor(private readonly database: Database) {}

  @Handles(taskTeamsOfEstate)
  async taskTeams(input: InputOf<typeof taskTeamsOfEstate>, request: Request): Promise<OutputOf<typeof taskTeamsOfEstate>> {
    return this.teams<TaskTeamState>(taskTeams, input, request);
  }

  @Handles(visitTeamsOfEstate)
  async visitTeams(input: InputOf<typeof visitTeamsOfEstate>, request: Request): Promise<OutputOf<typeof visitTeamsOfEstate>> {
    return this.teams<VisitTeamState>(visitTeams, input, request);
  }

  @Handles(householdVisitsOfEstate)
  async visits(input: InputOf<typeof householdVisitsOfEstate>, request: Request): Promise<OutputOf<typeof householdVisitsOfEstate>> {
    const { estateId, householdId = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), estateId, householdId, ...position, limit + 1];
    const rows = await this.database.read<HouseholdVisitState>(visits, parameters);
    return pageOf(rows, limit, ({ occurredAt, id }) => [occurredAt, id]);
  }

  /** A visit team, wherever it is; who may record for it is a rule. */
  async team(id: string): Promise<VisitTeamState | undefined> {
    return (await this.database.read<VisitTeamState>(oneTeam, [id]))[0];
  }

  /** The standing task team of an estate. */
  async taskTeam(estateId: string): Promise<Pick<TaskTeamState, 'members'> | undefined> {
    return (await this.database.read<Pick<TaskTeamState, 'members'>>(standing, [estateId]))[0];
  }

  /** Who of these is posted at a community, or in a part of it, in which role. */
  posted(accountIds: readonly string[], communityCode: string): Promise<Posted[]> {
    return this.database.read(postedAt, [accountIds, communityCode]);
  }

  /** The household, and whether a unit of the estate names it. */
  async household(id: string, estateId: string): Promise<(HouseholdVisited & { readonly gridCode: string | null }) | undefined> {
    return (await this.database.read<HouseholdVisited & { gridCode: string | null }>(householdOf, [id, estateId]))[0];
  }

  private async teams<T extends { readonly id: string; readonly formedAt: string }>(
    statement: Statement,
    { estateId, after, limit }: InputOf<typeof taskTeamsOfEstate>,
    request: Request,
  ) {
    const parameters = [...scopeParameters(request), estateId, ...keyset(after, descending('timestamptz', 'uuid')), limit + 1];
    return pageOf(await this.database.read<T>(statement, parameters), limit, ({ formedAt, id }) => [formedAt, id]);
  }
}
