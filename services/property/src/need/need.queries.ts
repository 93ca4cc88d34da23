import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  needsOfEstate,
  needSummary,
  needSummaryOfEstate,
  requestErrors,
  visitCoverageOfEstate,
  visitCoverageOfPlace,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf, type Statement } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { HouseholdNeed } from './need.entity.js';
import { coverage, type NeedState, type VisitMade } from './need.rules.js';

interface Counted {
  /** Null in the row of all kinds together. */
  readonly kind: string | null;
  readonly needs: number;
  readonly households: number;
}

const ofEstate = named(
  'need.of-estate',
  `SELECT t.id, t.version, t.visit_id AS "visitId", t.household_id AS "householdId", t.estate_id AS "estateId",
     t.community_code AS "communityCode", t.kind, t.note, t.recorded_at AS "recordedAt"
   FROM household_need t WHERE t.estate_id = $3 AND ${inScope(HouseholdNeed.scope)} AND ($4::text IS NULL OR t.kind = $4)
     AND (t.recorded_at, t.id) < ($5::timestamptz, $6::uuid) ORDER BY t.recorded_at DESC, t.id DESC LIMIT $7`,
);
const summaryWhere = (name: string, condition: string): Statement =>
  named(
    name,
    `SELECT n.kind, count(*)::int AS needs, count(DISTINCT n.household_id)::int AS households FROM household_need n WHERE ${condition}
     GROUP BY GROUPING SETS ((n.kind), ()) ORDER BY n.kind NULLS LAST`,
  );
const summaryAt = summaryWhere('need.summary', 'n.community_code ^@ $1');
const summaryOf = summaryWhere('need.summary-of-estate', 'n.estate_id = $1');
/** Households that have left live in no unit any more. */
const coverageWhere = (name: string, condition: (alias: string) => string): Statement =>
  named(
    name,
    `SELECT count(DISTINCT u.household_id)::int AS households,
       (count(DISTINCT u.household_id) FILTER (WHERE EXISTS (SELECT 1 FROM household_visit v
         WHERE v.household_id = u.household_id AND v.estate_id = u.estate_id)))::int AS visited,
       (SELECT count(*)::int FROM household_visit v WHERE ${condition('v')}) AS visits
     FROM unit u LEFT JOIN known_household k ON k.household_id = u.household_id
     WHERE ${condition('u')} AND u.household_id IS NOT NULL AND k.has_left IS NOT TRUE`,
  );
const coverageAt = coverageWhere('need.coverage', (alias) => `${alias}.community_code ^@ $1`);
const coverageOf = coverageWhere('need.coverage-of-estate', (alias) => `${alias}.estate_id = $1`);
const visitMade = named(
  'need.visit',
  `SELECT t.household_id AS "householdId", t.estate_id AS "estateId", t.community_code AS "communityCode", t.present_ids AS "presentIds",
     k.grid_code AS "gridCode"
   FROM household_visit t LEFT JOIN known_household k ON k.household_id = t.household_id WHERE t.id = $1`,
);

@Injectable()
export class NeedQueries {
  constructor(
    private readonly database: Database,
    private readonly estates: EstateQueries,
  ) {}

  @Handles(needsOfEstate)
  async ofEstate(input: InputOf<typeof needsOfEstate>, request: Request): Promise<OutputOf<typeof needsOfEstate>> {
    const { estateId, kind = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<NeedState>(ofEstate, [...scopeParameters(request), estateId, kind, ...position, limit + 1]);
    return pageOf(rows, limit, ({ recordedAt, id }) => [recordedAt, id]);
  }

  @Handles(needSummaryOfEstate)
  async summaryOfEstate(
    { estateId }: InputOf<typeof needSummaryOfEstate>,
    request: Request,
  ): Promise<OutputOf<typeof needSummaryOfEstate>> {
    ensure(await this.estates.estate(estateId, request), requestErrors.notFound);
    return this.summed(summaryOf, estateId);
  }

  @Handles(needSummary)
  summary({ placeCode }: InputOf<typeof needSummary>): Promise<OutputOf<typeof needSummary>> {
    return this.summed(summaryAt, placeCode);
  }

  @Handles(visitCoverageOfEstate)
  async coverageOfEstate(
    { estateId }: InputOf<typeof visitCoverageOfEstate>,
    request: Request,
  ): Promise<OutputOf<typeof visitCoverageOfEstate>> {
    ensure(await this.estates.estate(estateId, request), requestErrors.notFound);
    return this.covered(coverageOf, estateId);
  }

  @Handles(visitCoverageOfPlace)
  coverage({ placeCode }: InputOf<typeof visitCoverageOfPlace>): Promise<OutputOf<typeof visitCoverageOfPlace>> {
    return this.covered(coverageAt, placeCode);
  }

  /** A visit, wherever it was, and the grid of the household; who may record on it is a rule. */
  async visit(id: string): Promise<(VisitMade & { readonly gridCode: string | null }) | undefined> {
    return (await this.database.read<VisitMade & { gridCode: string | null }>(visitMade, [id]))[0];
  }

  private async summed(statement: Statement, of: string): Promise<OutputOf<typeof needSummary>> {
    const rows = await this.database.read<Counted>(statement, [of]);
    const { needs, households } = rows.at(-1)!;
    return { needs, households, kinds: rows.slice(0, -1).map((row) => ({ ...row, kind: row.kind! })) };
  }

  private async covered(statement: Statement, of: string): Promise<OutputOf<typeof visitCoverageOfPlace>> {
    return coverage((await this.database.read<Parameters<typeof coverage>[0]>(statement, [of]))[0]!);
  }
}
