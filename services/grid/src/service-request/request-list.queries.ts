import { Injectable } from '@nestjs/common';
import {
  myServiceRequests,
  requestErrors,
  serviceRequestHistory,
  serviceRequestsOfPlace,
  staff,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { isOpen, itemColumns, placeColumns, placed } from './request-columns.queries.js';

const isOverdue = `(${isOpen} AND t.state <> 'WAITING_REPORTER' AND t.resolve_due < gezhi_now())`;
const before = (time: string, id: string): string => `(${time}::timestamptz IS NULL OR (t.filed_at, t.id) < (${time}, ${id}::uuid))`;
const newestFirst = 'ORDER BY t.filed_at DESC, t.id DESC';

const ofPlace = named(
  'service-request.of-place',
  `SELECT ${itemColumns} FROM ${placed} WHERE starts_with(t.community_code, left($3, 12)) AND starts_with(${placeColumns.place}, $3)
     AND ${inScope({ place: placeColumns.place })} AND ($4::text IS NULL OR t.state = $4) AND ($5::text IS NULL OR t.class = $5)
     AND ($6::boolean IS NULL OR ${isOverdue} = $6) AND ${before('$7', '$8')} ${newestFirst} LIMIT $9`,
);
/** Mine is what is assigned to me; a resident's are those of the household. What waits for anybody is in the list of the place. */
const mine = named(
  'service-request.mine',
  `SELECT ${itemColumns} FROM ${placed} WHERE ($4::boolean IS NULL OR (${isOpen}) = $4)
     AND (($3::boolean AND t.handler_id = $1::uuid AND ${inScope({ place: placeColumns.place })}) OR ${inScope({ self: placeColumns.self })})
     AND ${before('$5', '$6')} ${newestFirst} LIMIT $7`,
);
const history = named(
  'service-request.history',
  `SELECT t.pauses,
     jsonb_build_array(jsonb_build_object('action', 'file', 'state', 'FILED', 'at', t.filed_at, 'byStaff', t.reporter_account_id IS NULL, 'channel', NULL, 'note', NULL))
       || coalesce((SELECT jsonb_agg(jsonb_build_object('action', s.action, 'state', s.state, 'at', s.at, 'byStaff', s.by_staff, 'channel', s.channel, 'note', s.note)
                    ORDER BY s.request_version) FROM request_step s WHERE s.request_id = t.id), '[]') AS steps,
     coalesce((SELECT jsonb_agg(jsonb_build_object('clock', e.clock, 'level', e.level, 'toPlaceCode', e.to_place_code, 'at', e.at) ORDER BY e.at, e.id)
               FROM request_escalation e WHERE e.request_id = t.id), '[]') AS escalations,
     coalesce((SELECT jsonb_agg(jsonb_build_object('linkId', l.id, 'issuedById', l.issued_by_id, 'issuedAt', l.issued_at, 'usedAt', l.used_at) ORDER BY l.issued_at, l.id)
               FROM feedback_link l WHERE l.request_id = t.id), '[]') AS "feedbackLinks"
   FROM ${placed} WHERE t.id = $3 AND ${inScope(placeColumns)}`,
);

type Item = OutputOf<typeof serviceRequestsOfPlace>['items'][number];

@Injectable()
export class RequestListQueries {
  constructor(private readonly database: Database) {}

  @Handles(serviceRequestsOfPlace)
  async ofPlace(input: InputOf<typeof serviceRequestsOfPlace>, request: Request): Promise<OutputOf<typeof serviceRequestsOfPlace>> {
    const { placeCode, state = null, overdue = null, limit, after } = input;
    const parameters = [...scopeParameters(request), placeCode, state, input.class ?? null, overdue, ...keyset(after, 2), limit + 1];
    return pageOf(await this.database.read<Item>(ofPlace, parameters), limit, (row) => [row.filedAt, row.id]);
  }

  @Handles(myServiceRequests)
  async mine(input: InputOf<typeof myServiceRequests>, request: Request): Promise<OutputOf<typeof myServiceRequests>> {
    const { open = null, limit, after } = input;
    const onDuty = request.roles.some((role) => (staff as readonly string[]).includes(role));
    const parameters = [...scopeParameters(request), onDuty, open, ...keyset(after, 2), limit + 1];
    return pageOf(await this.database.read<Item>(mine, parameters), limit, (row) => [row.filedAt, row.id]);
  }

  @Handles(serviceRequestHistory)
  async history({ id }: InputOf<typeof serviceRequestHistory>, request: Request): Promise<OutputOf<typeof serviceRequestHistory>> {
    const [row] = await this.database.read<OutputOf<typeof serviceRequestHistory>>(history, [...scopeParameters(request), id]);
    ensure(row, requestErrors.notFound);
    return row;
  }
}
