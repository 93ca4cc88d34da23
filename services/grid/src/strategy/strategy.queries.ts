import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import {
  readStrategy,
  requestErrors,
  strategiesOfPlace,
  strategyOfGrid,
  type GridType,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { ascending, Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { activeCadresOf } from '../cadre/active.queries.js';
import type { DraftFacts } from './draft.rules.js';
import { progressOf, type MeasureState } from './measure.rules.js';
import type { StrategyState } from './strategy.rules.js';

type View = OutputOf<typeof readStrategy>;

export const strategyColumns = `t.id, t.version, t.grid_code AS "gridCode", t.number, t.grid_type AS "gridType", t.status, t.goal,
  t.problem_ids AS "problemIds", t.drafted_by_id AS "draftedById", t.drafted_at AS "draftedAt", t.approved_by_id AS "approvedById",
  t.approved_at AS "approvedAt", t.ended_at AS "endedAt", t.end_reason AS "endReason"`;
/** The measures of strategies `$1`, the next due first. */
export const measuresOf = named(
  'strategy.measures',
  `SELECT m.id, m.version, m.strategy_id AS "strategyId", m.grid_code AS "gridCode", m.code, m.title, m.problem_id AS "problemId",
     m.owner_cadre_id AS "ownerCadreId", m.due_at AS "dueAt", m.evidence_ids AS "evidenceIds", m.completed_by_id AS "completedById",
     m.completed_at AS "completedAt" FROM strategy_measure m WHERE m.strategy_id = ANY($1::uuid[]) ORDER BY m.due_at, m.id`,
);
const scoped = inScope({ place: 't.grid_code' });
const byId = named('strategy.by-id', `SELECT ${strategyColumns}, gezhi_now() AS now FROM strategy t WHERE t.id = $3 AND ${scoped}`);
const ofGrid = named(
  'strategy.of-grid',
  `SELECT ${strategyColumns}, gezhi_now() AS now FROM strategy t WHERE t.grid_code = $3 AND t.status = 'ACTIVE' AND ${scoped}`,
);
const ofPlace = named(
  'strategy.of-place',
  `SELECT ${strategyColumns}, gezhi_now() AS now FROM strategy t
   WHERE ${within('$3', 't.grid_code')} AND ($4::text IS NULL OR t.status = $4)
     AND (t.grid_code, t.number) > ($5::text, $6::integer) ORDER BY t.grid_code, t.number LIMIT $7`,
);
const gridFacts = named(
  'strategy.grid-facts',
  `SELECT (SELECT g.type FROM grid g WHERE g.code = $1 AND g.valid_to IS NULL) AS type,
     (SELECT coalesce(max(s.number), 0)::int FROM strategy s WHERE s.grid_code = $1) AS "lastNumber"`,
);
/** Of the problems `$2`, those that touch grid `$1` and are not rectified, annual special items among them. */
const unrectified = named(
  'strategy.unrectified',
  `SELECT t.id AS "problemId" FROM problem t WHERE t.id = ANY($2::uuid[]) AND t.state IN ('OPEN', 'REPORTED', 'ANNUAL')
     AND ($1 = ANY(t.grid_codes) OR (cardinality(t.grid_codes) = 0 AND starts_with($1, t.place_code)))`,
);
/** Whether the account `$1` owns measure `$3`, or leads at its grid by one of the roles `$2`. */
const reporting = named(
  'strategy.reporting',
  `SELECT s.status AS "strategyStatus", (c.account_id IS NOT DISTINCT FROM $1::uuid OR ${inScope({ place: 'm.grid_code' })}) AS "mayReport"
   FROM strategy_measure m JOIN strategy s ON s.id = m.strategy_id JOIN cadre c ON c.id = m.owner_cadre_id WHERE m.id = $3`,
);

type Row = StrategyState & { readonly now: string };
export interface Reported {
  readonly strategyStatus: StrategyState['status'];
  readonly mayReport: boolean;
}

/** A strategy as it is shown, with how far its measures have come. */
export const viewOf = (strategy: StrategyState, measures: readonly MeasureState[], now: string) => ({
  ...{ ...strategy, ...progressOf(measures, now) },
  measures,
});

@Injectable()
export class StrategyQueries {
  constructor(private readonly database: Database) {}

  @Handles(readStrategy)
  async read({ id }: InputOf<typeof readStrategy>, request: Request): Promise<View> {
    return this.view(await this.database.read<Row>(byId, [...scopeParameters(request), id]));
  }

  /** G-10 The one strategy that holds in a grid. */
  @Handles(strategyOfGrid)
  async ofGrid({ gridCode }: InputOf<typeof strategyOfGrid>, request: Request): Promise<View> {
    return this.view(await this.database.read<Row>(ofGrid, [...scopeParameters(request), gridCode]));
  }

  @Handles(strategiesOfPlace)
  async ofPlace(input: InputOf<typeof strategiesOfPlace>, request: Request): Promise<OutputOf<typeof strategiesOfPlace>> {
    const { placeCode, status = null, limit, after } = input;
    const parameters = [...scopeParameters(request), placeCode, status, ...keyset(after, ascending('text', 'integer')), limit + 1];
    const rows = await this.database.read<Row>(ofPlace, parameters);
    const measures = new Map<string, MeasureState[]>(rows.map(({ id }) => [id, []]));
    for (const measure of await this.measures([...measures.keys()])) measures.get(measure.strategyId)!.push(measure);
    const items = rows.map(({ now, ...row }) => ({ ...row, ...progressOf(measures.get(row.id)!, now) }));
    return pageOf(items as OutputOf<typeof strategiesOfPlace>['items'], limit, ({ gridCode, number }) => [gridCode, number]);
  }

  /** What a draft for a grid is decided upon. */
  async draftFacts(gridCode: string, owners: readonly string[], problemIds: readonly string[]): Promise<DraftFacts> {
    const [[grid], active, problems] = await Promise.all([
      this.database.read<{ type: GridType | null; lastNumber: number }>(gridFacts, [gridCode]),
      this.database.read<{ cadreId: string }>(activeCadresOf, [owners, gridCode]),
      this.database.read<{ problemId: string }>(unrectified, [gridCode, problemIds]),
    ]);
    const { type, lastNumber } = grid!;
    const [activeOwners, openProblems] = [active.map(({ cadreId }) => cadreId), problems.map(({ problemId }) => problemId)];
    return { gridType: type ?? undefined, lastNumber, activeOwners, openProblems };
  }

  /** The measures of strategies, the next due first. */
  measures(strategyIds: readonly string[]): Promise<MeasureState[]> {
    return this.database.read<MeasureState>(measuresOf, [strategyIds]);
  }

  /** Whether an account may report a measure, and the state of its strategy; `undefined` when there is none. */
  async reporting(accountId: string, leaders: readonly string[], measureId: string): Promise<Reported | undefined> {
    return (await this.database.read<Reported>(reporting, [accountId, leaders, measureId]))[0];
  }

  private async view([row]: readonly Row[]): Promise<View> {
    ensure(row, requestErrors.notFound);
    const { now, ...strategy } = row;
    return viewOf(strategy, await this.measures([row.id]), now) as View;
  }
}
