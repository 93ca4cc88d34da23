import {
  activatePartition,
  backlogCaseRegistered,
  confirmPerformance,
  disputeFailed,
  disputeOpened,
  disputeParties,
  disputePerformed,
  disputesOfPlace,
  disputeSummary,
  draftPartition,
  failDispute,
  gridsOfPlace,
  openDispute,
  platformContracts,
  readBacklogCase,
  readDispute,
  recordAgreement,
  registerHousehold,
  registerPerson,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { drawGrids } from '../partition/grid.fixture.js';
import { gridService } from '../service.module.js';
import { openDisputesOf } from './open.queries.js';

const town = '230521100';
const community = '230521100001';
const refusal = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `grid.dispute.${code}` });
const notFound = refusal('platform.request.not-found');
const box = (west: number, east: number): values.Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 46],
      [east, 46],
      [east, 46.01],
      [west, 46.01],
      [west, 46],
    ],
  ],
});

let service: TestService;
let leader: TestCaller;
let operator: TestCaller;
let mediator: TestCaller;
let colleague: TestCaller;
let elsewhere: TestCaller;
let grid: string;

async function draw(grids: { boundary: values.Polygon; from: string[] }[]): Promise<string[]> {
  const typed = grids.map((one) => ({ ...one, type: 'CONFLICT_RESOLUTION' as const }));
  const plan = await leader.call(draftPartition, { id: newId(), communityCode: community, grids: typed });
  await leader.call(activatePartition, { id: plan.id });
  return (await leader.call(gridsOfPlace, { placeCode: community })).items.map(({ code }) => code);
}

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: town });
  operator = service.as({ roles: ['operator'], place: town });
  elsewhere = service.as({ roles: ['street-leader'], place: '320404004' });
  for (const place of ['230521100002', '320404004001']) await drawGrids(service, `${place}001`);
  grid = (await draw([{ boundary: box(131, 131.02), from: [] }]))[0]!;
  [mediator, colleague] = [service.as({ roles: ['grid-worker'], place: grid }), service.as({ roles: ['cadre'], place: grid })];
}, 120_000);
afterAll(() => service?.stop());

