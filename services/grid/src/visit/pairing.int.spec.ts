import {
  activatePartition,
  deployCadre,
  draftPartition,
  endPairing,
  leaveHousehold,
  myPairings,
  pairHousehold,
  pairingBegan,
  pairingContacts,
  pairingEnded,
  pairingsOfHousehold,
  pairingsOfPlace,
  recallCadre,
  recordContact,
  recordVisit,
  registerCadre,
  registerHousehold,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';

const street = '320404004';
const community = '320404004003';
const gridCode = `${community}001`;
const refusal = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `grid.visit.${code}` });
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const fromOn = '2026-01-01';
const boundary: values.Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [119, 31],
      [119.01, 31],
      [119.01, 31.01],
      [119, 31.01],
      [119, 31],
    ],
  ],
};

let service: TestService;
let leader: TestCaller;
let cadre: TestCaller;
let colleague: TestCaller;
let cadreId: string;
let colleagueId: string;
let deploymentId: string;

async function serve(account: TestCaller): Promise<[cadreId: string, deploymentId: string]> {
  const id = newId();
  await leader.call(registerCadre, {
    ...{ id, personId: newId(), name: '样例某庚', sourceCategory: 'LEADERSHIP', stratum: 'MIDDLE_LEVEL', homePlace: street },
    accountId: account.accountId,
  });
  return [id, (await leader.call(deployCadre, { id: newId(), cadreId: id, gridCode, from: fromOn })).id];
}

let doors = 0;
async function settle(): Promise<string> {
  const id = newId();
  const door = { communityCode: community, addressLabel: '试1', lon: 119.005, lat: 31.005, externalRef: `pair-${++doors}` };
  await leader.call(registerHousehold, { id, kind: 'RESIDENT', ...door });
  return id;
}

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  cadre = service.as({ roles: ['cadre'], place: gridCode });
  colleague = service.as({ roles: ['cadre'], place: gridCode });
  const { id } = await leader.call(draftPartition, {
    ...{ id: newId(), communityCode: community },
    grids: [{ type: 'COMMUNITY_BUILDING' as const, boundary }],
  });
  await leader.call(activatePartition, { id });
  [cadreId, deploymentId] = await serve(cadre);
  [colleagueId] = await serve(colleague);
}, 120_000);
afterAll(() => service?.stop());

const pairs = async () => (await service.told(pairingBegan)).length;

describe('G-26 a cadre keeps in touch with a household', () => {
  it('from the pairing over the contacts to the end', async () => {
    const householdId = await settle();
    const input = { id: newId(), cadreId, householdId, fromOn };
    const before = await pairs();
    await expect(colleague.call(pairHousehold, input)).rejects.toEqual(refusal('not-yours'));
    await expect(cadre.call(pairHousehold, { ...input, cadreId: newId() })).rejects.toEqual(refusal('cadre-unavailable'));
    await expect(cadre.call(pairHousehold, { ...input, householdId: newId() })).rejects.toEqual(refusal('household-unknown'));
    expect(await pairs()).toBe(before);
    const pairing = await cadre.call(pairHousehold, input);
    expect(await cadre.call(pairHousehold, input)).toEqual(pairing);
    await expect(leader.call(pairHousehold, { ...input, id: newId() })).rejects.toEqual(refusal('pairing-taken'));
    expect(await pairs()).toBe(before + 1);
    const mine = async (overdue?: boolean) => (await cadre.call(myPairings, { overdue })).items.map(({ id }) => id);
    expect([await mine(true), await mine(false)]).toEqual([[input.id], []]);

    const visit = { id: newId(), householdId, occurredAt: ago(9), kind: 'RESIDENT' as const };
    await cadre.call(recordVisit, visit);
    const contact = { id: input.id, contactId: newId(), at: ago(9), channel: 'VISIT' as const, visitId: visit.id, note: '样例：询问近况' };
    await expect(colleague.call(recordContact, contact)).rejects.toEqual(refusal('not-yours'));
    await expect(cadre.call(recordContact, { ...contact, visitId: newId() })).rejects.toEqual(refusal('visit-unknown'));
    expect(await cadre.call(recordContact, contact)).toMatchObject({ lastContactAt: contact.at, version: 2 });
    await cadre.call(recordContact, { id: input.id, contactId: newId(), at: ago(20), channel: 'PHONE' });
    expect([await mine(true), await mine(false)]).toEqual([[], [input.id]]);
    for (const reader of [cadre, leader])
      expect((await reader.call(pairingContacts, { id: input.id })).items).toMatchObject([{ note: contact.note }, { channel: 'PHONE' }]);
    await expect(colleague.call(pairingContacts, { id: input.id })).rejects.toEqual(refusal('platform.request.not-found'));

    const elsewhere = service.as({ roles: ['street-leader'], place: '230521100' });
    const end = { id: input.id, endedOn: fromOn, reason: '样例：住户要求' };
    await expect(elsewhere.call(endPairing, end)).rejects.toEqual(refusal('platform.request.not-found'));
    expect((await elsewhere.call(pairingsOfPlace, { placeCode: community })).items).toEqual([]);
    expect(await leader.call(endPairing, end)).toMatchObject({ endedOn: fromOn, endReason: end.reason });
    await expect(leader.call(endPairing, end)).rejects.toEqual(refusal('platform.request.wrong-state'));
    expect(await mine()).toEqual([]);
    const words = await service.database.pool.query(
      "SELECT 1 FROM outbox WHERE event LIKE '%样例：%' UNION ALL SELECT 1 FROM audit WHERE changes::text LIKE '%样例：%'",
    );
    expect(words.rows).toEqual([]);
  });

  it('until the household leaves', async () => {
    const householdId = await settle();
    const { id } = await leader.call(pairHousehold, { id: newId(), cadreId, householdId, fromOn });
    await leader.call(leaveHousehold, { id: householdId });
    await eventually(async () => (await service.told(pairingEnded)).some(({ data }) => data.pairingId === id));
    await expect(leader.call(endPairing, { id, endedOn: fromOn, reason: '样例' })).rejects.toEqual(refusal('platform.request.wrong-state'));
  });

  it('G-27 and passes it on at the recall', async () => {
    const householdId = await settle();
    const { id } = await leader.call(pairHousehold, { id: newId(), cadreId, householdId, fromOn });
    const recall = { id: deploymentId, reason: '样例轮岗', lastDay: '2026-06-30' };
    await expect(leader.call(recallCadre, recall)).rejects.toThrow();
    await leader.call(recallCadre, { ...recall, successorId: colleagueId });
    await eventually(async () => (await colleague.call(myPairings, {})).items.length === 1);
    const household = service.as({ roles: ['resident'], household: householdId });
    expect((await household.call(pairingsOfHousehold, { householdId })).items).toMatchObject([
      { cadreId: colleagueId, previousId: id, endedOn: null },
      { id, cadreId, previousId: null },
    ]);
    const neighbour = service.as({ roles: ['resident'], household: newId() });
    await expect(neighbour.call(pairingsOfHousehold, { householdId })).rejects.toEqual(refusal('platform.request.not-found'));
    expect((await leader.call(pairingsOfPlace, { placeCode: gridCode })).items).toMatchObject([{ cadreId: colleagueId }]);
  });
});
