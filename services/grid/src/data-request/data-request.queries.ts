import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { dataRequestsOfPlace, myDataRequests, readDataRequest, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { ProfileCatalogueQueries } from '../profile/profile-catalogue.queries.js';
import { hiddenFrom } from '../profile/profile-visibility.rules.js';
import type { DataRequestState, ItemState } from './asking.rules.js';

export const requestColumns = `t.id, t.version, t.grid_code AS "gridCode", t.batch_id AS "batchId", t.origin, t.title, t.asked_by_id AS "askedById",
  t.asked_at AS "askedAt", t.due_at AS "dueAt", t.status, t.answered_by_id AS "answeredById", t.answered_at AS "answeredAt", t.end_reason AS "endReason"`;
const scoped = inScope({ place: 't.grid_code' });

/** The items of requests `$1`. */
export const itemsOf = named(
  'data-request.items',
  `SELECT i.request_id AS "requestId", i.class_code AS "classCode", i.key, i.state, i.field_id AS "fieldId" FROM data_request_item i
   WHERE i.request_id = ANY($1::uuid[]) ORDER BY i.request_id, i.class_code, i.key`,
);
/** The same with the value offered: that held when it was asked, or one that has come to be held since. */
export const offeredOf = named(
  'data-request.offered',
  `SELECT i.request_id AS "requestId", i.class_code AS "classCode", i.key, i.state, i.field_id AS "fieldId", f.value, f.source, f.expires_at AS "expiresAt"
   FROM data_request_item i JOIN data_request t ON t.id = i.request_id
   LEFT JOIN profile_field f ON i.state <> 'ANSWERED' AND f.id = coalesce(i.field_id,
     (SELECT c.id FROM profile_field c WHERE c.grid_code = t.grid_code AND c.class_code = i.class_code AND c.key = i.key
        AND c.status = 'CURRENT' AND c.expires_at > (SELECT gezhi_now())))
   WHERE i.request_id = ANY($1::uuid[]) ORDER BY i.request_id, i.class_code, i.key`,
);
const byId = named('data-request.by-id', `SELECT ${requestColumns} FROM data_request t WHERE t.id = $3 AND ${scoped}`);
const ofPlace = named(
  'data-request.of-place',
  `SELECT ${requestColumns} FROM data_request t WHERE ${within('$3', 't.grid_code')} AND ($4::text IS NULL OR t.status = $4) AND ($5::text IS NULL OR t.origin = $5)
     AND (t.asked_at, t.id) < ($6::timestamptz, $7::uuid) ORDER BY t.asked_at DESC, t.id DESC LIMIT $8`,
);
/** Whoever serves a grid has a role at it. */
const mine = named(
  'data-request.mine',
  `SELECT ${requestColumns} FROM data_request t WHERE t.status = 'OPEN'
     AND (t.asked_at, t.id) < ($3::timestamptz, $4::uuid) AND ${scoped} ORDER BY t.asked_at DESC, t.id DESC LIMIT $5`,
);

export interface Offered extends ItemState {
  readonly value: string | null;
  readonly source: string | null;
  readonly expiresAt: string | null;
}
type View = OutputOf<typeof readDataRequest>;

/** A request as shown: what is held of hidden classes is left out. */
export function shown(request: DataRequestState, items: readonly Offered[], hidden: readonly string[]): View {
  const own = items.filter(({ requestId }) => requestId === request.id);
  return {
    ...request,
    items: own.map(({ classCode, key, state, fieldId, value, source, expiresAt }) => ({
      ...{ classCode, key, state, fieldId },
      held: value === null || source === null || hidden.includes(classCode) ? null : { value, source, expiresAt },
    })),
  };
}

@Injectable()
export class DataRequestQueries {
  constructor(
    private readonly database: Database,
    private readonly catalogues: ProfileCatalogueQueries,
  ) {}

  @Handles(readDataRequest)
  async read({ id }: InputOf<typeof readDataRequest>, request: Request): Promise<View> {
    const rows = await this.database.read<DataRequestState>(byId, [...scopeParameters(request), id]);
    const [view] = await this.shown(rows, request.roles);
    ensure(view, requestErrors.notFound);
    return view;
  }

  @Handles(dataRequestsOfPlace)
  async ofPlace(input: InputOf<typeof dataRequestsOfPlace>, request: Request): Promise<OutputOf<typeof dataRequestsOfPlace>> {
    const { placeCode, status = null, origin = null, after, limit } = input;
    const parameters = [
      ...scopeParameters(request),
      placeCode,
      status,
      origin,
      ...keyset(after, descending('timestamptz', 'uuid')),
      limit + 1,
    ];
    return this.page(await this.database.read<DataRequestState>(ofPlace, parameters), limit, request.roles);
  }

  @Handles(myDataRequests)
  async mine({ after, limit }: InputOf<typeof myDataRequests>, request: Request): Promise<OutputOf<typeof myDataRequests>> {
    const rows = await this.database.read<DataRequestState>(mine, [
      ...scopeParameters(request),
      ...keyset(after, descending('timestamptz', 'uuid')),
      limit + 1,
    ]);
    return this.page(rows, limit, request.roles);
  }

  private async page(rows: readonly DataRequestState[], limit: number, roles: readonly string[]): Promise<OutputOf<typeof myDataRequests>> {
    const { items, next } = pageOf(rows, limit, ({ askedAt, id }) => [askedAt, id]);
    return { items: await this.shown(items, roles), next };
  }

  private async shown(requests: readonly DataRequestState[], roles: readonly string[]): Promise<View[]> {
    if (!requests.length) return [];
    const communities = [...new Set(requests.map(({ gridCode }) => gridCode.slice(0, 12)))];
    const [items, hidden] = await Promise.all([
      this.database.read<Offered>(offeredOf, [requests.map(({ id }) => id)]),
      Promise.all(communities.map(async (code) => [code, hiddenFrom(await this.catalogues.classesAt(code), roles)] as const)),
    ]);
    const hiddenAt = new Map(hidden);
    return requests.map((request) => shown(request, items, hiddenAt.get(request.gridCode.slice(0, 12))!));
  }
}
