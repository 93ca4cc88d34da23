import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { opinionsOfEstate, opinionSummary, readOpinion, similarOpinions, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf, UnitOfWork } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { OpinionPolicyQueries } from './opinion-policy.queries.js';
import { Opinion } from './opinion.entity.js';
import { similar, type OpinionState } from './opinion.rules.js';

/** So many of the newest are compared at most. */
const compared = 2000;
const columns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.household_id AS "householdId", t.class, t.summary,
  t.state, t.problem_id AS "problemId", t.reason, t.original_id AS "originalId", t.recorded_at AS "recordedAt", t.decided_at AS "decidedAt"`;
const ofEstate = named(
  'opinion.of-estate',
  `SELECT ${columns} FROM opinion t WHERE t.estate_id = $3 AND ${inScope({ place: 't.community_code' })}
     AND ($4::text IS NULL OR t.state = $4) AND ($5::text IS NULL OR t.class = $5) AND (t.recorded_at, t.id) < ($6::timestamptz, $7::uuid)
   ORDER BY t.recorded_at DESC, t.id DESC LIMIT $8`,
);
const neighbours = named(
  'opinion.neighbours',
  `SELECT ${columns} FROM opinion t WHERE t.estate_id = $1 AND t.class = $2 AND t.id <> $3 AND t.state <> 'DUPLICATE'
   ORDER BY t.recorded_at DESC, t.id DESC LIMIT ${compared}`,
);
const summaryAt = named(
  'opinion.summary',
  `SELECT t.class, count(*) FILTER (WHERE t.state = 'RECORDED')::int AS recorded, count(*) FILTER (WHERE t.state = 'LISTED')::int AS listed,
     count(*) FILTER (WHERE t.state = 'REFUSED')::int AS refused, count(*) FILTER (WHERE t.state = 'DUPLICATE')::int AS duplicate
   FROM opinion t WHERE t.community_code ^@ $1 GROUP BY t.class ORDER BY t.class`,
);
const one = named('opinion.one', `SELECT ${columns} FROM opinion t WHERE t.id = $1`);
const problemOf = named('opinion.problem', 'SELECT estate_id AS "estateId" FROM estate_problem WHERE id = $1');

@Injectable()
export class OpinionQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly policies: OpinionPolicyQueries,
  ) {}

  @Handles(readOpinion)
  async read({ id }: InputOf<typeof readOpinion>, request: Request): Promise<OutputOf<typeof readOpinion>> {
    return (await this.work.load(request, Opinion, id)).state;
  }

  @Handles(opinionsOfEstate)
  async ofEstate(input: InputOf<typeof opinionsOfEstate>, request: Request): Promise<OutputOf<typeof opinionsOfEstate>> {
    const { estateId, state = null, class: of = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<OpinionState>(ofEstate, [
      ...scopeParameters(request),
      estateId,
      state,
      of,
      ...position,
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ recordedAt, id }) => [recordedAt, id]);
  }

  @Handles(similarOpinions)
  async similar({ id }: InputOf<typeof similarOpinions>, request: Request): Promise<OutputOf<typeof similarOpinions>> {
    const { state: opinion } = await this.work.load(request, Opinion, id);
    const [others, { similarityPercent }] = await Promise.all([
      this.database.read<OpinionState>(neighbours, [opinion.estateId, opinion.class, id]),
      this.policies.inForce({ placeCode: opinion.communityCode }),
    ]);
    return { items: similar(opinion.summary, others, similarityPercent) };
  }

  @Handles(opinionSummary)
  async summary({ placeCode }: InputOf<typeof opinionSummary>): Promise<OutputOf<typeof opinionSummary>> {
    const classes = await this.database.read<OutputOf<typeof opinionSummary>['classes'][number]>(summaryAt, [placeCode]);
    const opinions = classes.reduce((sum, { recorded, listed, refused, duplicate }) => sum + recorded + listed + refused + duplicate, 0);
    return { opinions, classes };
  }

  /** An opinion, wherever it is; what may be done with it is decided where it is changed. */
  async of(id: string): Promise<OpinionState | undefined> {
    return (await this.database.read<OpinionState>(one, [id]))[0];
  }

  /** The estate of a problem. */
  async problem(id: string): Promise<{ readonly estateId: string } | undefined> {
    return (await this.database.read<{ estateId: string }>(problemOf, [id]))[0];
  }
}
