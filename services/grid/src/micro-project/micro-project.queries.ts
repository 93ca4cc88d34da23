import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import {
  microProjectsOfPlace,
  microProjectSummary,
  readMicroProject,
  requestErrors,
  type InputOf,
  type MicroProjectKind,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { ascending, Database, keyset, named, pageOf, today } from '@gezhi/shared/database';
import { ensure, localDateOf } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { isOverdue, type ProjectState } from './micro-project.rules.js';

const columns = `t.id, t.version, t.place_code AS "placeCode", t.community_code AS "communityCode", t.grid_code AS "gridCode", t.kind, t.title,
  t.problem_id AS "problemId", t.topic_id AS "topicId", t.third_party AS "thirdParty", t.cost_fen AS "costFen", t.owner_cadre_id AS "ownerCadreId",
  t.due_on AS "dueOn", t.status, t.before_evidence_ids AS "beforeEvidenceIds", t.after_evidence_ids AS "afterEvidenceIds",
  t.started_by_id AS "startedById", t.started_at AS "startedAt", t.accepted_by_id AS "acceptedById", t.accepted_at AS "acceptedAt",
  t.end_reason AS "endReason", gezhi_now() AS now`;
const scoped = inScope({ place: 't.place_code' });
const byId = named('micro-project.by-id', `SELECT ${columns} FROM micro_project t WHERE t.id = $3 AND ${scoped}`);
const ofPlace = named(
  'micro-project.of-place',
  `SELECT ${columns} FROM micro_project t WHERE ${within('$3', 't.place_code')}
     AND ($4::text IS NULL OR t.status = $4) AND ($5::text IS NULL OR t.kind = $5)
     AND (t.due_on, t.id) > ($6::date, $7::uuid) ORDER BY t.due_on, t.id LIMIT $8`,
);
const summary = named(
  'micro-project.summary',
  `SELECT t.kind, (count(*) FILTER (WHERE t.status = 'STARTED'))::int AS started, (count(*) FILTER (WHERE t.status = 'ACCEPTED'))::int AS accepted,
     (count(*) FILTER (WHERE t.status = 'ABANDONED'))::int AS abandoned,
     (count(*) FILTER (WHERE t.status = 'STARTED' AND t.due_on < ${today}))::int AS overdue,
     coalesce(sum(t.cost_fen) FILTER (WHERE t.status <> 'ABANDONED'), 0)::bigint AS "costFen",
     coalesce(sum(t.cost_fen) FILTER (WHERE t.status = 'ACCEPTED'), 0)::bigint AS "acceptedCostFen"
   FROM micro_project t WHERE ${within('$3', 't.place_code')} GROUP BY t.kind ORDER BY t.kind`,
);

type Row = ProjectState & { readonly now: string };
type Totals = Omit<OutputOf<typeof microProjectSummary>, 'kinds'>;
const counted = ['started', 'accepted', 'abandoned', 'overdue', 'costFen', 'acceptedCostFen'] as const;

/** Pictures are shown as evidence of before and of after. */
export const viewOf = ({ beforeEvidenceIds, afterEvidenceIds, ...project }: ProjectState) => ({
  ...project,
  before: { evidenceIds: [...beforeEvidenceIds] },
  after: { evidenceIds: [...afterEvidenceIds] },
});
const listed = ({ now, ...project }: Row): OutputOf<typeof readMicroProject> => ({
  ...viewOf(project),
  overdue: isOverdue(project, localDateOf(now)),
});

@Injectable()
export class MicroProjectQueries {
  constructor(private readonly database: Database) {}

  @Handles(readMicroProject)
  async read({ id }: InputOf<typeof readMicroProject>, request: Request): Promise<OutputOf<typeof readMicroProject>> {
    const [row] = await this.database.read<Row>(byId, [...scopeParameters(request), id]);
    ensure(row, requestErrors.notFound);
    return listed(row);
  }

  @Handles(microProjectsOfPlace)
  async ofPlace(input: InputOf<typeof microProjectsOfPlace>, request: Request): Promise<OutputOf<typeof microProjectsOfPlace>> {
    const { placeCode, status = null, kind = null, limit, after } = input;
    const parameters = [...scopeParameters(request), placeCode, status, kind, ...keyset(after, ascending('date', 'uuid')), limit + 1];
    const rows = await this.database.read<Row>(ofPlace, parameters);
    return pageOf(rows.map(listed), limit, ({ dueOn, id }) => [dueOn, id]);
  }

  @Handles(microProjectSummary)
  async summary({ placeCode }: InputOf<typeof microProjectSummary>, request: Request): Promise<OutputOf<typeof microProjectSummary>> {
    const parameters = [...scopeParameters(request), placeCode];
    const kinds = await this.database.read<Totals & { kind: MicroProjectKind }>(summary, parameters);
    const total = (name: keyof Totals): number => kinds.reduce((sum, row) => sum + row[name], 0);
    return { ...(Object.fromEntries(counted.map((name) => [name, total(name)])) as Totals), kinds };
  }
}
