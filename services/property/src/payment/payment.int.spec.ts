import {
  billsOfEstate,
  closePayment,
  issueBills,
  notifyPayment,
  payBill,
  paymentRefundsOfEstate,
  paymentAttemptsOfEstate,
  readBill,
  readPayment,
  refundsOfEstate,
  requestReturn,
  settlePaymentRefund,
  settleRefund,
  startPayment,
  trialBalanceOfEstate,
} from '@gezhi/shared/contracts';
import { startService, type RunningService } from '@gezhi/shared/boot';
import { readConfig } from '@gezhi/shared/config';
import { newId } from '@gezhi/shared/database';
import { LocalPaymentProvider } from '@gezhi/shared/local-payment-provider';
import type { TestCaller, TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { propertyService } from '../service.module.js';
import { servicedEstate, withContracts, type ServicedEstate } from '../trial/serviced-estate.fixture.js';
import { openDoor } from './payment-door.fixture.js';
import { PaymentSchedule } from './payment.schedule.js';

const refusal = (name: string) => expect.objectContaining({ code: `property.${name}` });
const minute = 60_000;

let provider: LocalPaymentProvider;
let door: Awaited<ReturnType<typeof openDoor>>;
let environment: Record<string, string>;
let service: TestService;
let estate: ServicedEstate;
let bill: string;
let resident: TestCaller;

beforeAll(async () => {
  [provider, door] = await Promise.all([LocalPaymentProvider.start(), openDoor(() => service)]);
  // Only one of the two is set up here.
  environment = Object.fromEntries(Object.entries(provider.environment(door.url)).filter(([name]) => !name.startsWith('ALIPAY_')));
  service = await startPropertyService({ environment });
}, 120_000);
afterAll(async () => {
  await service?.stop();
  await provider?.stop();
  door?.close();
});
beforeEach(async () => {
  provider.behave();
  estate = await servicedEstate(service, 1);
  await withContracts(service, estate);
  await estate.company.call(issueBills, { estateId: estate.estateId });
  const { items } = await estate.secretary.call(billsOfEstate, { estateId: estate.estateId });
  bill = items[0]!.id;
  resident = service.as({ roles: ['resident'], household: estate.units[0]!.householdId });
}, 30_000);

const numberOf = (id: string) => id.replaceAll('-', '');
const start = (amountFen = 18_000, id = newId(), options = {}) =>
  resident.call(startPayment, { id, billId: bill, provider: 'WECHAT', amountFen }, options);
const attempt = (id: string) => resident.call(readPayment, { id });
const owed = () => resident.call(readBill, { id: bill });
const sheet = () => estate.secretary.call(trialBalanceOfEstate, { estateId: estate.estateId });
const bank = async () => (await sheet()).accounts.find(({ account }) => account === 'BANK')?.balanceFen ?? 0;
const goingBack = async () => (await estate.secretary.call(paymentRefundsOfEstate, { estateId: estate.estateId })).items;
const schedule = () => service.get(PaymentSchedule);
const payments = async () => {
  const { rows } = await service.database.pool.query('SELECT amount_fen, method, received_by FROM payment WHERE bill_id = $1', [bill]);
  return rows as { amount_fen: number; method: string; received_by: string }[];
};
const fulfilled = (all: PromiseSettledResult<unknown>[]) => all.filter(({ status }) => status === 'fulfilled').length;
async function paid(amountFen = 18_000) {
  const { id } = await start(amountFen);
  expect(await provider.pay(numberOf(id))).toBe(true);
  return id;
}
async function returned() {
  const { items } = await resident.call(billsOfEstate, { estateId: estate.estateId });
  await resident.call(requestReturn, { id: items[0]!.contractId! });
  return (await estate.secretary.call(refundsOfEstate, { estateId: estate.estateId })).items[0]!;
}

describe('P-13 a bill is paid through a provider', () => {
  it('by its household: code, notification, and the same posting as by hand', async () => {
    const { id, codeUrl, state } = await start();
    expect({ state, codeUrl }).toEqual({ state: 'PENDING', codeUrl: expect.stringContaining('/pay/') as string });
    await provider.pay(numberOf(id));
    expect(await attempt(id)).toMatchObject({ state: 'PAID', receivedFen: 18_000, surplusFen: 0 });
    expect(await owed()).toMatchObject({ state: 'PAID', paidFen: 18_000 });
    expect(await payments()).toEqual([{ amount_fen: 18_000, method: 'WECHAT', received_by: 'system:property/payment' }]);
    expect([await bank(), (await sheet()).agrees]).toEqual([18_000, true]);
  });

  it('tells the provider of estate and bill, and of no person', async () => {
    const { id } = await start();
    const { description } = provider.book.orders.get(numberOf(id))!;
    expect(description).toMatch(/^服务小区\d+ 物业服务费 [0-9a-f]{8}$/);
  });

  it('above what is open, by a stranger, or where no provider is set up: a code, and nothing written', async () => {
    await expect(start(18_001)).rejects.toThrow(refusal('bill.exceeds-bill'));
    for (const amountFen of [0, -1, 0.5, 2 ** 53])
      await expect(start(amountFen)).rejects.toMatchObject({ code: 'platform.request.invalid' });
    const input = { id: newId(), billId: bill, provider: 'WECHAT' as const, amountFen: 1 };
    const stranger = service.as({ roles: ['resident'], household: newId() });
    await expect(stranger.call(startPayment, input)).rejects.toMatchObject({ code: 'platform.request.not-found' });
    await expect(resident.call(startPayment, { ...input, provider: 'ALIPAY' })).rejects.toThrow(refusal('payment.provider-missing'));
    expect((await estate.secretary.call(paymentAttemptsOfEstate, { estateId: estate.estateId })).items).toEqual([]);
    expect(await estate.company.call(payBill, { id: bill, paymentId: newId(), amountFen: 18_000, method: 'CASH' })).toMatchObject({
      state: 'PAID',
    });
  });

  it('asked twenty times under one key: one order; under twenty ids: one is pending', async () => {
    const [id, key] = [newId(), newId()];
    const before = provider.book.orders.size;
    expect(fulfilled(await Promise.allSettled(Array.from({ length: 20 }, () => start(18_000, id, { key }))))).toBe(20);
    expect(provider.book.orders.size).toBe(before + 1);
    const others = await Promise.allSettled(Array.from({ length: 20 }, () => start()));
    expect(fulfilled(others)).toBe(0);
    await expect(start()).rejects.toThrow(refusal('payment.already-pending'));
    expect(await resident.call(closePayment, { id })).toMatchObject({ state: 'CLOSED' });
    expect(provider.book.orders.get(numberOf(id))!.state).toBe('CLOSED');
    expect(fulfilled(await Promise.allSettled(Array.from({ length: 20 }, () => start(9_000))))).toBe(1);
  });
});

describe('P-13, P-T20 whatever the provider does, a payment is booked once', () => {
  it('notified before the order was answered', async () => {
    provider.behave({ paidAtOnce: true });
    expect(await start()).toMatchObject({ state: 'PAID', receivedFen: 18_000 });
    expect(await owed()).toMatchObject({ paidFen: 18_000 });
  });

  it('notified twenty times at once', async () => {
    provider.behave({ silent: true });
    const id = await paid();
    const answers = await Promise.all(Array.from({ length: 20 }, () => provider.notify(numberOf(id))));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await provider.notify(numberOf(id))).toBe(200);
    expect([await payments(), await bank()]).toMatchObject([[{ amount_fen: 18_000 }], 18_000]);
    expect((await sheet()).agrees).toBe(true);
  });

  it('with another amount: listed, and nothing booked; the true amount is taken later', async () => {
    provider.behave({ silent: true });
    const id = await paid();
    expect(await provider.notify(numberOf(id), { amountFen: 1 })).toBe(200);
    expect(await attempt(id)).toMatchObject({ state: 'FAILED', failure: 'AMOUNT_DIFFERENT', receivedFen: 1 });
    const listed = await estate.secretary.call(paymentAttemptsOfEstate, { estateId: estate.estateId, failure: 'AMOUNT_DIFFERENT' });
    expect(listed.items).toMatchObject([{ id }]);
    expect([await payments(), await bank(), await owed()]).toMatchObject([[], 0, { paidFen: 0 }]);
    await provider.notify(numberOf(id));
    expect([await attempt(id), await owed()]).toMatchObject([{ state: 'PAID', failure: null }, { paidFen: 18_000 }]);
  });

  it('forged, changed on the way, old, by an unknown certificate, of an unknown order: refused, and nothing written', async () => {
    provider.behave({ silent: true });
    const id = await paid();
    const forged = [{ by: 'stranger' }, { by: 'the-way' }, { secondsAgo: 301 }, { secondsAgo: -400 }, { serial: 'ANOTHER' }] as const;
    for (const forgery of forged) expect([forgery, await provider.notify(numberOf(id), forgery)]).toEqual([forgery, 403]);
    expect(await provider.notify(numberOf(id), { orderNumber: numberOf(newId()) })).toBe(404);
    expect(await provider.notify(numberOf(id), { orderNumber: 'x' })).toBe(404);
    expect(await attempt(id)).toMatchObject({ state: 'PENDING', version: 2, receivedFen: 0 });
    expect(await payments()).toEqual([]);
    const notification = { provider: 'WECHAT' as const, body: '{}', headers: {} };
    await expect(service.public().call(notifyPayment, notification)).rejects.toThrow(refusal('payment.signature-invalid'));
    await expect(service.public().call(notifyPayment, { ...notification, provider: 'ALIPAY' })).rejects.toThrow(
      refusal('payment.provider-missing'),
    );
  });

  it('never notified: the schedule finds it, on however many replicas', async () => {
    provider.behave({ silent: true });
    const id = await paid();
    await schedule().inquire();
    expect(await attempt(id)).toMatchObject({ state: 'PENDING' });
    await service.advance(2 * minute);
    await Promise.all([schedule().inquire(), schedule().inquire(), schedule().inquire()]);
    expect([await attempt(id), await payments(), await bank()]).toMatchObject([{ state: 'PAID' }, [{ amount_fen: 18_000 }], 18_000]);
  });

  it('times out after having taken the order: the same key gets its code, and paid meanwhile counts', async () => {
    const [id, key] = [newId(), newId()];
    provider.behave({ hangsAfter: true });
    await expect(start(18_000, id, { key })).rejects.toThrow(refusal('payment.provider-unavailable'));
    expect(await attempt(id)).toMatchObject({ state: 'PENDING', codeUrl: null });
    provider.behave();
    expect(await start(18_000, id, { key })).toMatchObject({ id, state: 'PENDING', codeUrl: expect.any(String) as string });
    await provider.pay(numberOf(id));
    expect(await owed()).toMatchObject({ state: 'PAID' });
  });

  it('answers 500: the attempt is kept, asked again, and closed when it is over', async () => {
    provider.behave({ broken: true });
    const id = newId();
    await expect(start(18_000, id)).rejects.toThrow(refusal('payment.provider-unavailable'));
    await service.advance(31 * minute);
    await schedule().inquire();
    expect(await attempt(id)).toMatchObject({ state: 'PENDING' });
    provider.behave();
    await schedule().inquire();
    expect(await attempt(id)).toMatchObject({ state: 'CLOSED' });
  });

  it('slow: another process, started between order and notification, takes it up', async () => {
    provider.behave({ delayMs: 300, silent: true });
    const id = newId();
    const starting = start(18_000, id);
    await provider.pay(numberOf((await starting).id));
    const config = readConfig({
      ...environment,
      ...{ DATABASE_URL: service.databaseUrl, NATS_URL: service.broker.url, JWT_PUBLIC_KEYS: '[]', AUDIT_KEY: 'a key for tests only' },
      LOG_LEVEL: 'silent',
    });
    const other: RunningService = await startService(propertyService, config);
    try {
      await service.advance(2 * minute);
      await Promise.all([other.get(PaymentSchedule).inquire(), schedule().inquire(), provider.notify(numberOf(id))]);
    } finally {
      await other.stop();
    }
    expect([await attempt(id), await payments()]).toMatchObject([{ state: 'PAID' }, [{ amount_fen: 18_000 }]]);
  });

  it('an order that is over is closed here and there; paid all the same, the money counts', async () => {
    const { id } = await start();
    await service.advance(31 * minute);
    await Promise.all([schedule().inquire(), schedule().inquire()]);
    expect([await attempt(id), provider.book.orders.get(numberOf(id))]).toMatchObject([{ state: 'CLOSED' }, { state: 'CLOSED' }]);
    expect(await provider.pay(numberOf(id))).toBe(false);
    await provider.notify(numberOf(id));
    expect([await attempt(id), await owed()]).toMatchObject([{ state: 'PAID' }, { state: 'PAID' }]);
  });

  it('closing what was just paid counts it', async () => {
    provider.behave({ silent: true });
    const id = await paid();
    expect(await resident.call(closePayment, { id })).toMatchObject({ state: 'PAID', receivedFen: 18_000 });
  });
});

