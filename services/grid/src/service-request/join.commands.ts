import { Injectable } from '@nestjs/common';
import { joinServiceRequest, requestErrors, serviceRequestErrors, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { constraint, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { join } from './join.rules.js';
import { placed } from './request-columns.queries.js';
import { PlaceQueries } from './place.queries.js';
import type { RequestFacts } from './request-life.rules.js';
import { RequestJoin } from './service-request.entity.js';

constraint('request_join_pkey', serviceRequestErrors.joinedAlready);

const alone = `SELECT t.id, t.version, t.state, t.class, t.origin, t.household_id AS "householdId", coalesce(left(p.grid_code, 12), t.community_code) AS "communityCode",
    coalesce(p.grid_code, t.grid_code) AS "gridCode", t.at_point AS "atPoint", t.handler_id AS "handlerId", t.cadre_id AS "cadreId", t.duty_id AS "dutyId",
    t.filed_by_id AS "filedById", t.filed_at AS "filedAt"
  FROM ${placed} WHERE t.id = $1 FOR UPDATE OF t`;
const joinedBefore = 'SELECT household_id AS "householdId" FROM request_join WHERE request_id = $1';
const aVersionMore = 'UPDATE service_request SET version = version + 1 WHERE id = $1';

@Injectable()
export class JoinCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: PlaceQueries,
  ) {}

  /** Households of the community join, though the request is not theirs to read. */
  @Handles(joinServiceRequest)
  async join({ id, householdId }: InputOf<typeof joinServiceRequest>, request: Request): Promise<Reply> {
    const home = await this.places.placeOf({ householdId });
    ensure(home, requestErrors.notFound);
    return this.work.act(request, { place: home.gridCode ?? home.communityCode, self: householdId, id }, async (act) => {
      const [found] = await act.query<RequestFacts>(alone, [id]);
      ensure(found?.communityCode === home.communityCode, requestErrors.notFound);
      const before = await act.query<{ householdId: string }>(joinedBefore, [id]);
      const households = before.map((row) => row.householdId);
      const { state, events } = join(found, householdId, households, act.now);
      await act.insert(RequestJoin, [{ requestId: id, householdId, accountId: request.actor.id, joinedAt: act.now }]);
      await act.query(aVersionMore, [id]);
      for (const happened of events) act.emit(happened, { place: found.gridCode ?? found.communityCode });
      act.note({ joined: [households.length, state.joined] });
      return { id, joined: state.joined };
    });
  }
}
