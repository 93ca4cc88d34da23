import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { confidants, leaders, requestErrors, type DepartmentLine } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { InForceQueries } from '../partition/in-force.queries.js';
import { PlaybookQueries } from '../playbook/playbook.queries.js';
import type { CasePlace, KnownPlace, NamedPlace } from './case-place.rules.js';
import { canSee, type Standing } from './case-sight.rules.js';
import type { LineCadre } from './task-force.rules.js';

/** The condition that one of the roles in `parameter`, of the actor `$1`, covers `place`. */
export const coveredAs = (parameter: string, place: string): string =>
  inScope({ place }).replace('$2::text[]', () => `${parameter}::text[]`);
/** The roles of the actor by which restricted matters are open to them. */
export const confidantRoles = ({ roles }: Request): string[] => roles.filter((role) => (confidants as readonly string[]).includes(role));
const leaderRoles = ({ roles }: Request): string[] => roles.filter((role) => (leaders as readonly string[]).includes(role));

/** Over a case t: `$1` is the account of its owner or of a member of its task force at work. */
const isMember = `(EXISTS (SELECT 1 FROM cadre c WHERE c.id = t.owner_cadre_id AND c.account_id = $1::uuid)
  OR EXISTS (SELECT 1 FROM task_force f JOIN task_force_line l ON l.task_force_id = f.id
             WHERE f.case_id = t.id AND f.status = 'FORMED' AND l.account_id = $1::uuid))`;
const covered = inScope({ place: 't.place_code' });
/** Over a case t, with `sightParameters` first: the actor sees it. */
export const visibleCase = `((${covered} AND (NOT t.restricted OR ${coveredAs('$3', 't.place_code')})) OR ${isMember})`;
export const sightParameters = (request: Request): [string | null, readonly string[], string[]] => [
  ...scopeParameters(request),
  confidantRoles(request),
];

const standing = named(
  'hard-case.standing',
  `SELECT t.place_code AS "placeCode", t.community_code AS "communityCode", t.grid_code AS "gridCode", t.origin_on AS "originOn", t.restricted,
     ${covered} AS covered,
     ${coveredAs('$5', 't.place_code')} AS leads, ${coveredAs('$3', 't.place_code')} AS confidant, ${isMember} AS member
   FROM backlog_case t WHERE t.id = $4`,
);
const household = named(
  'hard-case.household',
  `SELECT t.community_code AS "communityCode", g.grid_code AS "gridCode" FROM household t
   LEFT JOIN household_grid g ON g.household_id = t.id AND g.valid_to IS NULL WHERE t.id = $1 AND t.status = 'ACTIVE'`,
);
/** Of the cadres `$1` the active ones that serve at, above or within the street of the place `$2`. */
export const cadresWithin = named(
  'hard-case.cadres',
  `SELECT c.id AS "cadreId", c.line, c.account_id AS "accountId" FROM cadre c
   WHERE c.id = ANY($1::uuid[]) AND c.active AND (starts_with($2, c.home_place) OR starts_with(c.home_place, left($2, 9)))`,
);
const caseOfForce = named('hard-case.of-force', 'SELECT case_id AS "caseId" FROM task_force WHERE id = $1');
const caseOfMeasure = named('hard-case.of-measure', 'SELECT case_id AS "caseId" FROM joint_measure WHERE id = $1');

export interface CaseFacts extends CasePlace, Standing {
  readonly originOn: string;
  readonly restricted: boolean;
}

/** What the rules of cases and task forces need to know beside the rows they change. */
@Injectable()
export class CaseFactsQueries {
  constructor(
    private readonly database: Database,
    private readonly grids: InForceQueries,
    private readonly playbooks: PlaybookQueries,
  ) {}

  /** What the actor is to a case they may see; refused as not found to everybody else. */
  async standing(id: string, request: Request): Promise<CaseFacts> {
    const parameters = [...sightParameters(request), id, leaderRoles(request)];
    const [row] = await this.database.read<CaseFacts & { covered: boolean }>(standing, parameters);
    ensure(row && (row.covered || row.member), requestErrors.notFound);
    canSee(row.restricted, row);
    return row;
  }

  async ofForce(id: string): Promise<string> {
    return this.caseId(await this.database.read<{ caseId: string }>(caseOfForce, [id]));
  }

  async ofMeasure(id: string): Promise<string> {
    return this.caseId(await this.database.read<{ caseId: string }>(caseOfMeasure, [id]));
  }

  /** What the register knows of a place as it was named. */
  async place({ householdId, gridCode }: NamedPlace): Promise<KnownPlace> {
    const [[found], gridInForce] = await Promise.all([
      householdId ? this.database.read<NonNullable<KnownPlace['household']>>(household, [householdId]) : [],
      gridCode ? this.grids.isInForce(gridCode) : false,
    ]);
    return { household: found ?? null, gridInForce };
  }

  /** Of the cadres named those who may answer for a case at the place. */
  cadres(ids: readonly string[], placeCode: string): Promise<LineCadre[]> {
    return this.database.read<LineCadre>(cadresWithin, [ids, placeCode]);
  }

  /** The line that leads a task force by the playbook of the grid's type; null at a place without a type. */
  async usualLead({ communityCode, gridCode, placeCode }: CasePlace): Promise<DepartmentLine | null> {
    if (gridCode === null) return null;
    const grid = (await this.grids.inForce(communityCode)).find(({ code }) => code === gridCode);
    return grid ? ((await this.playbooks.ofType(placeCode, grid.type)).taskForce?.lead ?? null) : null;
  }

  private caseId([row]: { caseId: string }[]): string {
    ensure(row, requestErrors.notFound);
    return row.caseId;
  }
}
