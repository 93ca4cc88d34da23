import {
  fileServiceRequest,
  markDuplicate,
  readReporter,
  readServiceRequest,
  registerHousehold,
  registerPerson,
  type InputOf,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';

const community = '320404004001';
const refusal = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `grid.service-request.${code}` });
const [home, next, mine, theirs] = [newId(), newId(), newId(), newId()];

let service: TestService;
let secretary: TestCaller;
let cadre: TestCaller;
let resident: TestCaller;
let unnamed: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  secretary = service.as({ roles: ['community-secretary'], place: community });
  cadre = service.as({ roles: ['cadre'], place: community });
  const door = { kind: 'RESIDENT' as const, communityCode: community, lon: 119.005, lat: 31.005 };
  await secretary.call(registerHousehold, { id: home, ...door, addressLabel: '试1幢101', externalRef: 'N-1' });
  await secretary.call(registerHousehold, { id: next, ...door, addressLabel: '试1幢102', externalRef: 'N-2' });
  await secretary.call(registerPerson, { id: mine, householdId: home, name: '样例某甲', phone: '000-甲' });
  await secretary.call(registerPerson, { id: theirs, householdId: next, name: '样例某乙', phone: '000-乙' });
  resident = service.as({ roles: ['resident'], household: home });
  service.as({ roles: ['resident'], household: mine, accountId: resident.accountId });
  unnamed = service.as({ roles: ['resident'], household: home });
}, 120_000);
afterAll(() => service?.stop());

type Filing = InputOf<typeof fileServiceRequest>;
const filing = (more: Partial<Filing> = {}) => ({
  ...{ id: newId(), class: 'GENERAL', origin: 'RESIDENT' as const, summary: '样例：楼道灯不亮', householdId: home },
  ...more,
});
const named = (personId: string, name: string, more: Partial<Filing> & { phone?: string } = {}) => {
  const { phone, ...rest } = more;
  return filing({ reporter: { personId, name, ...(phone && { phone }) }, ...rest });
};

describe('G-40 X-T8 the reporter is whom the actor may name', () => {
  it.each<[string, () => TestCaller, () => ReturnType<typeof filing>, string]>([
    ['a resident names a neighbour', () => resident, () => named(theirs, '样例某乙'), 'reporter-not-yours'],
    ['a resident names somebody new', () => resident, () => named(newId(), '样例某丙'), 'reporter-not-yours'],
    ['a cadre names a registered person', () => cadre, () => named(theirs, '样例某乙', { origin: 'HOTLINE' }), 'reporter-not-yours'],
    ['a secretary gives another name', () => secretary, () => named(theirs, '样例某丁', { origin: 'HOTLINE' }), 'reporter-differs'],
    ['another telephone', () => secretary, () => named(theirs, '样例某乙', { origin: 'HOTLINE', phone: '9' }), 'reporter-differs'],
  ])('%s: refused', async (_, actor, input, code) => {
    await expect(actor().call(fileServiceRequest, input())).rejects.toEqual(refusal(code));
  });

  it('a resident names one of the household, staff whom they may read, and a cadre somebody new, twice', async () => {
    const caller = newId();
    const filings: [TestCaller, ReturnType<typeof filing>, string | null][] = [
      [unnamed, named(mine, '样例某甲'), '000-甲'],
      [secretary, named(theirs, '样例某乙', { origin: 'HOTLINE' }), '000-乙'],
      [cadre, named(caller, '样例某戊', { origin: 'HOTLINE', phone: '000-戊' }), '000-戊'],
      [cadre, named(caller, '样例某戊', { origin: 'HOTLINE' }), '000-戊'],
    ];
    for (const [actor, input, phone] of filings) {
      await actor.call(fileServiceRequest, input);
      expect((await secretary.call(readReporter, { id: input.id })).phone).toBe(phone);
    }
  });

  it('who files without a name is called by that of the account, else the answer says that there is none', async () => {
    const [byName, without, patrol] = [filing(), filing(), filing({ origin: 'PATROL' })];
    await resident.call(fileServiceRequest, byName);
    await unnamed.call(fileServiceRequest, without);
    await cadre.call(fileServiceRequest, patrol);
    expect(await cadre.call(readReporter, { id: byName.id })).toEqual({ personId: mine, name: '样例某甲', phone: '000-甲' });
    for (const { id } of [without, patrol])
      await expect(cadre.call(readReporter, { id })).rejects.toEqual(refusal('reporter-unregistered'));
    await expect(cadre.call(readReporter, { id: newId() })).rejects.toEqual(refusal('platform.request.not-found'));
  });
});

describe('X-T1 an id has one spelling', () => {
  it('filed in upper case, it is kept, answered and read in lower case, and a retry in lower case is the same request', async () => {
    const input = filing();
    const id = input.id.toUpperCase();
    const filed = await resident.call(fileServiceRequest, { ...input, id, householdId: home.toUpperCase() });
    expect([filed.id, filed.householdId]).toEqual([input.id, home]);
    expect((await resident.call(readServiceRequest, { id })).id).toBe(input.id);
    expect(await resident.call(fileServiceRequest, input)).toEqual(filed);
    const { rows } = await service.database.pool.query('SELECT DISTINCT aggregate_id FROM audit WHERE lower(aggregate_id) = $1', [
      input.id,
    ]);
    expect(rows).toEqual([{ aggregate_id: input.id }]);
    await expect(secretary.call(markDuplicate, { id: input.id, duplicateOfId: id })).rejects.toEqual(refusal('duplicate-of-itself'));
  });
});

describe('G-42 of two requests marked as duplicates of each other at once, one stays', () => {
  it('and the other marking is refused', async () => {
    for (let round = 0; round < 8; round++) {
      const [a, b] = [filing().id, filing().id];
      for (const id of [a, b]) await resident.call(fileServiceRequest, filing({ id }));
      const outcomes = await Promise.allSettled([
        secretary.call(markDuplicate, { id: a, duplicateOfId: b }),
        secretary.call(markDuplicate, { id: b, duplicateOfId: a }),
      ]);
      expect(outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))).toEqual([refusal('original-unknown')]);
      const states = await Promise.all([a, b].map(async (id) => (await secretary.call(readServiceRequest, { id })).state));
      expect(states.toSorted()).toEqual(['DUPLICATE', 'FILED']);
    }
  });

  it('a stale version is refused, and the marking answers with the next', async () => {
    const [a, b] = [filing().id, filing().id];
    for (const id of [a, b]) await resident.call(fileServiceRequest, filing({ id }));
    const marking = { id: a, duplicateOfId: b };
    await expect(secretary.call(markDuplicate, marking, { match: 9 })).rejects.toEqual(refusal('platform.request.stale-version'));
    const marked = await secretary.call(markDuplicate, marking, { match: 1 });
    expect(marked).toEqual(await secretary.call(readServiceRequest, { id: a }));
    expect(marked).toMatchObject({ version: 2, state: 'DUPLICATE', duplicateOfId: b });
  });
});
