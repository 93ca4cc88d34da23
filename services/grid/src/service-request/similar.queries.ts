import { Injectable } from '@nestjs/common';
import {
  joinedServiceRequests,
  readPublicServiceRequest,
  requestErrors,
  serviceRequestErrors,
  similarServiceRequests,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure, type Position } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { linkedProblems } from '../problem/link.queries.js';
import { placeColumns, placed, publicColumns } from './request-columns.queries.js';
import { PlaceQueries } from './place.queries.js';
import { RequestPolicyQueries } from './request-policy.queries.js';
import { termsOf } from './request-policy.rules.js';
import { ensureOnePlace } from './service-request.rules.js';
import { rank, type Candidate } from './similar.rules.js';

const whence = named(
  'service-request.whence',
  `SELECT ${inScope({ place: '$3::text', self: '$4::uuid' })} AS allowed,
     (SELECT jsonb_build_array(h.lon, h.lat) FROM household h WHERE h.id = $4::uuid) AS position`,
);
/**
 * Whoever is not concerned with a request sees its public form: neither the words of its reporter nor where a household lives,
 * be it by the distance from somewhere else.
 */
const candidates = named(
  'service-request.similar',
  `SELECT ${publicColumns}, coalesce(p.grid_code, t.grid_code) AS "gridCode", CASE WHEN seen.it THEN t.summary END AS summary,
     CASE WHEN seen.it OR t.public_summary IS NOT NULL THEN t.right_body END AS "rightBody",
     CASE WHEN t.at_point THEN t.point -> 'coordinates' WHEN seen.it OR t.household_id IS NULL
       THEN coalesce(t.point -> 'coordinates', (SELECT jsonb_build_array(h.lon, h.lat) FROM household h WHERE h.id = t.household_id)) END AS position
   FROM ${placed} CROSS JOIN LATERAL (SELECT ${inScope(placeColumns)} AS it) seen
   WHERE t.community_code = $3 AND t.class = $4 AND t.state <> 'DUPLICATE' AND t.filed_at >= (SELECT gezhi_now()) - make_interval(days => $5)
   ORDER BY t.filed_at DESC, t.id DESC LIMIT 200`,
);
/** Neighbours are the households of the community. */
const publicForm = named(
  'service-request.public-form',
  `SELECT ${publicColumns}, coalesce(p.grid_code, t.grid_code) AS "gridCode" FROM ${placed}
   WHERE t.id = $3 AND (${inScope(placeColumns)} OR EXISTS (
     SELECT 1 FROM known_assignment a JOIN household h ON h.id = CASE WHEN a.axis = 'self' THEN a.scope::uuid END
     WHERE a.account_id = $1::uuid AND NOT a.ended AND a.role = ANY($2::text[]) AND h.community_code = t.community_code))`,
);
const joined = named(
  'service-request.joined',
  `SELECT ${publicColumns}, coalesce(p.grid_code, t.grid_code) AS "gridCode", mine.joined_at AS "joinedAt"
   FROM request_join mine JOIN (${placed}) ON t.id = mine.request_id
   WHERE ${inScope({ self: 'mine.household_id' })} AND (mine.joined_at, t.id) < ($3::timestamptz, $4::uuid)
   ORDER BY mine.joined_at DESC, t.id DESC LIMIT $5`,
);

type Similar = OutputOf<typeof similarServiceRequests>;
type Row = Omit<Similar['items'][number], 'metres' | 'similarity'> & Pick<Candidate, 'position'>;
type Joined = OutputOf<typeof joinedServiceRequests>;

@Injectable()
export class SimilarQueries {
  constructor(
    private readonly database: Database,
    private readonly places: PlaceQueries,
    private readonly policies: RequestPolicyQueries,
  ) {}

  @Handles(similarServiceRequests)
  async similar(input: InputOf<typeof similarServiceRequests>, request: Request): Promise<Similar> {
    ensureOnePlace(input);
    const place = await this.places.placeOf(input);
    ensure(place, serviceRequestErrors.placeUnknown);
    const scope = scopeParameters(request);
    const here = [place.gridCode ?? place.communityCode, input.householdId ?? null];
    const [known] = await this.database.read<{ allowed: boolean; position: Position | null }>(whence, [...scope, ...here]);
    ensure(known!.allowed, serviceRequestErrors.placeUnknown);
    const policy = await this.policies.policy(place.policyId);
    termsOf(policy, input.class, place.gridType);
    const within = [place.communityCode, input.class, policy.similar.withinDays];
    const rows = await this.database.read<Row>(candidates, [...scope, ...within]);
    const { lon, lat, text = null } = input;
    const position = lon !== undefined && lat !== undefined ? ([lon, lat] as const) : known!.position;
    const likely = rank(
      rows.map((row) => ({ ...row, words: row.summary ?? row.publicSummary })),
      { position, text },
      policy.similar,
    );
    const links = await this.database.read<{ requestId: string; problemId: string }>(linkedProblems, [likely.map(({ id }) => id)]);
    const problems = new Map(links.map(({ requestId, problemId }) => [requestId, problemId]));
    return { items: likely.map((row) => ({ ...row, problemId: problems.get(row.id) ?? null })) };
  }

  @Handles(readPublicServiceRequest)
  async read({ id }: InputOf<typeof readPublicServiceRequest>, request: Request): Promise<OutputOf<typeof readPublicServiceRequest>> {
    const [row] = await this.database.read<OutputOf<typeof readPublicServiceRequest>>(publicForm, [...scopeParameters(request), id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(joinedServiceRequests)
  async joined({ limit, after }: InputOf<typeof joinedServiceRequests>, request: Request): Promise<Joined> {
    const rows = await this.database.read<Joined['items'][number]>(joined, [
      ...scopeParameters(request),
      ...keyset(after, descending('timestamptz', 'uuid')),
      limit + 1,
    ]);
    return pageOf(rows, limit, (row) => [row.joinedAt, row.id]);
  }
}
