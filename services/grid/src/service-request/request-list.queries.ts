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
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import {
  isGridless,
  isMine,
  isOpen,
  isOverdue,
  isRecheckDue,
  isUnassigned,
  isWaiting,
  itemColumns,
  liesIn,
  placeColumns,
  placed,
} from './request-columns.queries.js';

const before = (time: string, id: string): string => `(t.filed_at, t.id) < (${time}::timestamptz, ${id}::uuid)`;
const newestFirst = 'ORDER BY t.filed_at DESC, t.id DESC';
/** A filter that is not asked for lets all pass. */
const where = (condition: string, parameter: string): string => `(${parameter}::boolean IS NULL OR (${condition}) = ${parameter})`;
const equals = (column: string, parameter: string): string => `(${parameter}::text IS NULL OR ${column} = ${parameter})`;

const ofPlace = named(
  'service-request.of-place',
  `SELECT ${itemColumns} FROM ${placed} WHERE ${liesIn('$3')} AND ${equals('t.state', '$4')} AND ${equals('t.class', '$5')}
     AND ${equals('t.service_mode', '$6')} AND ${equals('t.origin', '$7')} AND ${where(isOpen, '$8')} AND ${where(isOverdue, '$9')}
     AND ${where(isUnassigned, '$10')} AND ${where(isWaiting, '$11')} AND ${where(isRecheckDue, '$12')}
     AND ${where(isGridless, '$13')} AND ${before('$14', '$15')} ${newestFirst} LIMIT $16`,
);
const mine = named(
  'service-request.mine',
  `SELECT ${itemColumns} FROM ${placed} WHERE ${where(isOpen, '$4')} AND ${where(isOverdue, '$5')} AND ${isMine('$3')}
     AND ${before('$6', '$7')} ${newestFirst} LIMIT $8`,
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

/** Whether the actor asks as staff too, whose own requests are those assigned. */
export const isOnDuty = ({ roles }: Request): boolean => roles.some((role) => (staff as readonly string[]).includes(role));

type Item = OutputOf<typeof serviceRequestsOfPlace>['items'][number];

@Injectable()
export class RequestListQueries {
  constructor(private readonly database: Database) {}

  @Handles(serviceRequestsOfPlace)
  async ofPlace(input: InputOf<typeof serviceRequestsOfPlace>, request: Request): Promise<OutputOf<typeof serviceRequestsOfPlace>> {
    const { placeCode, state = null, limit, after } = input;
    const { open = null, overdue = null, unassigned = null, waiting = null, recheckDue = null, gridless = null } = input;
    const equal = [state, input.class ?? null, input.mode ?? null, input.origin ?? null];
    const holding = [open, overdue, unassigned, waiting, recheckDue, gridless];
    const parameters = [
      ...scopeParameters(request),
      placeCode,
      ...equal,
      ...holding,
      ...keyset(after, descending('timestamptz', 'uuid')),
      limit + 1,
    ];
    return pageOf(await this.database.read<Item>(ofPlace, parameters), limit, (row) => [row.filedAt, row.id]);
  }

  @Handles(myServiceRequests)
  async mine(input: InputOf<typeof myServiceRequests>, request: Request): Promise<OutputOf<typeof myServiceRequests>> {
    const { open = null, overdue = null, limit, after } = input;
    const parameters = [
      ...scopeParameters(request),
      isOnDuty(request),
      open,
      overdue,
      ...keyset(after, descending('timestamptz', 'uuid')),
      limit + 1,
    ];
    return pageOf(await this.database.read<Item>(mine, parameters), limit, (row) => [row.filedAt, row.id]);
  }

  @Handles(serviceRequestHistory)
  async history({ id }: InputOf<typeof serviceRequestHistory>, request: Request): Promise<OutputOf<typeof serviceRequestHistory>> {
    const [row] = await this.database.read<OutputOf<typeof serviceRequestHistory>>(history, [...scopeParameters(request), id]);
    ensure(row, requestErrors.notFound);
    return row;
  }
}
