import {
  activatePartition,
  cadreDeployed,
  cadreRecalled,
  cadresOfGrid,
  completeDuty,
  confirmDuty,
  deployCadre,
  deploymentCoverage,
  draftPartition,
  dutyCompleted,
  gridsOfPlace,
  issueDuty,
  myDuties,
  platformContracts,
  recallCadre,
  registerCadre,
  withdrawCadre,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';
import { CadreQueries } from './cadre.queries.js';

const street = '320404004';
const community = '320404004007';
const refusal = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `grid.cadre.${code}` });
const type = 'CONFLICT_RESOLUTION' as const;
const box = (west: number, east: number): values.Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 31],
      [east, 31],
      [east, 31.01],
      [west, 31.01],
      [west, 31],
    ],
  ],
});

let service: TestService;
let leader: TestCaller;
let gridCode: string;

async function draw(grids: { type: typeof type; boundary: values.Polygon; from: string[] }[]): Promise<string[]> {
  const plan = await leader.call(draftPartition, { id: newId(), communityCode: community, grids });
  await leader.call(activatePartition, { id: plan.id });
  return (await leader.call(gridsOfPlace, { placeCode: community })).items.map(({ code }) => code);
}

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  gridCode = (await draw([{ type, boundary: box(119, 119.02), from: [] }]))[0]!;
}, 120_000);
afterAll(() => service?.stop());

const registering = (changes: object = {}) => ({
  id: newId(),
  personId: newId(),
  name: '样例某己',
  sourceCategory: 'LEADERSHIP' as const,
  stratum: 'MIDDLE_LEVEL' as const,
  homePlace: street,
  ...changes,
});
const register = async (changes: object = {}) => (await leader.call(registerCadre, registering(changes))).id;
const serving = async (cadreId: string) =>
  (await service.database.pool.query<{ id: string }>('SELECT id FROM cadre_deployment WHERE cadre_id = $1', [cadreId])).rows[0]?.id;
const deploying = (cadreId: string, changes: object = {}) => ({ id: newId(), cadreId, gridCode, from: '2026-01-01', ...changes });

describe('G-01 full deployment', () => {
  it('registers 223 cadres, and proves that everyone active is deployed', async () => {
    const ids = await Promise.all(Array.from({ length: 223 }, () => register()));
    const [first, ...others] = ids as [string, ...string[]];
    await Promise.all(others.map((cadreId) => leader.call(deployCadre, deploying(cadreId))));
    const { coverage, undeployed } = await leader.call(deploymentCoverage, { placeCode: street });
    expect([coverage.numerator, coverage.denominator, coverage.value, undeployed]).toEqual([222, 223, 99.55, [first]]);
    await leader.call(withdrawCadre, { id: first, reason: '样例：调离' });
    expect((await leader.call(deploymentCoverage, { placeCode: street })).coverage.value).toBe(100);
    await expect(leader.call(deployCadre, deploying(first))).rejects.toEqual(refusal('withdrawn'));
    await expect(leader.call(withdrawCadre, { id: others[0]!, reason: '样例：调离' })).rejects.toEqual(refusal('already-deployed'));
    expect(await service.get(CadreQueries).counts(gridCode)).toEqual({ cadres: 222 });
  }, 60_000);

  it('names who serves a grid, and nothing of them in events or audit', async () => {
    expect((await leader.call(cadresOfGrid, { placeCode: gridCode, limit: 1 })).items[0]).toMatchObject({
      name: '样例某己',
      termOver: false,
    });
    const rows = await service.database.pool.query(
      "SELECT 1 FROM outbox WHERE event LIKE '%样例某己%' UNION ALL SELECT 1 FROM audit WHERE changes::text LIKE '%样例某己%'",
    );
    expect(rows.rowCount).toBe(0);
  });
});

describe('G-01 X-02 a cadre is of a place there is, and has an account that was invited as one', () => {
  it.each([
    ['a street without a grid', () => ({ homePlace: '320404004099' }), 'place-unknown'],
    ['an account nobody knows', () => ({ accountId: newId() }), 'account-not-invited'],
    [
      'an account of another role',
      () => ({ accountId: service.as({ roles: ['grid-worker'], place: community }).accountId }),
      'account-not-invited',
    ],
    [
      'an account of another county',
      () => ({ accountId: service.as({ roles: ['cadre'], place: '230521100' }).accountId }),
      'account-not-invited',
    ],
  ])('%s is refused', async (_, changes, code) => {
    const above = service.as({ roles: ['street-leader'], place: '320404' });
    await expect(above.call(registerCadre, registering(changes()))).rejects.toEqual(refusal(code));
  });

  it('an account whose invitation was taken back is not deployed anew', async () => {
    const { accountId } = service.as({ roles: ['cadre'], place: `${street}099` });
    const cadreId = await register({ accountId });
    await service.database.pool.query('UPDATE known_assignment SET ended = true WHERE account_id = $1', [accountId]);
    await expect(leader.call(deployCadre, deploying(cadreId))).rejects.toEqual(refusal('account-not-invited'));
    await service.database.pool.query('UPDATE known_assignment SET ended = false WHERE account_id = $1', [accountId]);
    await leader.call(deployCadre, deploying(cadreId));
    await leader.call(recallCadre, { id: (await serving(cadreId))!, reason: '样例', lastDay: '2026-01-01' });
    await leader.call(withdrawCadre, { id: cadreId, reason: '样例' });
  });
});