describe('P-13, P-T20 what a bill does not take goes back', () => {
  /** Paid in cash while the payer held a code. */
  async function paidTwice() {
    const { id } = await start(10_000);
    await estate.company.call(payBill, { id: bill, paymentId: newId(), amountFen: 12_000, method: 'CASH' });
    await provider.pay(numberOf(id));
    return id;
  }

  it('the bill is not overpaid, and the surplus is refunded by itself, once', async () => {
    const id = await paidTwice();
    expect(await attempt(id)).toMatchObject({ state: 'PAID', receivedFen: 10_000, surplusFen: 4_000, refundedFen: 4_000 });
    expect(await owed()).toMatchObject({ state: 'PAID', paidFen: 18_000 });
    expect(await bank()).toBe(22_000);
    const before = provider.book.balanceFen;
    await Promise.all([schedule().refund(), schedule().refund()]);
    await schedule().refund();
    expect(await goingBack()).toMatchObject([{ purpose: 'SURPLUS', amountFen: 4_000, state: 'DONE' }]);
    expect([await bank(), before - provider.book.balanceFen, (await sheet()).agrees]).toEqual([18_000, 4_000, true]);
  });

  it('what the provider refuses is listed and paid out by hand, once', async () => {
    await paidTwice();
    provider.behave({ refunds: 'REFUSED' });
    await schedule().refund();
    const [refund] = await goingBack();
    expect([refund, await bank()]).toMatchObject([{ state: 'REFUSED' }, 22_000]);
    const settle = () => estate.company.call(settlePaymentRefund, { id: refund!.id, method: 'CASH' });
    expect(fulfilled(await Promise.allSettled(Array.from({ length: 5 }, settle)))).toBe(1);
    expect([await goingBack(), await bank()]).toMatchObject([[{ state: 'DONE' }], 18_000]);
  });
});

