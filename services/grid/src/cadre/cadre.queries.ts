import { Injectable } from '@nestjs/common';
import {
  cadresOfGrid,
  cadresOfPlace,
  deploymentCoverage,
  dutiesOfPlace,
  myDuties,
  readCadre,
  requestErrors,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { ascending, Database, keyset, named, pageOf, today } from '@gezhi/shared/database';
import { ensure, localDateOf, rate } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { isNear } from './active.queries.js';
import { cadreColumns, dutyColumns } from './cadre-columns.queries.js';
import type { CadreFacts } from './deployment.rules.js';
import type { Serving } from './duty.rules.js';
import { freestAt, lasts } from './serving.queries.js';
import { isTermOver } from './term.rules.js';

const byId = named('cadre.by-id', `SELECT ${cadreColumns} FROM cadre t WHERE t.id = $3 AND ${inScope({ place: 't.home_place' })}`);
const ofPlace = named(
  'cadre.of-place',
  `SELECT ${cadreColumns} FROM cadre t WHERE ${within('$3', 't.home_place')}
     AND t.id > $4::uuid ORDER BY t.id LIMIT $5`,
);
const serving = named(
  'cadre.serving',
  `SELECT d.id, d.version, d.cadre_id AS "cadreId", d.grid_code AS "gridCode", d.starts_on AS "from", d.term_ends_on AS "to", d.ended_on AS "endedOn",
     d.successor_id AS "successorId", d.hand_over_confirmed_at AS "handOverConfirmedAt", d.previous_id AS "previousId", p.name, c.line, c.account_id AS "accountId", gezhi_now() AS now
   FROM cadre_deployment d JOIN cadre c ON c.id = d.cadre_id LEFT JOIN person p ON p.id = c.person_id
   WHERE c.active AND ${within('$3', 'd.grid_code')} AND ${lasts}
     AND (d.grid_code, d.id) > ($4::text, $5::uuid) ORDER BY d.grid_code, d.id LIMIT $6`,
);
const coverage = named(
  'cadre.coverage',
  `SELECT c.id, bool_or(d.id IS NOT NULL) AS deployed,
     bool_or(d.id IS NOT NULL AND d.ended_on IS NULL AND d.term_ends_on < ${today}) IS TRUE AS "termOver"
   FROM cadre c LEFT JOIN cadre_deployment d ON d.cadre_id = c.id AND ${lasts}
   WHERE c.active AND ${within('$3', 'c.home_place')} GROUP BY c.id ORDER BY c.id`,
);
const duties = named(
  'cadre.duties',
  `SELECT ${dutyColumns} FROM duty t WHERE ${within('$3', 't.grid_code')}
     AND ($4::uuid IS NULL OR t.cadre_id = $4) AND ($5::uuid IS NULL OR t.request_id = $5) AND ($6::text IS NULL OR t.status = $6)
     AND (t.due, t.id) > ($7::timestamptz, $8::uuid) ORDER BY t.due, t.id LIMIT $9`,
);
const mine = named(
  'cadre.my-duties',
  `SELECT ${dutyColumns} FROM duty t JOIN cadre c ON c.id = t.cadre_id AND c.account_id = $1::uuid
   WHERE ($2::text IS NULL OR t.status = $2) AND (t.due, t.id) > ($3::timestamptz, $4::uuid) ORDER BY t.due, t.id LIMIT $5`,
);
const cadreFacts = named('cadre.facts', `SELECT c.active, c.account_id AS "accountId" FROM cadre c WHERE c.id = $1 AND ${isNear('$2')}`);
const servingAt = named(
  'cadre.serving-at',
  `SELECT d.cadre_id AS "cadreId", d.id AS "deploymentId", c.account_id AS "accountId", d.grid_code AS "gridCode"
   FROM cadre_deployment d JOIN cadre c ON c.id = d.cadre_id AND c.active
   WHERE d.cadre_id = $1 AND starts_with(d.grid_code, left($2, 12)) AND d.ended_on IS NULL AND d.starts_on <= ${today}
   ORDER BY (d.grid_code = $2) DESC, d.grid_code LIMIT 1`,
);
const deployedCadres = named(
  'cadre.count',
  `SELECT count(DISTINCT d.cadre_id)::int AS cadres FROM cadre_deployment d JOIN cadre c ON c.id = d.cadre_id AND c.active
   WHERE d.grid_code LIKE $1 || '%' AND ${lasts}`,
);

type Deployed = Omit<OutputOf<typeof cadresOfGrid>['items'][number], 'termOver'> & { now: string };

@Injectable()
export class CadreQueries {
  constructor(private readonly database: Database) {}

  @Handles(readCadre)
  async read(input: InputOf<typeof readCadre>, request: Request): Promise<OutputOf<typeof readCadre>> {
    const [row] = await this.database.read<OutputOf<typeof readCadre>>(byId, [...scopeParameters(request), input.id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(cadresOfPlace)
  async ofPlace(input: InputOf<typeof cadresOfPlace>, request: Request): Promise<OutputOf<typeof cadresOfPlace>> {
    const { placeCode, limit, after } = input;
    const parameters = [...scopeParameters(request), placeCode, ...keyset(after, ascending('uuid')), limit + 1];
    return pageOf(await this.database.read<OutputOf<typeof readCadre>>(ofPlace, parameters), limit, (row) => [row.id]);
  }

  @Handles(cadresOfGrid)
  async ofGrid(input: InputOf<typeof cadresOfGrid>, request: Request): Promise<OutputOf<typeof cadresOfGrid>> {
    const { placeCode, limit, after } = input;
    const rows = await this.database.read<Deployed>(serving, [
      ...scopeParameters(request),
      placeCode,
      ...keyset(after, ascending('text', 'uuid')),
      limit + 1,
    ]);
    const items = rows.map((row) => ({ ...row, termOver: isTermOver(row, localDateOf(row.now)) }));
    return pageOf(items, limit, (row) => [row.gridCode, row.id]);
  }

  /** G-01 The proof that every active cadre has a current deployment. */
  @Handles(deploymentCoverage)
  async coverage(input: InputOf<typeof deploymentCoverage>, request: Request): Promise<OutputOf<typeof deploymentCoverage>> {
    const rows = await this.database.read<{ id: string; deployed: boolean; termOver: boolean }>(coverage, [
      ...scopeParameters(request),
      input.placeCode,
    ]);
    const undeployed = rows.filter((row) => !row.deployed).map((row) => row.id);
    const termOver = rows.filter((row) => row.termOver).map((row) => row.id);
    return { coverage: rate(rows.length - undeployed.length, rows.length), undeployed, termOver };
  }

  @Handles(dutiesOfPlace)
  async duties(input: InputOf<typeof dutiesOfPlace>, request: Request): Promise<OutputOf<typeof dutiesOfPlace>> {
    const { placeCode, cadreId = null, requestId = null, status = null, limit, after } = input;
    const parameters = [
      ...scopeParameters(request),
      placeCode,
      cadreId,
      requestId,
      status,
      ...keyset(after, ascending('timestamptz', 'uuid')),
      limit + 1,
    ];
    return this.page(await this.database.read(duties, parameters), limit);
  }

  @Handles(myDuties)
  async mine(input: InputOf<typeof myDuties>, request: Request): Promise<OutputOf<typeof myDuties>> {
    const { status = null, limit, after } = input;
    return this.page(
      await this.database.read(mine, [request.actor.id, status, ...keyset(after, ascending('timestamptz', 'uuid')), limit + 1]),
      limit,
    );
  }

  /** For the rules of this feature and of others: the cadre as registered, or `undefined` where there is none near the place. */
  async facts(cadreId: string, placeCode: string): Promise<CadreFacts | undefined> {
    return (await this.database.read<CadreFacts>(cadreFacts, [cadreId, placeCode]))[0];
  }

  /** The deployment by which a cadre serves a grid or its community, that of the grid itself first; `undefined` without one. */
  async servingAt(cadreId: string, placeCode: string): Promise<Serving | undefined> {
    return (await this.database.read<Serving>(servingAt, [cadreId, placeCode]))[0];
  }

  /** G-24 Whom a service request at a place goes to when nobody is named: `undefined` when no cadre serves there. */
  async freestAt(placeCode: string): Promise<Serving | undefined> {
    return (await this.database.read<Serving>(freestAt, [placeCode]))[0];
  }

  /** For the overview of a place: how many cadres serve in it. */
  async counts(placeCode: string): Promise<{ cadres: number }> {
    return (await this.database.share<{ cadres: number }>(deployedCadres, [placeCode]))[0]!;
  }

  private page(rows: OutputOf<typeof myDuties>['items'], limit: number): OutputOf<typeof myDuties> {
    return pageOf(rows, limit, (row) => [row.due, row.id]);
  }
}
