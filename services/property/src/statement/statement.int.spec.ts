import {
  bookAdvance,
  closePeriod,
  draftStatement,
  householdStatement,
  issueBills,
  billsOfEstate,
  ledgerPeriodClosed,
  noticePosted,
  noticesOfEstate,
  payBill,
  publishStatement,
  readNotice,
  readStatement,
  recordCommonRevenue,
  recordCost,
  reverseCost,
  statementEntries,
  statementPublished,
  statementsOfEstate,
  verifyCost,
  verifyStatement,
  type CostCategory,
  type OutputOf,
  type StatementFigure,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, daysIncluded, sumFen } from '@gezhi/shared/domain';
import type { TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { day, servicedEstate, today, withContracts, type ServicedEstate } from '../trial/serviced-estate.fixture.js';

type Told = Pick<OutputOf<typeof draftStatement>, 'sections'>;
const refusal = (name: string) => expect.objectContaining({ code: `property.statement.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });
const line = ({ sections }: Told, code: string) => sections.flatMap(({ lines }) => lines).find((one) => one.code === code);

let service: TestService;
let estate: ServicedEstate;
let estateId: string;
beforeAll(async () => {
  service = await startPropertyService();
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  estate = await servicedEstate(service, 3);
  ({ estateId } = estate);
  await withContracts(service, estate);
  await estate.company.call(issueBills, { estateId });
}, 60_000);

const draft = (periodId?: string) => estate.secretary.call(draftStatement, { estateId, periodId });
async function spent(amountFen: number, category: CostCategory, more = {}) {
  const cost = {
    id: newId(),
    estateId,
    amountFen,
    category,
    purpose: '演示',
    incurredOn: await today(service),
    evidenceIds: [newId()],
    ...more,
  };
  await estate.company.call(recordCost, cost);
  await estate.secretary.call(verifyCost, { id: cost.id });
  return cost.id;
}
const bills = async () => (await estate.secretary.call(billsOfEstate, { estateId })).items;
const pay = (id: string, amountFen: number) => estate.company.call(payBill, { id, paymentId: newId(), amountFen, method: 'CASH' });
const common = (amountFen: number) =>
  estate.company.call(recordCommonRevenue, { id: newId(), estateId, amountFen, reason: '停车费', evidenceIds: [newId()] });
/** By so many days served of a year, which may be a leap year. */
const earnedOf = ({ from, to }: { from: string; to: string }, days: number) => Math.round((18_000 * days) / daysIncluded(from, to));
/** All bills paid, 30 days served, costs of both kinds, and the days up to yesterday closed. */
async function closedPeriod(): Promise<string> {
  for (const { id } of await bills()) {
    await pay(id, 10_000);
    await pay(id, 8_000);
  }
  await service.advance(30 * day);
  await spent(900, 'CLEANING');
  await spent(700, 'STAFF');
  const wrong = await spent(5_000, 'ORDER');
  await estate.secretary.call(reverseCost, { id: wrong, reason: '凭证有误' });
  await common(200_000);
  await spent(30_000, 'FACILITIES', { fund: 'COMMON_REVENUE' });
  await estate.company.call(recordCost, { id: newId(), estateId, amountFen: 90_000, purpose: '无凭证', incurredOn: await today(service) });
  await service.advance(day);
  const period = { id: newId(), estateId, to: addDays(await today(service), -1) };
  await estate.secretary.call(closePeriod, period);
  return period.id;
}
const publish = (periodId: string, more = {}, by = estate.secretary) =>
  by.call(publishStatement, { id: newId(), estateId, periodId, ...more });
const rows = async () =>
  (
    await service.database.pool.query(
      `SELECT (SELECT count(*) FROM statement) AS s, (SELECT count(*) FROM notice) AS n, (SELECT count(*) FROM outbox) AS e`,
    )
  ).rows[0] as object;

describe('P-14, P-T16b, P-T17, P-T18 the statement reads what the records say', () => {
  it('of open days as it is now', async () => {
    await pay((await bills())[0]!.id, 18_000);
    await service.advance(29 * day);
    const open = await draft();
    expect(open).toMatchObject({ state: 'DRAFT', periodId: null, number: null, verifyPath: null, bookSums: { agrees: true } });
    expect(open.sections).toHaveLength(8);
    const [served] = (await bills()).filter(({ paidFen }) => paidFen > 0);
    expect(line(open, 'INCOME')).toMatchObject({ amountFen: earnedOf(served!, 30) });
    expect(line(open, 'PAYMENTS')).toMatchObject({ amountFen: 18_000, of: { entries: 1 } });
  });

  it('of a closed period as the closing said; every figure is the sum of its entries', async () => {
    const periodId = await closedPeriod();
    const [closed] = (await service.told(ledgerPeriodClosed)).filter(({ data }) => data.periodId === periodId);
    const statement = await draft(periodId);
    expect(line(statement, 'INCOME')).toMatchObject({ amountFen: closed!.data.incomeFen });
    expect(line(statement, 'RESULT_SURPLUS')).toMatchObject({ amountFen: closed!.data.surplusFen });
    expect(line(statement, 'SURPLUS')).toMatchObject({ amountFen: closed!.data.surplusFen, of: { entries: 1 } });
    expect(line(statement, 'SERVICE_COST')).toMatchObject({ amountFen: 1_600 });
    expect(line(statement, 'SERVICE_COST.ORDER')).toMatchObject({ amountFen: 0, of: { entries: 2 } });
    expect(line(statement, 'UNPROVEN_COST')).toMatchObject({ amountFen: 90_000, of: null });
    expect(line(statement, 'COMMON_NET')).toMatchObject({ amountFen: 170_000 });
    expect(line(statement, 'HOUSEHOLDS')).toMatchObject({ text: '3 户' });
    const figures = statement.sections.flatMap(({ lines }) => lines).filter(({ of }) => of !== null);
    expect(figures.length).toBeGreaterThan(15);
    for (const { amountFen, of } of figures) {
      const category = of!.category ?? undefined;
      const { items } = await estate.secretary.call(statementEntries, { estateId, periodId, figure: of!.figure, category, limit: 100 });
      expect([of!.figure, sumFen(items.map((one) => one.amountFen)), items.length]).toEqual([of!.figure, amountFen, of!.entries]);
    }
    // What is booked later is of other days.
    await common(5);
    expect((await draft(periodId)).hash).toBe(statement.hash);
    expect(line(await draft(), 'COMMON_INCOME')).toMatchObject({ amountFen: 5 });
    expect(line(await draft(), 'COMMON_BALANCE')).toMatchObject({ amountFen: 170_005 });
  });

  it('pages the entries of a figure, each once', async () => {
    for (let index = 0; index < 5; index++) await common(100 + index);
    const found: string[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const page: OutputOf<typeof statementEntries> = await estate.secretary.call(statementEntries, {
        ...{ estateId, figure: 'COMMON_INCOME' as StatementFigure, limit: 2, ...(after && { after }) },
      });
      found.push(...page.items.map(({ entryId }) => entryId));
      after = page.next;
    }
    expect(new Set(found).size).toBe(5);
    expect(found).toHaveLength(5);
  });

  it('is read where one acts, and its entries by who pays for the estate', async () => {
    const stranger = service.as({ roles: ['property-company'], estate: newId() });
    const elsewhere = service.as({ roles: ['resident'], household: newId() });
    const resident = service.as({ roles: ['resident'], household: estate.units[0]!.householdId });
    await common(700);
    const of = { estateId, figure: 'COMMON_INCOME' } as const;
    await expect(stranger.call(draftStatement, { estateId })).rejects.toThrow(platform('not-found'));
    await expect(resident.call(draftStatement, { estateId })).rejects.toThrow(platform('forbidden'));
    await expect(service.public().call(draftStatement, { estateId })).rejects.toThrow(platform('unauthenticated'));
    await expect(draft(newId())).rejects.toThrow(refusal('period-unknown'));
    await expect(stranger.call(statementEntries, of)).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(statementEntries, of)).rejects.toThrow(platform('not-found'));
    expect((await resident.call(statementEntries, of)).items).toMatchObject([{ amountFen: 700, kind: 'COMMON_INCOME' }]);
    await expect(resident.call(statementEntries, { ...of, periodId: newId() })).rejects.toThrow(refusal('period-unknown'));
  });
});

describe('P-14, P-20 a statement is published once, for everyone and for good', () => {
  it('five at once publish one, with one notice, which nobody changes', async () => {
    const periodId = await closedPeriod();
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => publish(periodId)));
    const done = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(done).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('already-published'));
    const [statement] = done;
    const everyone = service.public();
    const { items } = await everyone.call(statementsOfEstate, { estateId });
    expect(items).toMatchObject([{ id: statement!.id, number: 1, hash: statement!.hash }]);
    const read = await everyone.call(readStatement, { id: statement!.id });
    expect(read).toEqual(statement);
    expect(read.bookSums).toMatchObject({ agrees: true, debitsFen: read.bookSums.creditsFen });
    expect(read.verifyPath).toBe(`/v1/public/statements/${statement!.id}/verification?hash=${statement!.hash}`);
    const all = JSON.stringify(read);
    for (const { householdId, unitId } of estate.units) for (const secret of [householdId, unitId]) expect(all).not.toContain(secret);

    const notices = await everyone.call(noticesOfEstate, { estateId, kind: 'ACCOUNTS' });
    expect(notices.items.map(({ id }) => id)).toEqual([read.noticeId]);
    expect((await everyone.call(readNotice, { id: read.noticeId })).text).toContain(read.hash);
    const told = (await service.told(statementPublished)).filter(({ data }) => data.estateId === estateId);
    expect(told).toMatchObject([{ data: { statementId: read.id, noticeId: read.noticeId, hash: read.hash } }]);
    expect((await service.told(noticePosted)).filter(({ data }) => data.estateId === estateId)).toHaveLength(1);

    expect(await everyone.call(verifyStatement, { id: read.id, hash: read.hash })).toMatchObject({ matches: true, hash: read.hash });
    const other = read.hash.replace(/^./, (first) => (first === '0' ? '1' : '0'));
    expect(await everyone.call(verifyStatement, { id: read.id, hash: other })).toMatchObject({ matches: false, hash: read.hash });
    for (const change of ['UPDATE statement SET number = 2', 'DELETE FROM statement', 'UPDATE bill_earning SET amount_fen = 1'])
      await expect(service.database.pool.query(change)).rejects.toMatchObject({ code: '42501' });

    // What is written later does not reach it.
    await common(900);
    expect(await everyone.call(readStatement, { id: read.id })).toEqual(read);
    await expect(publish(periodId)).rejects.toThrow(refusal('already-published'));
  });

  it('a resend under its key gives the same answer', async () => {
    const periodId = await closedPeriod();
    const [id, key] = [newId(), newId()];
    const send = () => estate.secretary.call(publishStatement, { id, estateId, periodId }, { key });
    const first = await send();
    expect(await send()).toEqual(first);
  });

  it('who may not, what is not closed, and books that disagree write nothing', async () => {
    const periodId = await closedPeriod();
    const before = await rows();
    const elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
    await expect(publish(periodId, {}, estate.company)).rejects.toThrow(platform('forbidden'));
    await expect(publish(periodId, {}, elsewhere)).rejects.toThrow(expect.objectContaining({ code: 'property.estate.estate-unknown' }));
    await expect(publish(newId())).rejects.toThrow(refusal('period-unknown'));
    const other = await servicedEstate(service, 1);
    await expect(publish(periodId, { estateId: other.estateId }, other.secretary)).rejects.toThrow(refusal('period-unknown'));
    for (const [off, on] of [
      [
        'UPDATE ledger_day SET debit_fen = debit_fen + 1, credit_fen = credit_fen + 1',
        'debit_fen = debit_fen - 1, credit_fen = credit_fen - 1',
      ],
      ['UPDATE ledger_account SET balance_fen = balance_fen - 1', 'balance_fen = balance_fen + 1'],
    ] as const) {
      const which = `WHERE estate_id = '${estateId}' AND fund = 'COMMON_REVENUE' AND account = 'FUND_BALANCE'`;
      await service.database.pool.query(`${off} ${which}`);
      await expect(publish(periodId)).rejects.toThrow(refusal('books-disagree'));
      await service.database.pool.query(`UPDATE ${off.split(' ')[1]!} SET ${on} ${which}`);
    }
    const { s, n } = before as { s: string; n: string };
    expect(await rows()).toMatchObject({ s, n });
    await publish(periodId);
  });

  it('a text that names a person is published by nobody', async () => {
    const named = await servicedEstate(service, 1);
    await service.database.pool.query('UPDATE estate SET name = $2 WHERE id = $1', [named.estateId, '演示13900000000小区']);
    const period = { id: newId(), estateId: named.estateId, to: addDays(await today(service), -1) };
    await named.secretary.call(bookAdvance, {
      id: newId(),
      estateId: named.estateId,
      amountFen: 1,
      reason: '演示',
      evidenceIds: [newId()],
    });
    await service.advance(2 * day);
    await named.secretary.call(closePeriod, { ...period, to: addDays(await today(service), -1) });
    await expect(named.secretary.call(publishStatement, { id: newId(), estateId: named.estateId, periodId: period.id })).rejects.toThrow(
      expect.objectContaining({ code: 'property.notice.personal-data' }),
    );
  });
});

describe('P-14 where did my 180 yuan go', () => {
  it('each payment is earned or prepaid, and what was earned went where the estate’s money went, to the fen', async () => {
    const periodId = await closedPeriod();
    const { householdId } = estate.units[0]!;
    const resident = service.as({ roles: ['resident'], household: householdId });
    const mine = await resident.call(householdStatement, { estateId, householdId, periodId });
    const earned = earnedOf((await bills())[0]!, 31);
    expect(mine).toMatchObject({
      paidFen: 18_000,
      earnedFen: earned,
      prepaidFen: 18_000 - earned,
      refundedFen: 0,
      periodEarnedFen: earned,
    });
    expect(mine.payments.map((one) => [one.amountFen, one.earnedFen, one.prepaidFen])).toEqual([
      [10_000, earned, 10_000 - earned],
      [8_000, 0, 8_000],
    ]);
    expect(mine.uses.map(({ code, estateFen }) => [code, estateFen])).toEqual([
      ['CLEANING', 900],
      ['STAFF', 700],
      ['SURPLUS', 3 * earned - 1_600],
    ]);
    expect(sumFen(mine.uses.map(({ shareFen }) => shareFen))).toBe(earned);
    for (const { of, estateFen } of mine.uses) {
      const category = of.category ?? undefined;
      const { items } = await resident.call(statementEntries, { estateId, periodId, figure: of.figure, category });
      expect(sumFen(items.map(({ amountFen }) => amountFen))).toBe(estateFen);
    }
    const sum = await service.database.pool.query<{ sum: string }>('SELECT sum(amount_fen) FROM bill_earning WHERE period_id = $1', [
      periodId,
    ]);
    expect(Number(sum.rows[0]!.sum)).toBe(3 * earned);
    await expect(resident.call(householdStatement, { estateId, householdId: estate.units[1]!.householdId })).rejects.toThrow(
      platform('not-found'),
    );
    const open = await estate.company.call(householdStatement, { estateId, householdId });
    expect(open).toMatchObject({ periodId: null, periodEarnedFen: expect.any(Number) as number });
    expect(open.periodEarnedFen).toBeLessThan(100);
  });
});