describe('G-01 X-T7 a cadre of another county', () => {
  it('is not there to be deployed, as one nobody knows', async () => {
    const county = service.as({ roles: ['street-leader'], place: '230521100' });
    const plan = { id: newId(), communityCode: '230521100001', grids: [{ type, boundary: box(131, 131.02), from: [] }] };
    await county.call(draftPartition, plan);
    await county.call(activatePartition, { id: plan.id });
    const stranger = (await county.call(registerCadre, registering({ homePlace: '230521100' }))).id;
    for (const cadreId of [stranger, newId()])
      await expect(leader.call(deployCadre, deploying(cadreId))).rejects.toEqual(refusal('platform.request.not-found'));
  });
});

describe('G-27 no silent lapse', () => {
  it('one lasting deployment per cadre and grid, in a grid in force, seen by those in scope', async () => {
    const cadreId = await register();
    const { id } = await leader.call(deployCadre, deploying(cadreId));
    await service.database.pool.query("UPDATE cadre_deployment SET term_ends_on = '2026-06-30' WHERE id = $1", [id]);
    await expect(leader.call(deployCadre, deploying(cadreId))).rejects.toEqual(refusal('already-deployed'));
    await expect(leader.call(deployCadre, deploying(cadreId, { gridCode: `${community}099` }))).rejects.toEqual(refusal('grid-unknown'));
    const elsewhere = service.as({ roles: ['street-leader'], place: '230521100' });
    await expect(elsewhere.call(recallCadre, { id, reason: '样例', lastDay: '2026-06-30' })).rejects.toEqual(
      refusal('platform.request.not-found'),
    );
    expect((await leader.call(deploymentCoverage, { placeCode: street })).termOver).toEqual([cadreId]);
    expect((await leader.call(recallCadre, { id, reason: '样例轮岗', lastDay: '2026-06-30' })).endedOn).toBe('2026-06-30');
    await expect(leader.call(recallCadre, { id, reason: '样例轮岗', lastDay: '2026-06-30' })).rejects.toEqual(refusal('already-recalled'));
  });
});

describe('G-14 duties', () => {
  it('issued, confirmed and completed by the cadre alone', async () => {
    const cadre = service.as({ roles: ['cadre'], place: gridCode });
    const colleague = service.as({ roles: ['cadre'], place: gridCode });
    const cadreId = await register({ accountId: cadre.accountId });
    await expect(register({ accountId: cadre.accountId })).rejects.toEqual(refusal('account-taken'));
    const issuing = {
      id: newId(),
      cadreId,
      gridCode,
      aim: 'BUILD_ABILITY' as const,
      acceptanceCriterion: '样例：完成一次情景实训',
      due: '2027-01-31T00:00:00Z',
    };
    await expect(leader.call(issueDuty, issuing)).rejects.toEqual(refusal('not-deployed'));
    await leader.call(deployCadre, deploying(cadreId));
    const { id } = await leader.call(issueDuty, issuing);
    await expect(colleague.call(confirmDuty, { id })).rejects.toEqual(refusal('duty-not-yours'));
    await cadre.call(confirmDuty, { id });
    await cadre.call(completeDuty, { id });
    expect((await cadre.call(myDuties, {})).items).toEqual([expect.objectContaining({ id, status: 'COMPLETED' })]);
    expect((await colleague.call(myDuties, {})).items).toEqual([]);
    expect((await service.told(dutyCompleted)).map(({ data }) => [data.dutyId, data.onTime])).toEqual([[id, true]]);
  });
});

describe('X-T8 what is held of a cadre is theirs to have', () => {
  const { exportPerson, erasePerson } = platformContracts('grid');

  it('the export lists register and deployments; erasure leaves them without the words', async () => {
    const personId = newId();
    const operator = service.as({ roles: ['operator'], place: street });
    const cadreId = await register({ personId });
    const { id } = await leader.call(deployCadre, deploying(cadreId));
    await leader.call(recallCadre, { id, reason: '样例：病休', lastDay: '2026-06-30' });
    const deployment = async () => {
      const { person, records } = await operator.call(exportPerson, { personId });
      expect([Object.keys(records), records.cadre]).toEqual([['cadre', 'cadre_deployment'], [expect.objectContaining({ id: cadreId })]]);
      return [person!.name, records.cadre_deployment!.map((row) => [row.id, row.endedOn, row.endReason])];
    };
    expect(await deployment()).toEqual(['样例某己', [[id, '2026-06-30', '样例：病休']]]);
    await operator.call(erasePerson, { personId });
    expect(await deployment()).toEqual([null, [[id, '2026-06-30', '']]]);
  });
});

describe('G-06 deployments follow the grids that came from theirs', () => {
  it('a split deploys to both heirs and tells of every end and beginning once', async () => {
    const serving = (await leader.call(cadresOfGrid, { placeCode: gridCode, limit: 100 })).items.length;
    const before = (await service.told(cadreDeployed)).length;
    const recalled = (await service.told(cadreRecalled)).length;
    const lasting = (
      await service.database.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM cadre_deployment WHERE ended_on IS NULL')
    ).rows[0]!.n;
    const heirs = await draw([box(119, 119.01), box(119.01, 119.02)].map((boundary) => ({ type, boundary, from: [gridCode] })));
    await eventually(async () => (await service.told(cadreDeployed)).length >= before + 2 * lasting);
    expect([(await service.told(cadreDeployed)).length, (await service.told(cadreRecalled)).length]).toEqual([
      before + 2 * lasting,
      recalled + lasting,
    ]);
    const [left, right] = await Promise.all(heirs.map((placeCode) => leader.call(cadresOfGrid, { placeCode, limit: 100 })));
    expect([left!.items.length, right!.items.length, serving]).toEqual([100, 100, 100]);
    expect((await leader.call(deploymentCoverage, { placeCode: street })).coverage.value).toBeGreaterThan(99);
  });
});