describe('P-11, P-T10 refunds go back through the provider', () => {
  it('raced, and by hand at the same time: one goes out', async () => {
    await paid();
    const refund = await returned();
    const settle = (method: 'PROVIDER' | 'CASH') => estate.company.call(settleRefund, { id: refund.id, method });
    const tries = await Promise.allSettled([...Array.from({ length: 5 }, () => settle('PROVIDER')), settle('CASH')]);
    expect(fulfilled(tries)).toBe(1);
    await Promise.all([schedule().refund(), schedule().refund()]);
    expect((await estate.secretary.call(refundsOfEstate, { estateId: estate.estateId })).items).toMatchObject([{ state: 'SETTLED' }]);
    expect([await bank(), await owed()]).toMatchObject([18_000 - refund.amountFen, { refundedFen: refund.amountFen }]);
  });

  it('pending, then done by notification: until then it is neither paid out nor paid by hand', async () => {
    await paid();
    const refund = await returned();
    provider.behave({ refunds: 'PROCESSING' });
    expect(await estate.company.call(settleRefund, { id: refund.id, method: 'PROVIDER' })).toMatchObject({ state: 'SENT' });
    await schedule().refund();
    await expect(estate.company.call(settleRefund, { id: refund.id, method: 'CASH' })).rejects.toMatchObject({
      code: 'platform.request.wrong-state',
    });
    const [going] = await goingBack();
    expect([going, await bank()]).toMatchObject([{ state: 'PENDING', purpose: 'RETURN', refundId: refund.id }, 18_000]);
    await provider.decideRefund(numberOf(going!.id), 'SUCCESS');
    expect(await provider.notifyRefund(numberOf(going!.id))).toBe(200);
    await schedule().refund();
    expect([await goingBack(), await bank()]).toMatchObject([[{ state: 'DONE' }], 18_000 - refund.amountFen]);
  });

  it('done unheard: asked again under the same number, it went out once', async () => {
    await paid();
    const refund = await returned();
    await estate.company.call(settleRefund, { id: refund.id, method: 'PROVIDER' });
    const before = provider.book.balanceFen;
    provider.behave({ hangsAfter: true });
    await schedule().refund();
    expect(await goingBack()).toMatchObject([{ state: 'PENDING' }]);
    provider.behave();
    await schedule().refund();
    expect(await goingBack()).toMatchObject([{ state: 'DONE' }]);
    expect(before - provider.book.balanceFen).toBe(refund.amountFen);
  });

  it('refused: it is due again, and paid by hand', async () => {
    await paid();
    const refund = await returned();
    provider.behave({ refunds: 'REFUSED' });
    await estate.company.call(settleRefund, { id: refund.id, method: 'PROVIDER' });
    await schedule().refund();
    expect((await estate.secretary.call(refundsOfEstate, { estateId: estate.estateId })).items).toMatchObject([{ state: 'DUE' }]);
    expect(await estate.company.call(settleRefund, { id: refund.id, method: 'TRANSFER' })).toMatchObject({ state: 'SETTLED' });
    expect([await bank(), (await sheet()).agrees]).toEqual([18_000 - refund.amountFen, true]);
  });

  it('what was paid in cash does not go back that way', async () => {
    await estate.company.call(payBill, { id: bill, paymentId: newId(), amountFen: 18_000, method: 'CASH' });
    const refund = await returned();
    await expect(estate.company.call(settleRefund, { id: refund.id, method: 'PROVIDER' })).rejects.toThrow(
      refusal('payment.no-payment-covers'),
    );
    expect((await estate.secretary.call(refundsOfEstate, { estateId: estate.estateId })).items).toMatchObject([{ state: 'DUE' }]);
  });

  /** The bill is paid in three payments, the newest of 8,000. */
  async function paidInParts() {
    const [first, second, third] = [await paid(4_000), await paid(6_000), await paid(8_000)];
    return { first, second, third, refund: await returned() };
  }
  const settle = (id: string, method: 'PROVIDER' | 'CASH' = 'PROVIDER') => estate.company.call(settleRefund, { id, method });
  const refundNow = async () => (await estate.secretary.call(refundsOfEstate, { estateId: estate.estateId })).items[0]!;
  const parts = async () => (await goingBack()).map(({ attemptId, amountFen, state }) => [attemptId, amountFen, state]);

  it('P-T10 larger than any one payment: over several, the newest first, none above its payment, raced 20 times', async () => {
    const { first, second, third, refund } = await paidInParts();
    const before = provider.book.balanceFen;
    expect(fulfilled(await Promise.allSettled(Array.from({ length: 20 }, () => settle(refund.id))))).toBe(1);
    expect(new Set(await parts())).toEqual(
      new Set([
        [third, 8_000, 'PENDING'],
        [second, 6_000, 'PENDING'],
        [first, refund.amountFen - 14_000, 'PENDING'],
      ]),
    );
    await Promise.all(Array.from({ length: 20 }, () => schedule().refund()));
    expect(await refundNow()).toMatchObject({ state: 'SETTLED', settledFen: refund.amountFen });
    expect(before - provider.book.balanceFen).toBe(refund.amountFen);
    expect([await bank(), await owed(), (await sheet()).agrees]).toMatchObject([
      18_000 - refund.amountFen,
      { refundedFen: refund.amountFen },
      true,
    ]);
    for (const [id, fen] of [
      [third, 8_000],
      [second, 6_000],
      [first, refund.amountFen - 14_000],
    ] as const)
      expect(await attempt(id)).toMatchObject({ refundedFen: fen });
  });

  it('P-T10 a part that is refused is due again, and only that: sent again or paid by hand, nothing goes out twice', async () => {
    const { second, refund } = await paidInParts();
    const before = provider.book.balanceFen;
    provider.behave({ refusesRefundsOf: numberOf(second) });
    await settle(refund.id);
    await schedule().refund();
    expect(await refundNow()).toMatchObject({ state: 'DUE', settledFen: refund.amountFen - 6_000 });
    expect([before - provider.book.balanceFen, await bank()]).toEqual([refund.amountFen - 6_000, 18_000 - refund.amountFen + 6_000]);
    provider.behave();
    const again = await Promise.allSettled([...Array.from({ length: 19 }, () => settle(refund.id)), settle(refund.id, 'CASH')]);
    expect(fulfilled(again)).toBe(1);
    await Promise.all([schedule().refund(), schedule().refund()]);
    expect(await refundNow()).toMatchObject({ state: 'SETTLED', settledFen: refund.amountFen });
    expect([await bank(), await owed(), (await sheet()).agrees]).toMatchObject([
      18_000 - refund.amountFen,
      { refundedFen: refund.amountFen },
      true,
    ]);
  });

  it('P-T10 a part done while another is pending is in the books at once; nobody pays by hand what is on its way', async () => {
    const { second, refund } = await paidInParts();
    provider.behave({ hangsAfter: true });
    await settle(refund.id);
    await schedule().refund();
    expect(await refundNow()).toMatchObject({ state: 'SENT', settledFen: 0 });
    provider.behave({ silent: true });
    const going = (await goingBack()).find(({ attemptId }) => attemptId === second)!;
    await provider.notifyRefund(numberOf(going.id));
    expect(await refundNow()).toMatchObject({ state: 'SENT', settledFen: 6_000 });
    expect([await bank(), await owed(), (await sheet()).agrees]).toMatchObject([12_000, { refundedFen: 6_000 }, true]);
    await expect(settle(refund.id, 'CASH')).rejects.toMatchObject({ code: 'platform.request.wrong-state' });
    await schedule().refund();
    expect([await refundNow(), await bank()]).toMatchObject([{ state: 'SETTLED' }, 18_000 - refund.amountFen]);
  });
});