const party = (side: 'APPLICANT' | 'RESPONDENT', more: object = {}) => ({ personId: newId(), name: '灯草某甲', side, ...more });
const opening = (changes: object = {}) => ({
  ...{ id: newId(), gridCode: grid, class: 'NEIGHBOUR', summary: '两户为灯草相争', openedOn: '2026-01-01', mediatorId: mediator.accountId },
  parties: [party('APPLICANT'), party('RESPONDENT')],
  ...changes,
});
const open = async (changes: object = {}) => (await mediator.call(openDispute, opening(changes))).id;
const agreeing = (id: string) => ({ id, agreement: '灯草轮流堆放', evidenceIds: [newId()] });
const agree = async (changes: object = {}) => (await mediator.call(recordAgreement, agreeing(await open(changes)))).id;
const counted = async () => {
  const tables = ['dispute', 'dispute_party', 'person', 'backlog_case', 'outbox', 'audit'];
  const counts = tables.map((table) => service.database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`));
  return (await Promise.all(counts)).map(({ rows }) => rows[0]!.n);
};

describe('G-41 X-06 nobody learns by a mediation who a stranger is', () => {
  it('a person of a household in the charge of others cannot be named; in the own charge, or by those above, they can', async () => {
    const [personId, householdId] = [newId(), newId()];
    const door = { kind: 'RESIDENT' as const, communityCode: community, addressLabel: '试1幢101', lat: 46.005, externalRef: 'stranger' };
    await leader.call(registerHousehold, { id: householdId, lon: 131.01, ...door });
    await leader.call(registerPerson, { id: personId, householdId, name: '灯草某乙' });
    const naming = () => ({ parties: [party('APPLICANT', { personId }), party('RESPONDENT')] });
    const next = `${town}002`;
    const stranger = service.as({ roles: ['grid-worker'], place: next });
    const there = { ...opening(naming()), gridCode: undefined, communityCode: next, mediatorId: stranger.accountId };
    await expect(stranger.call(openDispute, there)).rejects.toEqual(refusal('platform.request.id-taken'));
    await mediator.call(openDispute, opening(naming()));
    await leader.call(openDispute, opening(naming()));
  });
});

describe('G-41 mediation', () => {
  it('opened once however often it comes, agreed on paper, performed as somebody else finds', async () => {
    const input = opening();
    const first = await mediator.call(openDispute, input, { key: 'open-1' });
    expect(await mediator.call(openDispute, input, { key: 'open-1' })).toEqual(first);
    expect(await mediator.call(openDispute, input)).toEqual(first);
    expect(first).not.toHaveProperty('summary');
    const { id } = first;
    await expect(mediator.call(recordAgreement, { ...agreeing(id), evidenceIds: [] })).rejects.toEqual(refusal('evidence-missing'));
    await expect(colleague.call(recordAgreement, agreeing(id))).rejects.toEqual(refusal('not-mediator'));
    await expect(elsewhere.call(recordAgreement, agreeing(id))).rejects.toEqual(notFound);
    await expect(mediator.call(recordAgreement, agreeing(id), { match: 9 })).rejects.toEqual(refusal('platform.request.stale-version'));
    await mediator.call(recordAgreement, agreeing(id));
    await expect(mediator.call(confirmPerformance, { id, performed: true, evidenceIds: [newId()] })).rejects.toEqual(
      refusal('own-mediation'),
    );
    await expect(colleague.call(confirmPerformance, { id, performed: true })).rejects.toEqual(refusal('evidence-missing'));
    expect((await colleague.call(confirmPerformance, { id, performed: false })).status).toBe('OPEN');
    await mediator.call(recordAgreement, agreeing(id));
    expect((await colleague.call(confirmPerformance, { id, performed: true, evidenceIds: [newId()] })).status).toBe('PERFORMED');
    expect((await service.told(disputePerformed)).map(({ data }) => data.disputeId)).toEqual([id]);
    const read = await mediator.call(readDispute, { id });
    expect([read.summary, read.agreementFiles.evidenceIds.length, read.performanceFiles.evidenceIds.length]).toEqual([
      '两户为灯草相争',
      2,
      1,
    ]);
    expect(read.verifiedById).toBe(colleague.accountId);
  });

  it('refuses bad input, and writes nothing of it', async () => {
    const before = await counted();
    const refused = (changes: object, caller = mediator) => caller.call(openDispute, opening(changes));
    const [first, second] = [party('APPLICANT'), party('RESPONDENT')];
    const bound = newId();
    service.as({ roles: ['resident'], household: bound, accountId: mediator.accountId });
    await expect(refused({ communityCode: community })).rejects.toEqual(refusal('place-missing'));
    await expect(refused({ gridCode: `${community}099` })).rejects.toEqual(refusal('grid-unknown'));
    await expect(refused({ class: 'LANTERN' })).rejects.toEqual(refusal('class-unknown'));
    await expect(refused({ openedOn: '2999-01-01' })).rejects.toEqual(refusal('in-the-future'));
    await expect(refused({ parties: [first, party('APPLICANT')] })).rejects.toEqual(refusal('side-missing'));
    await expect(refused({ parties: [first, { ...second, personId: first.personId }] })).rejects.toEqual(refusal('party-twice'));
    await expect(refused({ parties: [first, { ...second, minor: true }] })).rejects.toEqual(refusal('guardian-missing'));
    await expect(refused({ mediatorId: newId() })).rejects.toEqual(refusal('mediator-unavailable'));
    await expect(refused({ mediatorId: elsewhere.accountId })).rejects.toEqual(refusal('mediator-unavailable'));
    await expect(refused({ parties: [first, { ...second, personId: bound }] })).rejects.toEqual(refusal('mediator-unavailable'));
    await expect(refused({}, elsewhere)).rejects.toEqual(notFound);
    expect(await counted()).toEqual(before);
  });

  it('ends with the right body, or as a backlog case of the same origin in the same act', async () => {
    const [referred, becoming] = [await open(), await agree()];
    await expect(mediator.call(failDispute, { id: referred })).rejects.toEqual(refusal('outcome-missing'));
    await expect(colleague.call(failDispute, { id: referred, rightBody: '样例法院', reason: '样例' })).rejects.toEqual(
      refusal('not-mediator'),
    );
    expect((await leader.call(failDispute, { id: referred, rightBody: '样例法院', reason: '样例' })).status).toBe('FAILED');
    const becomes = { id: newId(), title: '灯草积案', restricted: true };
    const before = await counted();
    await expect(mediator.call(failDispute, { id: becoming, case: { ...becomes, ownerCadreId: newId() } })).rejects.toEqual(
      refusal('grid.hard-case.owner-unknown'),
    );
    expect(await counted()).toEqual(before);
    expect(await mediator.call(failDispute, { id: becoming, case: becomes })).toMatchObject({ status: 'FAILED', caseId: becomes.id });
    expect(await leader.call(readBacklogCase, { id: becomes.id })).toMatchObject({
      disputeId: becoming,
      originOn: '2026-01-01',
      restricted: true,
    });
    expect((await service.told(disputeFailed)).map(({ data }) => data.caseId)).toEqual([null, becomes.id]);
    expect((await service.told(backlogCaseRegistered)).map(({ subject, data }) => [subject, data.disputeId])).toEqual([
      [becomes.id, becoming],
    ]);
  });
});

describe('G-41 X-T8 protection of the parties', () => {
  const [child, guardian] = [newId(), newId()];

  it('their names are for the mediator and those in confidence; a minor is shown by the guardian alone', async () => {
    const ward = party('APPLICANT', {
      personId: child,
      name: '灯草某幼',
      minor: true,
      guardian: { personId: guardian, name: '灯草某监护' },
    });
    const id = await open({ parties: [ward, party('RESPONDENT')] });
    for (const caller of [mediator, leader]) {
      const { items } = await caller.call(disputeParties, { id });
      expect(items.map(({ person, guardian: by }) => [person?.name, by?.name])).toEqual([
        [undefined, '灯草某监护'],
        ['灯草某甲', undefined],
      ]);
      expect(JSON.stringify(items)).not.toContain(child);
    }
    for (const caller of [operator, colleague, elsewhere]) {
      await expect(caller.call(disputeParties, { id })).rejects.toEqual(notFound);
      await expect(caller.call(readDispute, { id })).rejects.toEqual(notFound);
    }
    const { exportPerson } = platformContracts('grid');
    for (const personId of [child, guardian])
      expect((await operator.call(exportPerson, { personId })).records.dispute_party).toEqual([expect.objectContaining({ disputeId: id })]);
  });

  it('somebody known in another street is not named here', async () => {
    const { parties } = opening();
    const abroad = service.as({ roles: ['grid-worker'], place: '320404004001' });
    const there = { communityCode: '320404004001', gridCode: undefined, mediatorId: abroad.accountId };
    await abroad.call(openDispute, opening({ ...there, parties }));
    await expect(mediator.call(openDispute, opening({ parties }))).rejects.toEqual(refusal('platform.request.id-taken'));
    expect(await open({ parties: [party('APPLICANT', { personId: child }), party('RESPONDENT')] })).toBeDefined();
  });

  it('no word and no name in events and audit', async () => {
    expect((await service.told(disputeOpened)).length).toBeGreaterThan(0);
    const rows = await service.database.pool.query(
      "SELECT 1 FROM outbox WHERE event LIKE '%灯草%' UNION ALL SELECT 1 FROM audit WHERE changes::text LIKE '%灯草%'",
    );
    expect(rows.rowCount).toBe(0);
  });
});

describe('G-41 lists, counts and a redraw', () => {
  it('104 performed and 3 failed; the list has as many as the summary counts', async () => {
    const place = '230521100002';
    const local = service.as({ roles: ['grid-worker'], place });
    const at = { gridCode: undefined, communityCode: place, mediatorId: local.accountId, class: 'FAMILY' };
    const ids = await Promise.all(Array.from({ length: 107 }, async () => (await local.call(openDispute, opening(at))).id));
    await Promise.all(ids.slice(0, 3).map((id) => local.call(failDispute, { id, rightBody: '样例法院', reason: '样例' })));
    await Promise.all(ids.slice(3).map((id) => local.call(recordAgreement, agreeing(id))));
    await Promise.all(ids.slice(3).map((id) => leader.call(confirmPerformance, { id, performed: true, evidenceIds: [newId()] })));
    const summary = await leader.call(disputeSummary, { placeCode: place, from: '2026-01-01', to: '2026-01-01' });
    expect(summary).toMatchObject({ opened: 107, agreed: 104, performed: 104, failed: 3, resolved: { numerator: 104, denominator: 107 } });
    const listed: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await operator.call(disputesOfPlace, {
        placeCode: place,
        class: 'FAMILY',
        status: 'PERFORMED',
        ...(after && { after }),
      });
      listed.push(...page.items.map(({ id }) => id));
      if (!page.next) break;
      after = page.next;
    }
    expect(listed.toSorted()).toEqual(ids.slice(3).toSorted());
    await expect(elsewhere.call(disputeSummary, { placeCode: place })).rejects.toThrow('platform.request.not-found');
    expect((await service.database.pool.query(openDisputesOf.text, [place])).rows).toEqual([{ disputes: 0 }]);
  }, 30_000);

  it('G-06 with several heirs of its grid a dispute waits at the community, and its mediator goes on', async () => {
    const id = await open();
    await draw([box(131, 131.01), box(131.01, 131.02)].map((boundary) => ({ boundary, from: [grid] })));
    await eventually(async () => (await mediator.call(readDispute, { id })).placeCode === community);
    expect((await mediator.call(recordAgreement, agreeing(id))).status).toBe('AGREED');
  });
});
