import { Injectable } from '@nestjs/common';
import {
  dutyAims,
  dutyListsOfPlace,
  myDutyLists,
  readDutyList,
  requestErrors,
  type DepartmentLine,
  type GridType,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { ascending, Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { openProblemsOf } from '../problem/open.queries.js';
import { dutyColumns, isOpenDuty, listColumns } from './cadre-columns.queries.js';
import { byAim, type DutyTally } from './duty-aim.rules.js';
import type { DutyState } from './duty.rules.js';
import type { DutyListState } from './duty-list.rules.js';

const scope = inScope({ place: 't.grid_code' });
const byId = named('cadre.duty-list', `SELECT ${listColumns} FROM duty_list t WHERE t.id = $3 AND ${scope}`);
const mine = named(
  'cadre.my-duty-lists',
  `SELECT ${listColumns} FROM duty_list t JOIN cadre c ON c.id = t.cadre_id AND c.account_id = $1::uuid
   WHERE ($2::text IS NULL OR t.status = $2) AND t.id > $3::uuid ORDER BY t.id LIMIT $4`,
);
const ofPlace = named(
  'cadre.duty-lists',
  `SELECT ${listColumns}, n."dutyCount", n."openDuties" FROM duty_list t,
     LATERAL (SELECT count(*)::int AS "dutyCount", (count(*) FILTER (WHERE ${isOpenDuty.replace('t.', 'd.')}))::int AS "openDuties"
              FROM duty d WHERE d.duty_list_id = t.id) n
   WHERE ${within('$3', 't.grid_code')} AND ($4::text IS NULL OR t.status = $4)
     AND (t.grid_code, t.id) > ($5::text, $6::uuid) ORDER BY t.grid_code, t.id LIMIT $7`,
);
const unlisted = named(
  'cadre.unlisted',
  `SELECT t.id AS "deploymentId", t.cadre_id AS "cadreId", t.grid_code AS "gridCode" FROM cadre_deployment t
   WHERE ${within('$3', 't.grid_code')} AND t.ended_on IS NULL
     AND NOT EXISTS (SELECT 1 FROM duty_list l WHERE l.deployment_id = t.id AND l.status <> 'ENDED')
     AND (t.grid_code, t.id) > ($4::text, $5::uuid) ORDER BY t.grid_code, t.id LIMIT $6`,
);
const dutiesOf = named(
  'cadre.duties-of-lists',
  `SELECT ${dutyColumns} FROM duty t WHERE t.duty_list_id = ANY($1::uuid[]) ORDER BY t.due, t.id`,
);
const tallies = named(
  'cadre.duty-aims',
  `SELECT t.aim, t.status, coalesce(t.completed_at <= t.due, false) AS "onTime", t.due < gezhi_now() AS "pastDue", count(*)::int AS count FROM duty t
   WHERE ${within('$3', 't.grid_code')} AND t.due > $4::date::timestamp AT TIME ZONE 'Asia/Shanghai'
     AND t.due <= ($5::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' GROUP BY 1, 2, 3, 4`,
);
const listing = named(
  'cadre.listing',
  `SELECT d.id, d.cadre_id AS "cadreId", d.grid_code AS "gridCode", d.ended_on AS "endedOn", c.active, c.account_id AS "accountId", c.line, g.type
   FROM cadre_deployment d JOIN cadre c ON c.id = d.cadre_id LEFT JOIN grid g ON g.code = d.grid_code AND g.valid_to IS NULL WHERE d.id = $1`,
);
/** The open problems of grid `$1` of which cadre `$2` has no open duty yet. */
const unheld = named(
  'cadre.unheld-problems',
  `SELECT p.id, p.version FROM (${openProblemsOf.text}) o JOIN problem p ON p.id = o."problemId"
   WHERE NOT EXISTS (SELECT 1 FROM duty t WHERE t.problem_id = p.id AND t.cadre_id = $2 AND ${isOpenDuty}) ORDER BY p.id`,
);

type List = Omit<OutputOf<typeof readDutyList>, 'duties'>;
type Item = OutputOf<typeof dutyListsOfPlace>['items'][number];

/** What a duty list is issued upon. */
export interface ListFacts {
  readonly id: string;
  readonly cadreId: string;
  readonly gridCode: string;
  readonly endedOn: string | null;
  readonly active: boolean;
  readonly accountId: string | null;
  readonly line: DepartmentLine | null;
  /** Null once the grid is retired. */
  readonly type: GridType | null;
}

@Injectable()
export class DutyListQueries {
  constructor(private readonly database: Database) {}

  @Handles(readDutyList)
  async read({ id }: InputOf<typeof readDutyList>, request: Request): Promise<OutputOf<typeof readDutyList>> {
    const rows = await this.database.read<DutyListState>(byId, [...scopeParameters(request), id]);
    const [list] = await this.withDuties(rows);
    ensure(list, requestErrors.notFound);
    return list;
  }

  @Handles(myDutyLists)
  async mine(input: InputOf<typeof myDutyLists>, request: Request): Promise<OutputOf<typeof myDutyLists>> {
    const { status = null, limit, after } = input;
    const rows = await this.database.read<DutyListState>(mine, [request.actor.id, status, ...keyset(after, ascending('uuid')), limit + 1]);
    const page = pageOf(rows, limit, (row) => [row.id]);
    return { ...page, items: await this.withDuties(page.items) };
  }

  @Handles(dutyListsOfPlace)
  async ofPlace(input: InputOf<typeof dutyListsOfPlace>, request: Request): Promise<OutputOf<typeof dutyListsOfPlace>> {
    const { placeCode, status = null, missing, limit, after } = input;
    const head = [...scopeParameters(request), placeCode];
    const tail = [...keyset(after, ascending('text', 'uuid')), limit + 1];
    if (missing) {
      const rows = await this.database.read<Omit<Item, 'list'>>(unlisted, [...head, ...tail]);
      const items = rows.map((row) => ({ ...row, list: null }));
      return pageOf(items, limit, (row) => [row.gridCode, row.deploymentId]);
    }
    const rows = await this.database.read<NonNullable<Item['list']>>(ofPlace, [...head, status, ...tail]);
    const items = rows.map((list) => ({ deploymentId: list.deploymentId, cadreId: list.cadreId, gridCode: list.gridCode, list }));
    return pageOf(items, limit, ({ gridCode, list }) => [gridCode, list.id]);
  }

  @Handles(dutyAims)
  async aims({ placeCode, from, to }: InputOf<typeof dutyAims>, request: Request): Promise<OutputOf<typeof dutyAims>> {
    return { aims: byAim(await this.database.read<DutyTally>(tallies, [...scopeParameters(request), placeCode, from, to])) };
  }

  /** For the command that issues a list: `undefined` when there is no such deployment. */
  async facts(deploymentId: string): Promise<ListFacts | undefined> {
    return (await this.database.read<ListFacts>(listing, [deploymentId]))[0];
  }

  /** The open problems of a grid that a cadre does not have among the open duties yet, with the versions these were read at. */
  problems(gridCode: string, cadreId: string): Promise<{ id: string; version: number }[]> {
    return this.database.read(unheld, [gridCode, cadreId]);
  }

  /** The duties issued with a list, wherever they are now. */
  duties(listId: string): Promise<DutyState[]> {
    return this.database.read<DutyState>(dutiesOf, [[listId]]);
  }

  private async withDuties<L extends List>(lists: readonly L[]): Promise<(L & { duties: DutyState[] })[]> {
    const duties = await this.database.read<DutyState>(dutiesOf, [lists.map(({ id }) => id)]);
    return lists.map((list) => ({ ...list, duties: duties.filter(({ dutyListId }) => dutyListId === list.id) }));
  }
}
