import { Injectable } from '@nestjs/common';
import { scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  cancelActivity,
  closeStation,
  holdActivity,
  openStation,
  planActivity,
  requestErrors,
  stationErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { Database, guard, named, UnitOfWork, type Reply, type Statement } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { gridsAtPlace } from '../partition/in-force.plan.js';
import { actsAt } from '../training/reach.queries.js';
import { StationActivity, StewardStation } from './station.entity.js';
import { cancel, close, hold, open, plan, type StationState } from './station.rules.js';

/** Workers of a grid act at the stations of its community. */
const stationReached = named(
  'station.reached',
  `SELECT t.community_code AS "communityCode", t.status, ${actsAt('t.community_code')} AS at FROM steward_station t WHERE t.id = $3`,
);
const activityReached = named(
  'station.activity-reached',
  `SELECT ${actsAt('t.community_code')} AS at FROM station_activity t WHERE t.id = $3`,
);
/** Holds the station open until the activity is stored. */
const stillOpen = `EXISTS (SELECT 1 FROM steward_station WHERE id = ?::uuid AND status = 'OPEN' FOR SHARE)`;
const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class StationCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
  ) {}

  @Handles(openStation)
  open(input: InputOf<typeof openStation>, request: Request): Promise<Reply> {
    const also = [guard(stationErrors.placeUnknown, gridsAtPlace, input.communityCode)];
    return this.work.create(
      request,
      StewardStation,
      () => open(input),
      ({ communityCode: place }) => ({ place, also }),
    );
  }

  @Handles(closeStation)
  close({ id }: InputOf<typeof closeStation>, request: Request): Promise<Reply> {
    return this.work.change(request, StewardStation, id, close, at);
  }

  @Handles(planActivity)
  async plan(input: InputOf<typeof planActivity>, request: Request): Promise<Reply> {
    const station = await this.reach<Pick<StationState, 'communityCode' | 'status'>>(stationReached, input.stationId, request);
    const also = [guard(stationErrors.stationClosed, stillOpen, input.stationId)];
    return this.work.create(
      request,
      StationActivity,
      (now) => plan(input, station, now),
      ({ communityCode }) => ({ place: station?.at ?? communityCode, also }),
    );
  }

  @Handles(holdActivity)
  async hold(input: InputOf<typeof holdActivity>, request: Request): Promise<Reply> {
    ensure(await this.reach(activityReached, input.id, request), requestErrors.notFound);
    return this.work.change(request, StationActivity, input.id, (activity, now) => hold(activity, input, now), at);
  }

  @Handles(cancelActivity)
  async cancel({ id }: InputOf<typeof cancelActivity>, request: Request): Promise<Reply> {
    ensure(await this.reach(activityReached, id, request), requestErrors.notFound);
    return this.work.change(request, StationActivity, id, cancel, at);
  }

  /** The row, if the actor acts at its community or within it. */
  private async reach<T>(statement: Statement, id: string, request: Request): Promise<(T & { at: string }) | undefined> {
    const [row] = await this.database.read<T & { at: string | null }>(statement, [...scopeParameters(request), id]);
    return row?.at ? { ...row, at: row.at } : undefined;
  }
}
