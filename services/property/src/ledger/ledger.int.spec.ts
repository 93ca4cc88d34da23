import {
  approveAdvance,
  approveSpending,
  attachVoucher,
  bookAdvance,
  completeSpending,
  costsOfEstate,
  entriesOfEstate,
  fundSpent,
  proposeSpending,
  recordCommonRevenue,
  recordCost,
  registerEstate,
  reverseCost,
  reverseEntry,
  sessionDecided,
  spend,
  spendingsOfEstate,
  trialBalanceOfEstate,
  verifyCost,
  withdrawSpending,
  ballotCertified,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';

const communityCode = '230521100001';
const refusal = (feature: string, name: string) => expect.objectContaining({ code: `property.${feature}.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let secretary: TestCaller;
let leader: TestCaller;
let company: TestCaller;
let estateId: string;
let serial = 0;

beforeAll(async () => {
  service = await startPropertyService();
  secretary = service.as({ roles: ['community-secretary'], place: communityCode });
  leader = service.as({ roles: ['street-leader'], place: '230521100' });
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  const estate = { id: newId(), communityCode, name: `演示小区${++serial}`, addressLabel: '演示路1号', evidenceIds: [newId()] };
  ({ id: estateId } = await secretary.call(registerEstate, { ...estate, cause: 'NEVER_MANAGED', grounds: '演示' }));
  company = service.as({ roles: ['property-company'], estate: estateId });
});

const revenue = (amountFen: number, by = company) =>
  by.call(recordCommonRevenue, { id: newId(), estateId, amountFen, reason: '停车费', evidenceIds: [newId()] });
const cost = (amountFen: number, more = {}) =>
  company.call(recordCost, {
    id: newId(),
    estateId,
    amountFen,
    purpose: '保洁',
    incurredOn: '2026-06-01',
    evidenceIds: [newId()],
    ...more,
  });
const trial = () => secretary.call(trialBalanceOfEstate, { estateId });
const balance = async (fund: string, account: string) =>
  (await trial()).accounts.find((one) => one.fund === fund && one.account === account)?.balanceFen ?? 0;
async function decided(subjectId: string): Promise<string> {
  const ballot = {
    ballotId: newId(),
    majority: 'GENERAL',
    communityCode,
    estateId,
    matter: 'FUND_SPENDING',
    subjectId,
    outcome: 'PASSED',
  } as const;
  await service.publish(ballotCertified, { ...ballot, at: '2026-06-01T00:00:00.000Z', version: 1 });
  return ballot.ballotId;
}
async function project(budgetFen: number, fund: 'COMMON_REVENUE' | 'REINVESTMENT' = 'COMMON_REVENUE') {
  const proposed = await company.call(proposeSpending, { id: newId(), estateId, fund, title: '口袋公园', budgetFen });
  const decisionId = await decided(proposed.id);
  return eventually(() => secretary.call(approveSpending, { id: proposed.id, decisionId }));
}
const pay = (id: string, amountFen: number) => secretary.call(spend, { id, amountFen, evidenceIds: [newId()] });

describe('P-T17, P-T20 the ledger of an estate', () => {
  it('common revenue less its verified cost is the owners’ 1,700.00, and never touches the service', async () => {
    await revenue(200_000);
    const { id } = await cost(30_000, { fund: 'COMMON_REVENUE' });
    expect(await balance('COMMON_REVENUE', 'FUND_BALANCE')).toBe(-200_000);
    await secretary.call(verifyCost, { id });
    expect(await balance('COMMON_REVENUE', 'FUND_BALANCE')).toBe(-170_000);
    const sheet = await trial();
    expect(sheet).toMatchObject({ agrees: true, closedTo: null, debitsFen: 230_000, creditsFen: 230_000 });
    expect(sheet.accounts.filter(({ fund }) => fund === 'SERVICE')).toEqual([]);
    const { items } = await company.call(entriesOfEstate, { estateId, fund: 'COMMON_REVENUE' });
    expect(items.map(({ kind }) => kind)).toEqual(['COMMON_COST', 'COMMON_INCOME']);
  });

  it('P-T18 a cost is verified by a second person with a voucher, counted once, and taken back by a counter-entry', async () => {
    const bare = await cost(100_000, { evidenceIds: [] });
    await expect(secretary.call(verifyCost, { id: bare.id })).rejects.toThrow(refusal('cost', 'voucher-missing'));
    await company.call(attachVoucher, { id: bare.id, evidenceIds: [newId()] });
    const twice = await Promise.allSettled([secretary.call(verifyCost, { id: bare.id }), leader.call(verifyCost, { id: bare.id })]);
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await balance('SERVICE', 'SERVICE_COST')).toBe(100_000);
    await secretary.call(reverseCost, { id: bare.id, reason: '凭证有误' });
    expect(await balance('SERVICE', 'SERVICE_COST')).toBe(0);
    const own = await secretary.call(recordCost, {
      id: newId(),
      estateId,
      amountFen: 1,
      purpose: '演示',
      incurredOn: '2026-06-01',
      evidenceIds: [newId()],
    });
    await expect(secretary.call(verifyCost, { id: own.id })).rejects.toThrow(refusal('cost', 'second-person-required'));
    expect((await secretary.call(costsOfEstate, { estateId, state: 'REVERSED' })).items).toMatchObject([{ id: bare.id }]);
    expect((await trial()).agrees).toBe(true);
  });

  it('P-T18 whoever attached the voucher is not the second person, and a voucher proves one cost that counts', async () => {
    const bare = await cost(1_000, { evidenceIds: [] });
    await secretary.call(attachVoucher, { id: bare.id, evidenceIds: [newId()] });
    await expect(secretary.call(verifyCost, { id: bare.id })).rejects.toThrow(refusal('cost', 'second-person-required'));
    await leader.call(verifyCost, { id: bare.id });
    const evidenceIds = [newId()];
    const same = await Promise.all([1, 2, 3, 4].map(() => cost(1_000, { evidenceIds })));
    const tried = await Promise.allSettled(same.map(({ id }) => secretary.call(verifyCost, { id })));
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tried) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('cost', 'voucher-used'));
    const counted = same[tried.findIndex(({ status }) => status === 'fulfilled')]!;
    await secretary.call(reverseCost, { id: counted.id, reason: '金额有误' });
    await secretary.call(verifyCost, { id: same.find(({ id }) => id !== counted.id)!.id });
    expect(await balance('SERVICE', 'SERVICE_COST')).toBe(2_000);
  });

  it('P-T17 the paper of what the common parts brought in is seen; what a household paid by is not', async () => {
    const voucher = newId();
    await company.call(recordCommonRevenue, { id: newId(), estateId, amountFen: 100, reason: '停车费', evidenceIds: [voucher] });
    const { items } = await company.call(entriesOfEstate, { estateId });
    expect(items[0]!.evidenceIds).toEqual([voucher]);
  });

  it('an entry by hand is taken back once, however often it is tried', async () => {
    const entry = await revenue(5_000);
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => secretary.call(reverseEntry, { id: newId(), entryId: entry.id, reason: '重复入账' })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('ledger', 'already-reversed'));
    expect(await balance('COMMON_REVENUE', 'FUND_BALANCE')).toBe(0);
  });
});

describe('P-T21 spending stays within project and fund, raced or not', () => {
  it('twenty at once spend what the fund holds and no fen more', async () => {
    await revenue(10_000);
    const projects = await Promise.all(Array.from({ length: 4 }, () => project(10_000)));
    const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => pay(projects[index % 4]!.id, 3_000)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await balance('COMMON_REVENUE', 'FUND_BALANCE')).toBe(-1_000);
    const { items } = await secretary.call(spendingsOfEstate, { estateId });
    expect(items.reduce((sum, { spentFen }) => sum + spentFen, 0)).toBe(9_000);
    expect((await service.told(fundSpent)).filter(({ data }) => data.estateId === estateId)).toHaveLength(3);
    expect((await trial()).agrees).toBe(true);
    await expect(pay(projects[0]!.id, 1_001)).rejects.toThrow(refusal('ledger', 'fund-short'));
    await expect(pay(projects[0]!.id, 10_001)).rejects.toThrow(refusal('spending', 'over-budget'));
    await secretary.call(completeSpending, { id: projects[0]!.id });
    await expect(pay(projects[0]!.id, 1)).rejects.toThrow(platform('wrong-state'));
  });

  it('what is spent cannot be taken out from under it: the income of it is not reversed', async () => {
    const entry = await revenue(1_000);
    await pay((await project(1_000)).id, 600);
    await expect(secretary.call(reverseEntry, { id: newId(), entryId: entry.id, reason: '演示' })).rejects.toThrow(
      refusal('ledger', 'fund-short'),
    );
  });

  it('a session may not decide over what is the owners’ own', async () => {
    const { id } = await company.call(proposeSpending, { id: newId(), estateId, fund: 'COMMON_REVENUE', title: '演示', budgetFen: 1 });
    const decision = {
      sessionId: newId(),
      decisionId: newId(),
      communityCode,
      estateId,
      matter: 'FUND_SPENDING',
      subjectId: id,
      outcome: 'PASSED',
    } as const;
    await service.publish(sessionDecided, { ...decision, at: '2026-06-01T00:00:00.000Z', version: 1 });
    await decided(newId());
    await expect(secretary.call(approveSpending, { id, decisionId: decision.decisionId })).rejects.toThrow(
      refusal('decision', 'decision-required'),
    );
    await secretary.call(withdrawSpending, { id });
  });

  it('P-T19 the advance makes good a deficit only, and only after a second person approved it', async () => {
    await leader.call(bookAdvance, { id: newId(), estateId, amountFen: 500_000, reason: '前期投入', evidenceIds: [newId()] });
    const draw = await secretary.call(proposeSpending, {
      ...{ id: newId(), estateId, fund: 'GOVERNMENT_ADVANCE', purpose: 'DEFICIT', title: '弥补亏损', budgetFen: 70_000 },
    });
    await expect(secretary.call(approveAdvance, { id: draw.id })).rejects.toThrow(refusal('spending', 'second-person-required'));
    await leader.call(approveAdvance, { id: draw.id });
    await expect(pay(draw.id, 70_000)).rejects.toThrow(refusal('spending', 'no-deficit'));
    expect(await balance('GOVERNMENT_ADVANCE', 'FUND_BALANCE')).toBe(-500_000);
  });
});

describe('P-14 what the database itself refuses', () => {
  it('an unbalanced entry, a foreign account, a change and a removal', async () => {
    const { id } = await revenue(100);
    const run = (sql: string, values: unknown[] = []) => service.database.pool.query(sql, values);
    const entry = (entryId: string) =>
      `WITH e AS (INSERT INTO ledger_entry (id, version, estate_id, community_code, kind, booked_on, evidence_ids, posted_at)
         VALUES ('${entryId}', 1, '${estateId}', '${communityCode}', 'COST', '2026-06-01', '{}', now()))`;
    const posting = (entryId: string, fund: string, account: string) =>
      `INSERT INTO ledger_posting (entry_id, fund, account, estate_id, amount_fen) VALUES ('${entryId}', '${fund}', '${account}', '${estateId}', 5)`;
    const unbalanced = newId();
    await expect(run(`${entry(unbalanced)} ${posting(unbalanced, 'SERVICE', 'BANK')}`)).rejects.toMatchObject({
      constraint: 'ledger_posting_balance_check',
    });
    await expect(run(posting(id, 'SERVICE', 'BANK'))).rejects.toMatchObject({ constraint: 'ledger_posting_balance_check' });
    await expect(run(posting(id, 'REINVESTMENT', 'PREPAID'))).rejects.toMatchObject({ constraint: 'ledger_posting_account_check' });
    for (const change of [
      'UPDATE ledger_posting SET amount_fen = 1',
      'DELETE FROM ledger_posting',
      'UPDATE ledger_entry SET kind = kind',
      'TRUNCATE ledger_posting',
    ])
      await expect(run(change)).rejects.toMatchObject({ code: '42501' });
    expect((await trial()).agrees).toBe(true);
  });

  it('amounts of nothing, less, fractions, full-width digits and beyond 2^53 − 1 move no fen', async () => {
    for (const amountFen of [0, -1, 1.5, 2 ** 53, Number.NaN, '１００', '100', null])
      await expect(revenue(amountFen as number)).rejects.toThrow(platform('invalid'));
    expect((await trial()).accounts).toEqual([]);
  });

  it('nobody books elsewhere, or for an estate that is not theirs', async () => {
    const stranger = service.as({ roles: ['property-company'], estate: newId() });
    await expect(revenue(1, stranger)).rejects.toThrow(refusal('estate', 'estate-unknown'));
    const entry = await revenue(1);
    await expect(company.call(reverseEntry, { id: newId(), entryId: entry.id, reason: '演示' })).rejects.toThrow(platform('forbidden'));
    await expect(stranger.call(trialBalanceOfEstate, { estateId })).rejects.toThrow(platform('not-found'));
    expect((await stranger.call(entriesOfEstate, { estateId })).items).toEqual([]);
  });
});
