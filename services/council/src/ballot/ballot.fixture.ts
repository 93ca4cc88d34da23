import {
  castVote,
  certifyBallot,
  draftBallot,
  freezeRoll,
  giveBallotNotice,
  myBallots,
  openBallot,
  ownershipChanged,
  unitRegistered,
  type InputOf,
  type VoteChoice,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, instantAt, localDateOf } from '@gezhi/shared/domain';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { councilService } from '../service.module.js';

export const community = '230521100001';
export const day = 86_400_000;

/** Owners of an estate with their accounts, and those who run a ballot there. */
export interface Estate {
  readonly estateId: string;
  /** In the order they were given. */
  readonly owners: readonly { readonly ownerId: string; readonly account: TestCaller }[];
  readonly unitIds: readonly string[];
}

/** A council service with the people of a community, and what a ballot takes. */
export class BallotScene {
  private constructor(
    readonly service: TestService,
    readonly secretary: TestCaller,
    readonly leader: TestCaller,
  ) {}

  static async start(): Promise<BallotScene> {
    const service = await startTestService(councilService);
    return new BallotScene(
      service,
      service.as({ roles: ['community-secretary'], place: community }),
      service.as({ roles: ['street-leader'], place: community.slice(0, 9) }),
    );
  }

  get today(): string {
    return localDateOf(this.service.clock.now());
  }

  async rows<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.service.database.pool.query(sql, parameters)).rows as T[];
  }

  /** @param holdings the owners of each unit, by their number; a unit of nobody is an empty list */
  async estate(holdings: readonly (readonly number[])[], area = 9_000): Promise<Estate> {
    const estateId = newId();
    const ownerIds = Array.from({ length: Math.max(...holdings.flat()) + 1 }, newId);
    const unitIds = holdings.map(() => newId());
    const at = this.service.clock.now();
    for (const [index, unitId] of unitIds.entries()) {
      const told = { unitId, estateId, communityCode: community, at };
      const unit = { ...told, buildingId: newId(), kind: 'RESIDENTIAL' as const, areaSource: 'TITLE_REGISTER' as const, householdId: null };
      await this.service.publish(unitRegistered, { ...unit, area, version: 1 });
      if (holdings[index]!.length)
        await this.sell(
          estateId,
          unitId,
          holdings[index]!.map((n) => ownerIds[n]!),
          2,
        );
    }
    await eventually(async () => {
      const [known] = await this.rows<{ units: number; owned: number }>(
        `SELECT count(*)::int AS units, count(o.unit_id)::int AS owned FROM known_unit u LEFT JOIN known_ownership o USING (unit_id) WHERE estate_id = $1`,
        [estateId],
      );
      expect(known).toEqual({ units: holdings.length, owned: holdings.filter(({ length }) => length).length });
    });
    const owners = ownerIds.map((ownerId) => ({ ownerId, account: this.service.as({ roles: ['resident'], household: ownerId }) }));
    return { estateId, owners, unitIds };
  }

  async sell(estateId: string, unitId: string, owners: readonly string[], version: number): Promise<void> {
    const titles = owners.map((ownerId) => ({ ownerId, share: null }));
    const told = { unitId, estateId, communityCode: community, validFrom: '2026-01-01T00:00:00.000Z', at: this.service.clock.now() };
    await this.service.publish(ownershipChanged, { ...told, form: owners.length > 1 ? 'JOINT' : 'SOLE', titles, version });
  }

  draft(estateId: string, more: Partial<InputOf<typeof draftBallot>> = {}) {
    const opensOn = addDays(this.today, 16);
    const question = {
      question: '是否选聘演示物业服务企业',
      matter: 'PROVIDER' as const,
      subjectId: newId(),
      ruleId: 'CIVIL_CODE_278' as const,
    };
    const times = { opensOn, closesAt: instantAt(addDays(opensOn, 7)) };
    return this.secretary.call(draftBallot, {
      ...{ id: newId(), communityCode: community, electorate: 'OWNERS', estateId, ...question, ...times, ...more },
    });
  }

  notice(id: string, more: Partial<InputOf<typeof giveBallotNotice>> = {}) {
    const notice = { id, noticedOn: this.today, evidenceIds: [newId()], committeeCopyId: newId(), ...more };
    return this.secretary.call(giveBallotNotice, notice);
  }

  /** A ballot that is open, its notice days over. */
  async open(estateId: string, more: Partial<InputOf<typeof draftBallot>> = {}) {
    const { id } = await this.draft(estateId, more);
    await this.notice(id);
    await this.secretary.call(freezeRoll, { ballotId: id });
    await this.service.advance(16 * day);
    return this.secretary.call(openBallot, { id });
  }

  /** What an account may vote on. */
  async entriesOf(account: TestCaller, ballotId: string, pending = false) {
    const { items } = await account.call(myBallots, { pending });
    return items.filter((item) => item.ballotId === ballotId);
  }

  async cast(account: TestCaller, ballotId: string, choice: VoteChoice, id = newId()) {
    const [entry] = await this.entriesOf(account, ballotId);
    return account.call(castVote, { id, ballotId, entryNumber: entry!.entryNumber, choice });
  }

  /** The end is reached, the schedule has run, and two persons certify. */
  async certify(ballotId: string) {
    await this.closeInTime();
    await this.secretary.call(certifyBallot, { ballotId });
    return this.leader.call(certifyBallot, { ballotId });
  }

  async closeInTime(): Promise<void> {
    await this.service.advance(8 * day);
    await this.service.schedules.runAll();
  }
}
