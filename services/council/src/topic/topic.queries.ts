import { Injectable } from '@nestjs/common';
import {
  myTopics,
  proposers,
  publicTopics,
  readTopic,
  requestErrors,
  topicCandidates,
  topicsOfPlace,
  type InputOf,
  type OutputOf,
  type Role,
  type TopicCandidateView,
} from '@gezhi/shared/contracts';
import { inPublicScope, inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { Database, descending, keyset, named, pageOf, UnitOfWork, type Act } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { livesIn } from '../known-household/known-household.queries.js';
import { isAtHome, isEstateIn } from '../known-unit/known-unit.queries.js';
import { Topic } from './topic.entity.js';
import { topicColumns } from './topic.plan.js';
import type { TopicState } from './topic.rules.js';

type PublicTopic = OutputOf<typeof publicTopics>['items'][number];

const touches = `(starts_with(t.place_code, $3) OR EXISTS (SELECT FROM unnest(t.grid_codes) AS grid WHERE starts_with(grid, $3)))`;

const candidates = named(
  'topic.candidates',
  `SELECT t.problem_id AS "problemId", t.place_code AS "placeCode", t.grid_codes AS "gridCodes", t.scope, t.class, t.transferred_at AS "transferredAt", t.state
   FROM topic_candidate t
   WHERE t.state = $4 AND ${touches} AND ${inScope({ place: '$3' })}
     AND (t.transferred_at, t.problem_id) < ($5::timestamptz, $6::uuid)
   ORDER BY t.transferred_at DESC, t.problem_id DESC LIMIT $7`,
);

const count = named(
  'topic.count-candidates',
  `SELECT ${inPublicScope('$3::text')} AS covered, count(*)::integer AS open FROM topic_candidate t WHERE t.state = 'open' AND ${touches}`,
);

/** SQL: the assignment `a` ties its holder to the community `place`: as an owner or a resident, at its council, on duty, or at an estate. */
export const isTiedTo = (place: string): string => `CASE a.axis
  WHEN 'place' THEN starts_with(a.scope, ${place}) OR starts_with(${place}, a.scope)
  WHEN 'council' THEN EXISTS (SELECT 1 FROM council c WHERE c.id = a.scope::uuid AND c.community_code = ${place})
  WHEN 'estate' THEN ${isEstateIn('a.scope', place)}
  WHEN 'self' THEN ${livesIn('a.scope', place)} OR ${isAtHome('a.scope', place)} ELSE false END`;

const ties = named(
  'topic.ties',
  `SELECT a.role, a.axis FROM known_assignment a WHERE a.account_id = $1::uuid AND a.role = ANY($2::text[]) AND NOT a.ended AND ${isTiedTo('$3::text')}
   ORDER BY array_position($4::text[], a.role)`,
);
const untied = `SELECT g.account FROM unnest($1::uuid[]) AS g(account) WHERE NOT EXISTS (SELECT 1 FROM known_assignment a
  WHERE a.account_id = g.account AND NOT a.ended AND ($3::text IS NULL OR a.role = $3) AND ${isTiedTo('$2::text')})`;

/** C-09, C-12 Which of these accounts have no tie to a community, in any role or in the one named. Within an act. */
export const untiedAmong = async (act: Pick<Act, 'query'>, accounts: readonly string[], communityCode: string, role: Role | null = null) =>
  (await act.query<{ account: string }>(untied, [accounts, communityCode, role])).map(({ account }) => account);

const ofPlace = named(
  'topic.of-place',
  `SELECT ${topicColumns} FROM topic t WHERE (${within('$3', 't.community_code')} OR (starts_with(t.community_code, $3) AND ${inScope({ council: Topic.scope.council })}))
     AND ($4::text IS NULL OR t.stage = $4) AND ($5::text IS NULL OR t.source = $5) AND ($6::text IS NULL OR t.origin = $6)
     AND (t.submitted_at, t.id) < ($7::timestamptz, $8::uuid) ORDER BY t.submitted_at DESC, t.id DESC LIMIT $9`,
);
const mine = named(
  'topic.mine',
  `SELECT ${topicColumns} FROM topic t WHERE t.proposer_id = $1::uuid AND (t.submitted_at, t.id) < ($2::timestamptz, $3::uuid)
   ORDER BY t.submitted_at DESC, t.id DESC LIMIT $4`,
);
/** Titles of what was not accepted may hold anything; nobody but those on duty reads them. */
export const isPublic = "t.stage NOT IN ('SUBMITTED', 'UNDER_REVIEW', 'REJECTED', 'MERGED', 'REFERRED')";
const forEveryone = named(
  'topic.public',
  `SELECT ${topicColumns} FROM topic t WHERE t.community_code = $1 AND ${isPublic} AND ($2::text IS NULL OR t.stage = $2)
     AND (t.submitted_at, t.id) < ($3::timestamptz, $4::uuid) ORDER BY t.submitted_at DESC, t.id DESC LIMIT $5`,
);
const listed = named('topic.listed', `SELECT ${topicColumns} FROM topic t WHERE t.id = ANY($1::uuid[])`);
const positionOf = ({ submittedAt, id }: Pick<TopicState, 'submittedAt' | 'id'>) => [submittedAt, id];

@Injectable()
export class TopicQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Handles(readTopic)
  async read({ id }: InputOf<typeof readTopic>, request: Request): Promise<OutputOf<typeof readTopic>> {
    return (await this.work.load(request, Topic, id)).state;
  }

  @Handles(topicsOfPlace)
  async ofPlace(input: InputOf<typeof topicsOfPlace>, request: Request): Promise<OutputOf<typeof topicsOfPlace>> {
    const { placeCode, stage = null, source = null, origin = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), placeCode, stage, source, origin, ...position, limit + 1];
    return pageOf(await this.database.read<TopicState>(ofPlace, parameters), limit, positionOf);
  }

  @Handles(myTopics)
  async mine({ after, limit }: InputOf<typeof myTopics>, { actor }: Request): Promise<OutputOf<typeof myTopics>> {
    const position = keyset(after, descending('timestamptz', 'uuid'));
    return pageOf(await this.database.read<TopicState>(mine, [actor.id, ...position, limit + 1]), limit, positionOf);
  }

  @Handles(publicTopics)
  async forEveryone(input: InputOf<typeof publicTopics>): Promise<OutputOf<typeof publicTopics>> {
    const { communityCode, stage = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<PublicTopic>(forEveryone, [communityCode, stage, ...position, limit + 1]);
    return pageOf(rows, limit, positionOf);
  }

  /** C-09 How the actor is tied to a community, by the roles that may propose. */
  tiesTo(communityCode: string, request: Request): Promise<{ role: string; axis: string }[]> {
    return this.database.read(ties, [...scopeParameters(request), communityCode, proposers]);
  }

  /** C-08 For other features: the topics of these ids, as far as there are any. */
  async listed(ids: readonly string[]): Promise<TopicState[]> {
    return ids.length ? this.database.read<TopicState>(listed, [ids]) : [];
  }

  /** C-08 For other features: a topic, or `undefined`. */
  async one(id: string | null | undefined): Promise<TopicState | undefined> {
    return id ? (await this.listed([id]))[0] : undefined;
  }

  @Handles(topicCandidates)
  async candidates(input: InputOf<typeof topicCandidates>, request: Request): Promise<OutputOf<typeof topicCandidates>> {
    const parameters = [
      ...scopeParameters(request),
      input.placeCode,
      input.state,
      ...keyset(input.after, descending('timestamptz', 'uuid')),
      input.limit + 1,
    ];
    const rows = await this.database.read<TopicCandidateView>(candidates, parameters);
    return pageOf(rows, input.limit, ({ transferredAt, problemId }) => [transferredAt, problemId]);
  }

  /** X-04 Open candidates of a place. @throws DomainError not-found for a grid where the actor is not assigned */
  async countCandidates(placeCode: string, request: Request): Promise<number> {
    const [row] = await this.database.read<{ covered: boolean; open: number }>(count, [...scopeParameters(request), placeCode]);
    ensure(row?.covered, requestErrors.notFound);
    return row.open;
  }
}
