import {
  billsOfEstate,
  closePayment,
  importAlipayStatement,
  issueBills,
  paymentRefundsOfEstate,
  readBill,
  readPayment,
  reconciliationOfDay,
  refundsOfEstate,
  requestReturn,
  settleRefund,
  startPayment,
  trialBalanceOfEstate,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { LocalPaymentProvider } from '@gezhi/shared/local-payment-provider';
import type { TestCaller, TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { communityCode, servicedEstate, withContracts, type ServicedEstate } from '../trial/serviced-estate.fixture.js';
import { openDoor } from './payment-door.fixture.js';
import { PaymentSchedule } from './payment.schedule.js';

const minute = 60_000;
let provider: LocalPaymentProvider;
let door: Awaited<ReturnType<typeof openDoor>>;
let service: TestService;
let estate: ServicedEstate;
let bill: string;
let contract: string;
let resident: TestCaller;

beforeAll(async () => {
  [provider, door] = await Promise.all([LocalPaymentProvider.start(), openDoor(() => service)]);
  service = await startPropertyService({ environment: provider.environment(door.url) });
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
  [bill, contract] = [items[0]!.id, items[0]!.contractId!];
  resident = service.as({ roles: ['resident'], household: estate.units[0]!.householdId });
}, 30_000);

const numberOf = (id: string) => id.replaceAll('-', '');
const start = (amountFen = 18_000) => resident.call(startPayment, { id: newId(), billId: bill, provider: 'ALIPAY', amountFen });
const attempt = (id: string) => resident.call(readPayment, { id });
const owed = () => resident.call(readBill, { id: bill });
const schedule = () => service.get(PaymentSchedule);
const sheet = () => estate.secretary.call(trialBalanceOfEstate, { estateId: estate.estateId });
const bank = async () => (await sheet()).accounts.find(({ account }) => account === 'BANK')?.balanceFen ?? 0;
const goingBack = async () => (await estate.secretary.call(paymentRefundsOfEstate, { estateId: estate.estateId })).items;
async function paid(amountFen?: number) {
  const { id } = await start(amountFen);
  expect(await provider.pay(numberOf(id))).toBe(true);
  return id;
}
async function returned() {
  await resident.call(requestReturn, { id: contract });
  return (await estate.secretary.call(refundsOfEstate, { estateId: estate.estateId })).items[0]!;
}

describe('P-13, P-T20 a bill is paid through Alipay, whatever it does, once', () => {
  it('by its code and a signed notification in a form, to the fen', async () => {
    const { id, codeUrl } = await start(17_999);
    expect(codeUrl).toContain('/pay/');
    await provider.pay(numberOf(id));
    expect([await attempt(id), await owed(), await bank()]).toMatchObject([
      { state: 'PAID', receivedFen: 17_999 },
      { state: 'OPEN', paidFen: 17_999 },
      17_999,
    ]);
    expect((await sheet()).agrees).toBe(true);
  });

  it('notified before the order was answered, and twenty times at once', async () => {
    provider.behave({ paidAtOnce: true });
    const { id, state } = await start();
    expect(state).toBe('PAID');
    const answers = await Promise.all(Array.from({ length: 20 }, () => provider.notify(numberOf(id))));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect([await owed(), await bank()]).toMatchObject([{ paidFen: 18_000 }, 18_000]);
  });

  it('with another amount nothing is booked; forged or changed on the way nothing is written', async () => {
    provider.behave({ silent: true });
    const id = await paid();
    for (const by of ['stranger', 'the-way'] as const) expect(await provider.notify(numberOf(id), { by })).toBe(403);
    expect(await provider.notify(numberOf(id), { orderNumber: numberOf(newId()) })).toBe(404);
    expect(await attempt(id)).toMatchObject({ state: 'PENDING', receivedFen: 0 });
    expect(await provider.notify(numberOf(id), { amountFen: 1 })).toBe(200);
    expect([await attempt(id), await bank()]).toMatchObject([{ failure: 'AMOUNT_DIFFERENT', receivedFen: 1 }, 0]);
    await provider.notify(numberOf(id));
    expect([await attempt(id), await bank()]).toMatchObject([{ state: 'PAID' }, 18_000]);
  });

  it('silent: asked for; a code that nobody scanned, or did not pay, is over in time', async () => {
    provider.behave({ silent: true });
    const id = await paid(1_000);
    await service.advance(2 * minute);
    await schedule().inquire();
    expect(await attempt(id)).toMatchObject({ state: 'PAID', receivedFen: 1_000 });
    const [unscanned] = [await start(2_000)];
    expect(await resident.call(closePayment, { id: unscanned.id })).toMatchObject({ state: 'CLOSED' });
    const scanned = await start(3_000);
    await fetch(scanned.codeUrl!);
    await service.advance(2 * minute);
    await schedule().inquire();
    expect(await attempt(scanned.id)).toMatchObject({ state: 'PENDING' });
    await service.advance(31 * minute);
    await schedule().inquire();
    expect([await attempt(scanned.id), provider.book.orders.get(numberOf(scanned.id))]).toMatchObject([
      { state: 'CLOSED' },
      { state: 'CLOSED' },
    ]);
    expect(await bank()).toBe(1_000);
  });
});

describe('P-11, P-T10 refunds go back through Alipay', () => {
  const settle = (id: string) => estate.company.call(settleRefund, { id, method: 'PROVIDER' });
  const refundNow = async () => (await estate.secretary.call(refundsOfEstate, { estateId: estate.estateId })).items[0]!;

  it('in parts, done unheard and asked again: each once', async () => {
    await paid(10_000);
    await paid(8_000);
    const refund = await returned();
    const before = provider.book.balanceFen;
    await settle(refund.id);
    provider.behave({ hangsAfter: true });
    await schedule().refund();
    expect(await refundNow()).toMatchObject({ state: 'SENT', settledFen: 0 });
    provider.behave();
    await schedule().refund();
    expect([await refundNow(), before - provider.book.balanceFen]).toMatchObject([{ state: 'SETTLED' }, refund.amountFen]);
    expect([await bank(), (await sheet()).agrees]).toEqual([18_000 - refund.amountFen, true]);
  });

  it('pending, then done by notification; refused it is due again', async () => {
    await paid();
    const refund = await returned();
    provider.behave({ refunds: 'REFUSED' });
    await settle(refund.id);
    await schedule().refund();
    expect(await refundNow()).toMatchObject({ state: 'DUE', settledFen: 0 });
    provider.behave({ refunds: 'PROCESSING' });
    await settle(refund.id);
    await schedule().refund();
    const going = (await goingBack()).find(({ state }) => state === 'PENDING')!;
    await provider.decideRefund(numberOf(going.id), 'SUCCESS');
    expect(await refundNow()).toMatchObject({ state: 'SETTLED' });
    expect(await provider.notifyRefund(numberOf(going.id))).toBe(200);
    expect(await bank()).toBe(18_000 - refund.amountFen);
  });
});

describe('P-13, P-T18 the bill of Alipay is held against the books', () => {
  it('payments under their order, refunds under their own number', async () => {
    const id = await paid();
    const refund = await returned();
    await estate.company.call(settleRefund, { id: refund.id, method: 'PROVIDER' });
    await schedule().refund();
    const [going] = await goingBack();
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const row = {
      externalRef: provider.book.orders.get(numberOf(id))!.transactionId!,
      at: `${day}T10:00:00+08:00`,
      orderNumber: numberOf(id),
    };
    const rows = [
      { ...row, kind: 'PAYMENT' as const, amount: '180.00' },
      { ...row, kind: 'REFUND' as const, amount: `-${(refund.amountFen / 100).toFixed(2)}`, refundNumber: numberOf(going!.id) },
    ];
    const upload = () => estate.secretary.call(importAlipayStatement, { batchId: newId(), placeCode: communityCode, dryRun: false, rows });
    expect(await upload()).toMatchObject({ imported: 2, refused: [] });
    expect(await upload()).toMatchObject({ imported: 0, repeated: 2 });
    const { items } = await estate.secretary.call(reconciliationOfDay, { placeCode: communityCode, day });
    const matched = items.filter(({ standing }) => standing === 'MATCHED');
    expect(matched.map(({ kind, lines, statedFen, bookedFen }) => [kind, lines, statedFen, bookedFen])).toEqual([
      ['PAYMENT', 1, 18_000, 18_000],
      ['REFUND', 1, refund.amountFen, refund.amountFen],
    ]);
  });
});
