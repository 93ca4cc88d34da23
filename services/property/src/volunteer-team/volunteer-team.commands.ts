import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  assignVolunteerTask,
  cancelVolunteerTask,
  changeVolunteerTeam,
  disbandVolunteerTeam,
  finishVolunteerTask,
  formVolunteerTeam,
  requestErrors,
  volunteerTeamErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { assign, cancel, finish } from './volunteer-task.rules.js';
import { VolunteerTask, VolunteerTeam } from './volunteer-team.entity.js';
import { VolunteerTeamQueries } from './volunteer-team.queries.js';
import { change, disband, form, type VolunteerTeamState } from './volunteer-team.rules.js';

constraint('volunteer_team_name_key', volunteerTeamErrors.nameTaken);

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });
/** Nobody disbands the team while a task is assigned to it. */
const stands = `EXISTS (SELECT 1 FROM volunteer_team WHERE id = ?::uuid AND state = 'STANDING' FOR SHARE)`;
const held = `SELECT id, version, community_code AS "communityCode", name, organisations, state, formed_at AS "formedAt",
  disbanded_at AS "disbandedAt" FROM volunteer_team WHERE id = $1 FOR UPDATE`;
const openTasks = `SELECT count(*)::int AS count FROM volunteer_task WHERE team_id = $1 AND state = 'ASSIGNED'`;
const keep = 'UPDATE volunteer_team SET version = $2, state = $3, disbanded_at = $4 WHERE id = $1';

@Injectable()
export class VolunteerTeamCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
    private readonly queries: VolunteerTeamQueries,
  ) {}

  @Handles(formVolunteerTeam)
  form(input: InputOf<typeof formVolunteerTeam>, request: Request): Promise<Reply> {
    return this.work.create(request, VolunteerTeam, (now) => form(input, now), at);
  }

  @Handles(changeVolunteerTeam)
  change({ id, organisations }: InputOf<typeof changeVolunteerTeam>, request: Request): Promise<Reply> {
    return this.work.change(request, VolunteerTeam, id, (team) => change(team, organisations), at);
  }

  /** The row is held before its tasks are counted: what is being assigned meanwhile is waited for. */
  @Handles(disbandVolunteerTeam)
  async disband({ id }: InputOf<typeof disbandVolunteerTeam>, request: Request): Promise<Reply> {
    const known = await this.queries.team(id, request);
    ensure(known, requestErrors.notFound);
    return this.work.act(request, { place: known.communityCode, id }, async (act) => {
      const [team] = await act.query<VolunteerTeamState>(held, [id]);
      const [open] = await act.query<{ count: number }>(openTasks, [id]);
      const { state } = disband(team!, open!.count, act.now);
      const next = { ...state, version: state.version + 1 };
      await act.query(keep, [id, next.version, next.state, next.disbandedAt]);
      act.note({ state: [team!.state, next.state] });
      return next;
    });
  }

  @Handles(assignVolunteerTask)
  async assign(input: InputOf<typeof assignVolunteerTask>, request: Request): Promise<Reply> {
    const [team, estate] = await Promise.all([this.queries.team(input.teamId, request), this.estates.estate(input.estateId, request)]);
    return this.work.create(
      request,
      VolunteerTask,
      (now) => assign(input, team, estate, now),
      (task) => ({ ...at(task), also: [guard(volunteerTeamErrors.teamDisbanded, stands, input.teamId)] }),
    );
  }

  @Handles(finishVolunteerTask)
  finish(input: InputOf<typeof finishVolunteerTask>, request: Request): Promise<Reply> {
    return this.work.change(request, VolunteerTask, input.id, (task, now) => finish(task, input, now), at);
  }

  @Handles(cancelVolunteerTask)
  cancel({ id, reason }: InputOf<typeof cancelVolunteerTask>, request: Request): Promise<Reply> {
    return this.work.change(request, VolunteerTask, id, (task, now) => cancel(task, reason, now), at);
  }
}
