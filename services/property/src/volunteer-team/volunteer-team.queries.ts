import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { volunteerSummary, volunteerTasksOfEstate, volunteerTeamsOfPlace, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import type { VolunteerTaskState } from './volunteer-task.rules.js';
import { VolunteerTask, VolunteerTeam } from './volunteer-team.entity.js';
import type { VolunteerTeamState } from './volunteer-team.rules.js';

interface Counted {
  readonly teams: number;
  readonly organisations: number;
  readonly assigned: number;
  readonly done: number;
  readonly cancelled: number;
}

const ofPlace = named(
  'volunteer-team.of-place',
  `SELECT t.id, t.version, t.community_code AS "communityCode", t.name, t.organisations, t.state, t.formed_at AS "formedAt",
     t.disbanded_at AS "disbandedAt"
   FROM volunteer_team t WHERE ${within('$3', 't.community_code')} AND (t.community_code, t.id) > ($4, $5::uuid)
   ORDER BY t.community_code, t.id LIMIT $6`,
);
const tasks = named(
  'volunteer-team.tasks',
  `SELECT t.id, t.version, t.team_id AS "teamId", t.estate_id AS "estateId", t.community_code AS "communityCode", t.title, t.state, t.outcome,
     t.evidence_ids AS "evidenceIds", t.reason, t.assigned_at AS "assignedAt", t.ended_at AS "endedAt"
   FROM volunteer_task t WHERE t.estate_id = $3 AND ${inScope(VolunteerTask.scope)} AND ($4::text IS NULL OR t.state = $4)
     AND (t.assigned_at, t.id) < ($5::timestamptz, $6::uuid) ORDER BY t.assigned_at DESC, t.id DESC LIMIT $7`,
);
const standing = `FROM volunteer_team t WHERE t.community_code ^@ $1 AND t.state = 'STANDING'`;
const counted = named(
  'volunteer-team.summary',
  `SELECT (SELECT count(*)::int ${standing}) AS teams,
     (SELECT count(DISTINCT o.name)::int FROM (SELECT jsonb_array_elements(t.organisations) ->> 'name' AS name ${standing}) o) AS organisations,
     count(*) FILTER (WHERE k.state = 'ASSIGNED')::int AS assigned, count(*) FILTER (WHERE k.state = 'DONE')::int AS done,
     count(*) FILTER (WHERE k.state = 'CANCELLED')::int AS cancelled
   FROM volunteer_task k WHERE k.community_code ^@ $1`,
);
const reached = named(
  'volunteer-team.reached',
  `SELECT t.community_code AS "communityCode", t.state FROM volunteer_team t WHERE t.id = $3 AND ${inScope(VolunteerTeam.scope)}`,
);

@Injectable()
export class VolunteerTeamQueries {
  constructor(private readonly database: Database) {}

  @Handles(volunteerTeamsOfPlace)
  async ofPlace(input: InputOf<typeof volunteerTeamsOfPlace>, request: Request): Promise<OutputOf<typeof volunteerTeamsOfPlace>> {
    const { placeCode, after, limit } = input;
    const parameters = [...scopeParameters(request), placeCode, ...keyset(after, ascending('text', 'uuid')), limit + 1];
    const rows = await this.database.read<VolunteerTeamState>(ofPlace, parameters);
    return pageOf(rows, limit, ({ communityCode, id }) => [communityCode, id]);
  }

  @Handles(volunteerTasksOfEstate)
  async tasks(input: InputOf<typeof volunteerTasksOfEstate>, request: Request): Promise<OutputOf<typeof volunteerTasksOfEstate>> {
    const { estateId, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<VolunteerTaskState>(tasks, [
      ...scopeParameters(request),
      estateId,
      state,
      ...position,
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ assignedAt, id }) => [assignedAt, id]);
  }

  @Handles(volunteerSummary)
  async summary({ placeCode }: InputOf<typeof volunteerSummary>): Promise<OutputOf<typeof volunteerSummary>> {
    const { teams, organisations, ...of } = (await this.database.read<Counted>(counted, [placeCode]))[0]!;
    return { teams, organisations, tasks: of };
  }

  /** The team, when the actor acts there. */
  async team(id: string, request: Request): Promise<Pick<VolunteerTeamState, 'communityCode' | 'state'> | undefined> {
    const rows = await this.database.read<Pick<VolunteerTeamState, 'communityCode' | 'state'>>(reached, [...scopeParameters(request), id]);
    return rows[0];
  }
}
