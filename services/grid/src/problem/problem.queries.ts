import { Injectable } from '@nestjs/common';
import {
  problemsOfPlace,
  readProblem,
  rectificationRates,
  requestErrors,
  type InputOf,
  type OutputOf,
  type ProblemScope,
} from '@gezhi/shared/contracts';
import { scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { isUnsettled } from './open.queries.js';
import { columns, linkedRequests, touches, visible } from './problem-columns.queries.js';
import { rectification, type Counted } from './rectification-rate.rules.js';

const byId = named('problem.by-id', `SELECT ${columns}, ${linkedRequests} FROM problem t WHERE t.id = $3 AND ${visible}`);
const ofPlace = named(
  'problem.of-place',
  `SELECT ${columns}, ${linkedRequests} FROM problem t WHERE ${touches('$3')} AND ${visible} AND ($4::text IS NULL OR t.scope = $4) AND ($5::text IS NULL OR t.state = $5)
     AND ($6::boolean IS NULL OR ${isUnsettled} = $6) AND ($7::boolean IS NULL OR coalesce(t.recheck_due_at <= (SELECT gezhi_now()), false) = $7)
     AND (t.collected_at, t.id) < ($8::timestamptz, $9::uuid)
   ORDER BY t.collected_at DESC, t.id DESC LIMIT $10`,
);
const counted = `SELECT t.scope, count(*)::int AS total, count(*) FILTER (WHERE t.state = 'RECTIFIED')::int AS rectified,
  count(*) FILTER (WHERE t.state <> 'RECTIFIED' AND t.annual_item_id IS NOT NULL)::int AS annual FROM problem t WHERE t.state <> 'MERGED'`;
const rates = named('problem.rates', `${counted} AND ${touches('$3')} AND ${visible} GROUP BY t.scope`);
const counts = named('problem.counts', `${counted} AND ${touches('$1')} GROUP BY t.scope`);
/** Of campaign `$2`, or of all: what was found in it and merged into another is open as long as that is, wherever it was found. */
const unsettled = named(
  'problem.unsettled',
  `WITH RECURSIVE found AS (
     SELECT p.id, p.merged_into_id FROM problem p WHERE p.campaign_id = $2::uuid
     UNION SELECT p.id, p.merged_into_id FROM found f JOIN problem p ON p.id = f.merged_into_id
   )
   SELECT count(*)::int AS open FROM problem t
   WHERE ${isUnsettled} AND ${touches('$1')} AND ($2::uuid IS NULL OR t.id IN (SELECT id FROM found))`,
);

type Item = OutputOf<typeof readProblem>;
type Row = Counted & { scope: ProblemScope };
const of = (rows: readonly Row[], scope: ProblemScope): Counted => {
  const { total, rectified, annual } = rows.find((row) => row.scope === scope) ?? { total: 0, rectified: 0, annual: 0 };
  return { total, rectified, annual };
};

@Injectable()
export class ProblemQueries {
  constructor(private readonly database: Database) {}

  @Handles(readProblem)
  async read({ id }: InputOf<typeof readProblem>, request: Request): Promise<Item> {
    const [row] = await this.database.read<Item>(byId, [...scopeParameters(request), id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(problemsOfPlace)
  async ofPlace(input: InputOf<typeof problemsOfPlace>, request: Request): Promise<OutputOf<typeof problemsOfPlace>> {
    const { placeCode, scope = null, state = null, limit, after } = input;
    const filters = [placeCode, scope, state, input.unsettled ?? null, input.recheckDue ?? null];
    const parameters = [...scopeParameters(request), ...filters, ...keyset(after, descending('timestamptz', 'uuid')), limit + 1];
    return pageOf(await this.database.read<Item>(ofPlace, parameters), limit, (row) => [row.collectedAt, row.id]);
  }

  @Handles(rectificationRates)
  async rates({ placeCode }: InputOf<typeof rectificationRates>, request: Request): Promise<OutputOf<typeof rectificationRates>> {
    const rows = await this.database.read<Row>(rates, [...scopeParameters(request), placeCode]);
    return rectification(of(rows, 'COMMON'), of(rows, 'INDIVIDUAL'));
  }

  /** For the overview of a place: what touches it, by scope; merged problems count nowhere. */
  async counts(placeCode: string): Promise<{ common: Counted; individual: Counted }> {
    const rows = await this.database.share<Row>(counts, [placeCode]);
    return { common: of(rows, 'COMMON'), individual: of(rows, 'INDIVIDUAL') };
  }

  /** G-T6 For the closing of a campaign: problems neither rectified nor annual special items, of one campaign when named. */
  async openWithoutAnnual(placeCode: string, campaignId: string | null = null): Promise<number> {
    return (await this.database.read<{ open: number }>(unsettled, [placeCode, campaignId]))[0]!.open;
  }
}
