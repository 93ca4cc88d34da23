import { importReturningMembers, returningMemberCoverage, returningMembersOfPlace, type InputOf } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { community } from '../match/match.fixture.js';
import { councilService } from '../service.module.js';

type Row = InputOf<typeof importReturningMembers>['rows'][number];

let service: TestService;
let secretary: TestCaller;
beforeAll(async () => {
  service = await startTestService(councilService);
  secretary = service.as({ roles: ['community-secretary'], place: community });
}, 120_000);
afterAll(() => service?.stop());

const row = (number: number, changes: Partial<Row> = {}): Row => ({
  ...{ externalRef: `R-${number}`, communityCode: community, name: `演示党员${number}号`, workUnit: '演示单位' },
  ...{ skills: ['TUTORING'], slots: ['WEEKEND_DAY'], ...changes },
});
const rows = (count: number): Row[] => Array.from({ length: count }, (_, index) => row(index + 1));
const take = (by: TestCaller, taken: Row[], dryRun = false) =>
  by.call(importReturningMembers, { batchId: newId(), placeCode: community, rows: taken, dryRun });
const members = async () => (await secretary.call(returningMemberCoverage, { placeCode: community })).members;

describe('C-15 a list of returning members is taken in, once', () => {
  it('a rehearsal keeps nothing; of two imports raced, and a third, everybody comes in once', async () => {
    expect(await take(secretary, rows(500), true)).toEqual({ imported: 500, repeated: 0, refused: [] });
    expect(await members()).toBe(0);
    const outcomes = await Promise.all([take(secretary, rows(500)), take(secretary, rows(500).toReversed())]);
    expect(outcomes.map(({ imported }) => imported).toSorted((a, b) => a - b)).toEqual([0, 500]);
    expect(await take(secretary, [row(1), row(501), row(501)])).toEqual({
      ...{ imported: 1, repeated: 1 },
      refused: [{ externalRef: 'R-501', code: 'council.returning-member.repeated-in-batch' }],
    });
    expect(await members()).toBe(501);
    const { items } = await secretary.call(returningMembersOfPlace, { placeCode: community, skill: 'TUTORING' });
    expect(items[0]).toMatchObject({ state: 'REPORTED', workUnit: '演示单位', slots: ['WEEKEND_DAY'], services: 0 });
  });

  it('names and work units are in no event and no audit, and only confidants take a list in', async () => {
    expect(await service.told()).toEqual([]);
    const { rows: audited } = await service.database.pool.query('SELECT changes FROM audit');
    expect(JSON.stringify(audited)).not.toMatch(/演示党员|演示单位/);
    const before = await members();
    const operator = service.as({ roles: ['operator'], place: community });
    await expect(take(operator, [row(900)])).rejects.toMatchObject({ code: 'platform.request.forbidden' });
    const elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
    await expect(take(elsewhere, [row(900)])).rejects.toMatchObject({ code: 'platform.request.not-found' });
    expect(await members()).toBe(before);
  });
});
