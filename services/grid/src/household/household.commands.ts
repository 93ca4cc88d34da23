import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  householdErrors,
  householdLeft,
  leaveHousehold,
  moveHousehold,
  registerHousehold,
  registerPerson,
  requestErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, Person, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { decide, ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { holdGrids, holdGridsOf } from '../partition/in-force.plan.js';
import { InForceQueries } from '../partition/in-force.queries.js';
import { Household } from './household.entity.js';
import { HouseholdQueries, type Subject } from './household.queries.js';
import { ensureBorn, ensureSameHousehold, gridOf, leave, move, register, type HouseholdState } from './household.rules.js';
import { displace, nextPlacementVersion, place } from './placement.plan.js';

constraint('household_external_ref_key', householdErrors.externalRefTaken);

/** The key stays free: a redraw under way refers to it while it holds the grids we wait for. */
const alone = `SELECT id, version, kind, community_code AS "communityCode", address_label AS "addressLabel", lon, lat, status, external_ref AS "externalRef",
  (SELECT g.grid_code FROM household_grid g WHERE g.household_id = t.id AND g.valid_to IS NULL) AS "gridCode" FROM household t WHERE id = $1 FOR NO KEY UPDATE`;

type Placed = HouseholdState & { readonly gridCode: string | null };

@Injectable()
export class HouseholdCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly grids: InForceQueries,
    private readonly queries: HouseholdQueries,
  ) {}

  @Handles(registerHousehold)
  async register(input: InputOf<typeof registerHousehold>, request: Request): Promise<Reply> {
    const expected = gridOf(input, await this.grids.inForce(input.communityCode));
    return this.work.act(request, { place: expected ?? input.communityCode, id: input.id }, async (act) => {
      const { grids, now } = await holdGrids(act, input.communityCode, 'shared');
      const [known] = await act.query<Placed>(alone, [input.id]);
      if (known) {
        ensureSameHousehold(known, input);
        return known;
      }
      const gridCode = gridOf(input, grids);
      ensure(gridCode === expected, requestErrors.concurrent);
      const household = register(input);
      await act.insert(Household, [household]);
      await place(act, [placed(household, gridCode)], now);
      act.note({ kind: [household.kind], communityCode: [household.communityCode], gridCode: [gridCode] });
      return { ...household, gridCode };
    });
  }

  @Handles(moveHousehold)
  async move(input: InputOf<typeof moveHousehold>, request: Request): Promise<Reply> {
    const before = await this.subject(input.id, request);
    const to = { ...input, communityCode: input.communityCode ?? before.communityCode };
    const expected = gridOf(to, await this.grids.inForce(to.communityCode));
    return this.work.act(request, { place: expected ?? to.communityCode, id: input.id }, async (act) => {
      const household = await this.lock(act, before, request);
      const { grids, now } = await holdGridsOf(act, [before.communityCode, to.communityCode]);
      const gridCode = gridOf(to, grids.get(to.communityCode)!);
      ensure(gridCode === expected, requestErrors.concurrent);
      const next = move(household, to);
      await replace(act, next);
      if (gridCode !== before.gridCode || to.communityCode !== before.communityCode) await place(act, [placed(next, gridCode)], now);
      act.note({ gridCode: [before.gridCode, gridCode], communityCode: [before.communityCode, next.communityCode] });
      return { ...next, gridCode };
    });
  }

  @Handles(leaveHousehold)
  async leave(input: InputOf<typeof leaveHousehold>, request: Request): Promise<Reply> {
    const before = await this.subject(input.id, request);
    const { id, kind, gridCode, communityCode } = before;
    return this.work.act(request, { place: gridCode ?? communityCode, id }, async (act) => {
      const next = leave(await this.lock(act, before, request));
      const { now } = await holdGrids(act, communityCode, 'shared');
      await replace(act, next);
      await displace(act, [id], now);
      act.emit(householdLeft({ householdId: id, kind, gridCode, communityCode, at: now, version: await nextPlacementVersion(act) }));
      act.note({ status: ['ACTIVE', 'LEFT'], gridCode: [gridCode, null] });
      return { ...next, gridCode: null };
    });
  }

  @Handles(registerPerson)
  async registerPerson(input: InputOf<typeof registerPerson>, request: Request): Promise<Reply> {
    const { status, communityCode, gridCode } = await this.subject(input.householdId, request);
    ensure(status === 'ACTIVE', householdErrors.alreadyLeft);
    const { phone = null, identityNumber = null, address = null, birthDate = null } = input;
    const person: Person = {
      ...input,
      version: 1,
      communityCode,
      phone,
      identityNumber,
      address,
      birthDate,
      retainUntil: null,
      erasedAt: null,
    };
    return this.work.create(
      request,
      Person,
      (now) => {
        ensureBorn(input.birthDate, now);
        return decide(person);
      },
      () => ({ place: gridCode ?? communityCode }),
    );
  }

  private async subject(id: string, request: Request): Promise<Subject> {
    const subject = await this.queries.subject(id, request);
    ensure(subject, requestErrors.notFound);
    return subject;
  }

  /** The household alone, still where it was when the actor's scope was checked and in the version demanded. */
  private async lock(act: Act, { id, communityCode, gridCode }: Subject, request: Request): Promise<Placed> {
    const [household] = await act.query<Placed>(alone, [id]);
    ensure(household?.communityCode === communityCode && household.gridCode === gridCode, requestErrors.concurrent);
    ensure([undefined, household.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: household.version });
    return household;
  }
}

const placed = ({ id, kind, communityCode }: HouseholdState, gridCode: string | null) => ({
  householdId: id,
  kind,
  communityCode,
  gridCode,
});

async function replace(act: Act, { id, version, communityCode, addressLabel, lon, lat, status }: HouseholdState): Promise<void> {
  const text = 'UPDATE household SET version = $2, community_code = $3, address_label = $4, lon = $5, lat = $6, status = $7 WHERE id = $1';
  await act.query(text, [id, version, communityCode, addressLabel, lon, lat, status]);
}
