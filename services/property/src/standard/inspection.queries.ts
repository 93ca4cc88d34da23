import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { inspectionsOfEstate, readInspection, requestErrors, scoresOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf, UnitOfWork } from '@gezhi/shared/database';
import { addDays, ensure, instantAt } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { scoreOf, totalOf, type Counts } from './score.rules.js';
import { Inspection } from './standard.entity.js';

type Public = OutputOf<typeof inspectionsOfEstate>['items'][number];
type Scored = Counts & { readonly promiseId: string; readonly item: string };

const ofEstate = named(
  'standard.inspections',
  `SELECT t.id, t.estate_id AS "estateId", t.standard_id AS "standardId", t.promise_id AS "promiseId", t.item, t.inspected_by AS "inspectedBy",
     t.measured, t.result, t.state, t.reinspects_id AS "reinspectsId", t.inspected_at AS "inspectedAt", t.due_at AS "dueAt"
   FROM inspection t WHERE t.estate_id = $1 AND ($2::text IS NULL OR t.state = $2) AND (t.inspected_at, t.id) < ($3::timestamptz, $4::uuid)
   ORDER BY t.inspected_at DESC, t.id DESC LIMIT $5`,
);
/** What was found at first counts; whether it was put right, by however many looks, is counted beside it. */
const scores = named(
  'standard.scores',
  `WITH RECURSIVE look AS (
     SELECT t.id AS first_id, t.id, t.standard_id, t.promise_id, t.item, t.result, t.result AS found, t.inspected_at FROM inspection t
     WHERE t.estate_id = $1 AND t.reinspects_id IS NULL AND t.inspected_at >= $2::timestamptz AND t.inspected_at < $3::timestamptz
     UNION ALL
     SELECT l.first_id, n.id, l.standard_id, l.promise_id, l.item, l.result, n.result, l.inspected_at FROM look l JOIN inspection n ON n.reinspects_id = l.id)
   SELECT l.promise_id AS "promiseId", l.item, count(*) FILTER (WHERE l.id = l.first_id AND l.result = 'MET')::int AS met,
     count(*) FILTER (WHERE l.id = l.first_id AND l.result = 'PARTLY')::int AS partly,
     count(*) FILTER (WHERE l.id = l.first_id AND l.result = 'NOT_MET')::int AS "notMet",
     count(DISTINCT l.first_id) FILTER (WHERE l.id <> l.first_id AND l.found = 'MET')::int AS corrected
   FROM look l GROUP BY l.standard_id, l.promise_id, l.item ORDER BY l.item, l.standard_id, l.promise_id LIMIT 1000`,
);

@Injectable()
export class InspectionQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Handles(readInspection)
  async read({ id }: InputOf<typeof readInspection>, request: Request): Promise<OutputOf<typeof readInspection>> {
    return (await this.work.load(request, Inspection, id)).state;
  }

  @Handles(inspectionsOfEstate)
  async ofEstate(input: InputOf<typeof inspectionsOfEstate>): Promise<OutputOf<typeof inspectionsOfEstate>> {
    const { estateId, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<Public>(ofEstate, [estateId, state, ...position, limit + 1]);
    return pageOf(rows, limit, ({ inspectedAt, id }) => [inspectedAt, id]);
  }

  @Handles(scoresOfEstate)
  async scores({ estateId, from, to }: InputOf<typeof scoresOfEstate>): Promise<OutputOf<typeof scoresOfEstate>> {
    ensure(from <= to, requestErrors.invalid, { fields: ['to'] });
    const found = await this.database.read<Scored>(scores, [estateId, instantAt(from), instantAt(addDays(to, 1))]);
    const total = totalOf(found);
    const promises = found.map((counts) => ({ ...counts, score: scoreOf(counts) }));
    return { estateId, from, to, ...total, score: scoreOf(total), promises };
  }
}
