import {
  arrearsOfEstate,
  billsOfEstate,
  cancelService,
  correctUnit,
  largestAmountFen,
  ordersOfEstate,
  orderService,
  orderStatistics,
  payBill,
  publishServiceItem,
  readBill,
  readOrder,
  recordServiceUse,
  refundsOfEstate,
  serviceCancelled,
  serviceOrdered,
  serviceUsed,
  settleRefund,
  trialBalanceOfEstate,
  usesOfOrder,
  withdrawServiceItem,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { day, servicedEstate, today, type ServicedEstate } from '../trial/serviced-estate.fixture.js';
import { offeredVersion } from './ordering.fixture.js';

const refusal = (feature: string, name: string) => expect.objectContaining({ code: `property.${feature}.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });
const done = (tries: readonly PromiseSettledResult<unknown>[]) => tries.filter(({ status }) => status === 'fulfilled').length;

let service: TestService;
let estate: ServicedEstate;
let resident: TestCaller;
let neighbour: TestCaller;
let versionId: string;
beforeAll(async () => {
  service = await startPropertyService();
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  estate = await servicedEstate(service, 2);
  [resident, neighbour] = estate.units.map(({ householdId }) => service.as({ roles: ['resident'], household: householdId })) as [
    TestCaller,
    TestCaller,
  ];
  versionId = await offeredVersion(service, estate, 1_000, { tier: 'VALUE_ADDED' });
}, 30_000);

const input = (more = {}) => ({ id: newId(), unitId: estate.units[0]!.unitId, itemVersionId: versionId, quantity: 10, ...more });
const order = (by = resident, more = {}, options = {}) => by.call(orderService, input(more), options);
const pay = (id: string, amountFen = 10_000) => estate.company.call(payBill, { id, paymentId: newId(), amountFen, method: 'CASH' });
const use = async (id: string, quantity = 1, more = {}, options = {}) =>
  estate.company.call(
    recordServiceUse,
    { id, useId: newId(), usedOn: await today(service), quantity, evidenceIds: [newId()], ...more },
    options,
  );
const orders = async (by = estate.secretary, more = {}) => (await by.call(ordersOfEstate, { estateId: estate.estateId, ...more })).items;
const refunds = async () => (await estate.secretary.call(refundsOfEstate, { estateId: estate.estateId })).items;
const sheet = () => estate.secretary.call(trialBalanceOfEstate, { estateId: estate.estateId });
const balance = async (account: string) => (await sheet()).accounts.find((one) => one.account === account)?.balanceFen ?? 0;
const told = async (event: Parameters<TestService['told']>[0]) =>
  (await service.told(event)).filter(({ data }) => data.estateId === estate.estateId);

describe('P-13 optional and value-added service comes upon explicit order alone', () => {
  it('a household orders, and has a bill of its own at the price of that day', async () => {
    const made = await order();
    expect(made).toMatchObject({ tier: 'VALUE_ADDED', priceFen: 1_000, amountFen: 10_000, byHousehold: true, state: 'ORDERED' });
    const bill = await resident.call(readBill, { id: made.billId });
    expect(bill).toMatchObject({ orderId: made.id, tier: 'VALUE_ADDED', contractId: null, amountFen: 10_000, state: 'OPEN' });
    expect(await told(serviceOrdered)).toMatchObject([{ data: { orderId: made.id, billId: made.billId, amountFen: 10_000 } }]);
    const { rows } = await service.database.pool.query('SELECT ordered_by FROM service_order WHERE id = $1', [made.id]);
    expect(rows).toEqual([{ ordered_by: resident.accountId }]);
  });

  it('staff enter an order with its signed paper, and are recorded; without it nothing is written', async () => {
    await expect(order(estate.company)).rejects.toThrow(refusal('order', 'consent-required'));
    const evidenceIds = [newId()];
    expect(await order(estate.company, { evidenceIds })).toMatchObject({ byHousehold: false, evidenceIds });
    expect(await orders()).toHaveLength(1);
    expect((await estate.secretary.call(billsOfEstate, { estateId: estate.estateId })).items).toHaveLength(1);
  });

  it('submitted twenty times it is one order and one bill', async () => {
    const [key, wanted] = [newId(), input()];
    await Promise.allSettled(Array.from({ length: 20 }, () => resident.call(orderService, wanted, { key })));
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => resident.call(orderService, wanted)));
    expect(done(tries)).toBe(20);
    expect((await orders()).map(({ id }) => id)).toEqual([wanted.id]);
    expect((await estate.secretary.call(billsOfEstate, { estateId: estate.estateId })).items).toHaveLength(1);
    await expect(resident.call(orderService, { ...wanted, quantity: 9 })).rejects.toThrow(platform('id-taken'));
    expect(await told(serviceOrdered)).toHaveLength(1);
  });

  it('foreign, future, superseded and withdrawn items, foreign units and bad quantities are refused, and nothing is written', async () => {
    const elsewhere = await servicedEstate(service, 1);
    const foreign = await offeredVersion(service, elsewhere, 1_000);
    const from = new Date(Date.parse(await today(service)) + day).toISOString().slice(0, 10);
    const future = { id: newId(), versionId: newId(), estateId: estate.estateId, tier: 'OPTIONAL', effectiveFrom: from } as const;
    await estate.company.call(publishServiceItem, { ...future, name: '演示', description: '演示', priceFen: 1, unit: 'HOUR' });
    const basic = { ...future, id: newId(), versionId: newId(), tier: 'BASIC', effectiveFrom: await today(service) } as const;
    await estate.company.call(publishServiceItem, { ...basic, name: '基础服务', description: '演示' });
    const [goneId, huge] = [newId(), await offeredVersion(service, estate, largestAmountFen)];
    const gone = await offeredVersion(service, estate, 1_000, { itemId: goneId });
    await estate.company.call(withdrawServiceItem, { id: goneId });
    for (const [itemVersionId, feature, name] of [
      [foreign, 'catalogue', 'item-unknown'],
      [newId(), 'catalogue', 'item-unknown'],
      [future.versionId, 'catalogue', 'not-in-force'],
      [gone, 'catalogue', 'withdrawn'],
      [basic.versionId, 'order', 'basic-not-ordered'],
      [huge, 'order', 'amount-too-large'],
    ] as const)
      await expect(order(resident, { itemVersionId })).rejects.toThrow(refusal(feature, name));
    for (const quantity of [0, -1, 1.5, 10_001, 2 ** 53, '１０', '10', null])
      await expect(order(resident, { quantity })).rejects.toThrow(platform('invalid'));
    await expect(order(neighbour)).rejects.toThrow(refusal('trial', 'unit-unknown'));
    await expect(order(elsewhere.company, { evidenceIds: [newId()] })).rejects.toThrow(refusal('trial', 'unit-unknown'));
    expect(await orders()).toEqual([]);
    await service.advance(day);
    expect(await order(resident, { itemVersionId: future.versionId })).toMatchObject({ unit: 'HOUR', amountFen: 10 });
  });

  it('whoever withdraws an item while it is ordered leaves no order after it', async () => {
    const itemId = newId();
    const contested = await offeredVersion(service, estate, 1_000, { itemId });
    const tries = await Promise.allSettled([
      ...Array.from({ length: 6 }, () => order(resident, { itemVersionId: contested })),
      estate.company.call(withdrawServiceItem, { id: itemId }),
      ...Array.from({ length: 6 }, () => order(resident, { itemVersionId: contested })),
    ]);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('catalogue', 'withdrawn'));
    expect(await orders(estate.secretary, { itemId })).toHaveLength(done(tries) - 1);
    await expect(order(resident, { itemVersionId: contested })).rejects.toThrow(refusal('catalogue', 'withdrawn'));
  });
});

describe('P-T15 OPTIONAL and VALUE_ADDED are charged upon an order alone', () => {
  it('the database itself refuses a bill without an order, of another household and of another tier', async () => {
    const made = await order();
    const charge = (columns: Record<string, unknown>) => {
      const bill = {
        ...{ id: newId(), version: 1, estate_id: estate.estateId, community_code: made.communityCode, unit_id: made.unitId },
        ...{ household_id: made.householdId, tier: 'OPTIONAL', order_id: null, from_day: '2026-06-01', to_day: '2026-06-01' },
        ...{
          amount_fen: 1,
          discount_fen: 0,
          paid_fen: 0,
          refunded_fen: 0,
          earned_fen: 0,
          due_on: '2026-06-01',
          state: 'OPEN',
          reminders: 0,
          issued_at: new Date(),
        },
        ...columns,
      };
      const names = Object.keys(bill);
      const text = `INSERT INTO bill (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`;
      return service.database.pool.query(text, Object.values(bill));
    };
    for (const tier of ['OPTIONAL', 'VALUE_ADDED'])
      await expect(charge({ tier })).rejects.toMatchObject({ constraint: 'bill_order_check' });
    await expect(charge({ order_id: made.id })).rejects.toMatchObject({ constraint: expect.stringMatching(/^bill_order_/) as string });
    await service.database.pool.query('UPDATE bill SET order_id = order_id WHERE id = $1', [made.billId]);
    const moved = service.database.pool.query('UPDATE bill SET household_id = $2 WHERE id = $1', [made.billId, newId()]);
    await expect(moved).rejects.toMatchObject({ constraint: 'bill_order_fkey' });
  });
});

describe('P-T12 orders are used and cancelled', () => {
  it('10 visits, 3 used, 100.00 yuan → 70.00 back, without a reason, and the books agree', async () => {
    const { id, billId } = await order();
    await pay(billId);
    for (let n = 0; n < 3; n++) await use(id);
    expect((await resident.call(usesOfOrder, { id })).items).toHaveLength(3);
    expect(await told(serviceUsed)).toMatchObject([
      { data: { leftQuantity: 9 } },
      { data: { leftQuantity: 8 } },
      { data: { leftQuantity: 7 } },
    ]);
    const { order: cancelled, refunds: back } = await resident.call(cancelService, { id });
    expect(cancelled).toMatchObject({ state: 'CANCELLED', usedQuantity: 3 });
    expect(back).toMatchObject([{ amountFen: 7_000, orderId: id, contractId: null, state: 'DUE' }]);
    await estate.company.call(settleRefund, { id: back[0]!.id, method: 'TRANSFER' });
    expect(await balance('BANK')).toBe(3_000);
    expect(await balance('PREPAID')).toBe(-3_000);
    expect(await resident.call(readBill, { id: billId })).toMatchObject({
      amountFen: 3_000,
      paidFen: 10_000,
      refundedFen: 7_000,
      state: 'PAID',
    });
    expect(await sheet()).toMatchObject({ agrees: true });
    expect(await told(serviceCancelled)).toMatchObject([{ data: { orderId: id, usedQuantity: 3, refundFen: 7_000 } }]);
  });

  it('of a household that left the rest is cancelled by itself: served is owed, the rest comes back, whatever else the unit has', async () => {
    const { unitId, householdId } = estate.units[0]!;
    const { id, billId } = await order();
    await pay(billId);
    await use(id, 3);
    const kept = await order(neighbour, { unitId: estate.units[1]!.unitId });
    await estate.secretary.call(correctUnit, { id: unitId, householdId: null });
    await eventually(async () => expect((await estate.company.call(readOrder, { id })).state).toBe('CANCELLED'));
    expect(await refunds()).toMatchObject([{ orderId: id, householdId, amountFen: 7_000, state: 'DUE' }]);
    await expect(use(id)).rejects.toThrow(platform('wrong-state'));
    expect((await neighbour.call(readOrder, { id: kept.id })).state).toBe('ORDERED');
    expect(await told(serviceCancelled)).toMatchObject([{ data: { orderId: id, usedQuantity: 3, refundFen: 7_000 } }]);
  });

  it('P-T10 of five cancellations at once one counts, and of five payouts', async () => {
    const { id, billId } = await order();
    await pay(billId);
    await use(id, 4);
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, (_, n) => (n % 2 ? resident : estate.company).call(cancelService, { id })),
    );
    expect(done(tries)).toBe(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toEqual(platform('wrong-state'));
    const [refund] = await refunds();
    expect(refund).toMatchObject({ amountFen: 6_000 });
    const settled = await Promise.allSettled(
      Array.from({ length: 5 }, () => estate.company.call(settleRefund, { id: refund!.id, method: 'CASH' })),
    );
    expect(done(settled)).toBe(1);
    expect(await balance('BANK')).toBe(4_000);
    const over = service.database.pool.query('UPDATE bill SET refunded_fen = paid_fen + 1 WHERE id = $1', [billId]);
    await expect(over).rejects.toMatchObject({ constraint: expect.stringMatching(/^bill_(refunded|earned)_check$/) as string });
    expect(await refunds()).toHaveLength(1);
  });

  it('twenty uses at once never exceed the order, and each is counted', async () => {
    const { id } = await order();
    const useId = newId();
    await Promise.allSettled(Array.from({ length: 20 }, () => use(id, 1, { useId })));
    expect(await resident.call(readOrder, { id })).toMatchObject({ usedQuantity: 1 });
    let recorded = 1;
    for (let round = 0; round < 10 && recorded < 10; round++)
      recorded += done(await Promise.allSettled(Array.from({ length: 20 }, () => use(id))));
    expect(recorded).toBe(10);
    expect(await resident.call(readOrder, { id })).toMatchObject({ usedQuantity: 10, state: 'COMPLETED' });
    expect((await resident.call(usesOfOrder, { id })).items).toHaveLength(10);
    await expect(use(id)).rejects.toThrow(platform('wrong-state'));
    await expect(resident.call(cancelService, { id })).rejects.toThrow(platform('wrong-state'));
    await expect(service.database.pool.query('UPDATE service_order SET used_quantity = 11 WHERE id = $1', [id])).rejects.toMatchObject({
      constraint: expect.stringMatching(/^service_order_(used|completed)_check$/) as string,
    });
  });

  it('use against cancellation: what was recorded before is owed, the rest comes back, to the fen', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, billId } = await order();
      await pay(billId);
      const [cancelled, ...uses] = await Promise.allSettled([resident.call(cancelService, { id }), use(id), use(id), use(id)]);
      expect(cancelled.status).toBe('fulfilled');
      const { usedQuantity } = await resident.call(readOrder, { id });
      expect(usedQuantity).toBe(done(uses));
      expect((await resident.call(usesOfOrder, { id })).items).toHaveLength(usedQuantity);
      const back = (await refunds()).find(({ orderId }) => orderId === id);
      expect(back?.amountFen).toBe(10_000 - usedQuantity * 1_000);
      expect(await resident.call(readBill, { id: billId })).toMatchObject({ amountFen: usedQuantity * 1_000 });
    }
  });

  it('payment against cancellation: nothing is paid for what is not owed and kept', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, billId } = await order();
      await use(id, 2);
      await Promise.allSettled([pay(billId), resident.call(cancelService, { id })]);
      const { paidFen, amountFen } = await resident.call(readBill, { id: billId });
      const back = (await refunds()).find(({ orderId }) => orderId === id)?.amountFen ?? 0;
      expect(amountFen).toBe(2_000);
      expect(paidFen - back).toBe(paidFen ? 2_000 : 0);
    }
    expect(await sheet()).toMatchObject({ agrees: true });
  });

  it('an order that is not paid is served, reminded of and may be cancelled, that is all', async () => {
    const { id, billId } = await order();
    await service.advance(31 * day);
    expect(await use(id, 3)).toMatchObject({ usedQuantity: 3 });
    expect(await estate.secretary.call(arrearsOfEstate, { estateId: estate.estateId })).toMatchObject({ overdue: 1, openFen: 10_000 });
    expect((await resident.call(cancelService, { id })).refunds).toEqual([]);
    expect(await resident.call(readBill, { id: billId })).toMatchObject({ amountFen: 3_000, state: 'OPEN' });
    await expect(pay(billId, 3_001)).rejects.toThrow(refusal('bill', 'exceeds-bill'));
    const untouched = await order();
    await resident.call(cancelService, { id: untouched.id });
    await expect(pay(untouched.billId, 1)).rejects.toThrow(platform('wrong-state'));
    expect((await sheet()).accounts).toEqual([]);
  });

  it('uses outside the days of the order, without evidence or by others are refused', async () => {
    const { id } = await order();
    const at = async (days: number) => new Date(Date.parse(await today(service)) + days * day).toISOString().slice(0, 10);
    for (const days of [-1, 1]) await expect(use(id, 1, { usedOn: await at(days) })).rejects.toThrow(refusal('order', 'day-wrong'));
    await expect(use(id, 11)).rejects.toThrow(refusal('order', 'exceeds-order'));
    await expect(use(id, 1, { evidenceIds: [] })).rejects.toThrow(platform('invalid'));
    const own = { id, useId: newId(), usedOn: await today(service), evidenceIds: [newId()] };
    await expect(resident.call(recordServiceUse, own)).rejects.toThrow(platform('forbidden'));
    const stranger = service.as({ roles: ['property-company'], estate: newId() });
    await expect(stranger.call(recordServiceUse, own)).rejects.toThrow(platform('not-found'));
    for (const by of [neighbour, stranger]) {
      await expect(by.call(cancelService, { id })).rejects.toThrow(platform('not-found'));
      await expect(by.call(readOrder, { id })).rejects.toThrow(platform('not-found'));
      expect((await by.call(usesOfOrder, { id })).items).toEqual([]);
      expect(await orders(by)).toEqual([]);
    }
  });
});

describe('P-13 orders are listed and counted', () => {
  it('by household, item, tier and state, in pages, and by tier', async () => {
    const optional = await offeredVersion(service, estate, 500);
    const first = await order();
    const second = await order(resident, { itemVersionId: optional });
    const third = await order(neighbour, { unitId: estate.units[1]!.unitId });
    await pay(third.billId);
    await use(third.id, 10);
    await pay(first.billId, 4_000);
    await resident.call(cancelService, { id: first.id });
    const ids = async (more = {}, by = estate.secretary) => (await orders(by, more)).map(({ id }) => id);
    expect(await ids()).toEqual([third.id, second.id, first.id]);
    expect(await ids({ householdId: estate.units[1]!.householdId })).toEqual([third.id]);
    expect(await ids({ itemId: second.itemId })).toEqual([second.id]);
    expect(await ids({ tier: 'VALUE_ADDED' })).toEqual([third.id, first.id]);
    expect(await ids({ state: 'CANCELLED' })).toEqual([first.id]);
    expect(await ids({}, resident)).toEqual([second.id, first.id]);
    const page = await estate.secretary.call(ordersOfEstate, { estateId: estate.estateId, limit: 2 });
    expect(await ids({ after: page.next! })).toEqual([first.id]);
    expect(await estate.company.call(orderStatistics, { estateId: estate.estateId })).toMatchObject({
      tiers: [
        { tier: 'OPTIONAL', orders: 1, households: 1, completed: 0, cancelled: 0, orderedFen: 5_000, owedFen: 5_000, paidFen: 0 },
        { tier: 'VALUE_ADDED', orders: 2, households: 2, completed: 1, cancelled: 1, orderedFen: 20_000, owedFen: 10_000, paidFen: 14_000 },
      ],
    });
    const stranger = service.as({ roles: ['property-company'], estate: newId() });
    await expect(stranger.call(orderStatistics, { estateId: estate.estateId })).rejects.toThrow(platform('not-found'));
  });
});
