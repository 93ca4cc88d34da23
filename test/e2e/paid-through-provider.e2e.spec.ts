import {
  commitImport,
  entriesOfEstate,
  paymentRefundsOfEstate,
  readBill,
  readPayment,
  reconciliationLines,
  reconciliationOfDay,
  refundsOfEstate,
  requestReturn,
  runSchedules,
  settleRefund,
  startPayment,
  advanceClock,
  trialBalanceOfEstate,
  type IntakeView,
  type PaymentProviderName,
} from '@gezhi/shared/contracts';
import { LocalPaymentProvider } from '@gezhi/shared/local-payment-provider';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { billedEstate, day, type BilledEstate } from '../support/billed-estate.js';
import { drawCommunity, jixian } from '../support/community.js';
import { listen } from '../support/live.js';
import { appoint, bindResident, newId, operatorOf, type Person } from '../support/people.js';

const minute = 60_000;
const providers = ['WECHAT', 'ALIPAY'] as const satisfies readonly PaymentProviderName[];
const dayOf = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const numberOf = (id: string) => id.replaceAll('-', '');

describe('P-11 P-13 P-T10 P-T18 P-T20 from a bill to its payment through a provider, the refund and the statement of the provider', () => {
  let provider: LocalPaymentProvider;
  let cluster: Cluster;
  let operator: Person;
  let secretary: Person;
  let estate: BilledEstate;
  let now: number;

  beforeAll(async () => {
    provider = await LocalPaymentProvider.start();
    cluster = await startCluster({
      oneProcess: true,
      environmentOf: (_name, url) => provider.environment(`${url}/v1/payment-notifications`),
    });
    operator = await operatorOf(cluster);
    const community = await drawCommunity(operator, `${jixian}100001`);
    secretary = await appoint(cluster, operator, { role: 'community-secretary', scope: community.code });
    estate = await billedEstate(operator, community, 10);
    now = Date.now() + day;
  }, 180_000);
  afterEach(() => provider.behave());
  afterAll(async () => {
    await cluster?.stop();
    await provider?.stop();
  }, 60_000);

  const start = (payer: Person, billId: string, name: PaymentProviderName, amountFen = 18_000) =>
    payer.call(startPayment, { id: newId(), billId, provider: name, amountFen });
  const billNow = (id: string) => operator.call(readBill, { id });
  const attemptNow = (id: string) => operator.call(readPayment, { id });
  const bank = async () => {
    const { accounts, agrees } = await operator.call(trialBalanceOfEstate, { estateId: estate.id });
    expect(agrees).toBe(true);
    return accounts.find(({ account }) => account === 'BANK')?.balanceFen ?? 0;
  };
  const entries = async (billId: string) => {
    const paid = 'SELECT e.id FROM ledger_entry e JOIN payment p ON p.entry_id = e.id WHERE p.bill_id = $1';
    return (await cluster.query('property', paid, [billId])).length;
  };
  const pass = async (milliseconds: number) => {
    now += milliseconds;
    await operator.call(advanceClock, { to: new Date(now).toISOString() });
    await operator.call(runSchedules, {});
  };
  let used = 0;
  const nextBill = () => estate.bills[used++]!;

  it.each(providers)('%s, in one piece: code, payment, ledger, event, refund, and every trade of the statement agrees', async (name) => {
    const { id: billId, householdId, contractId } = nextBill();
    const resident = await bindResident(cluster, secretary, householdId);
    const live = await listen(resident);
    const before = await bank();
    const { id, codeUrl, state } = await start(resident, billId, name);
    expect(state).toBe('PENDING');
    // The payer opens the code and pays; the provider tells the gateway at its public address.
    expect((await fetch(codeUrl!)).status).toBe(200);
    await fetch(codeUrl!, { method: 'POST' });
    expect(await attemptNow(id)).toMatchObject({ state: 'PAID', receivedFen: 18_000 });
    expect([await billNow(billId), await bank()]).toMatchObject([{ state: 'PAID', paidFen: 18_000 }, before + 18_000]);
    const { items } = await operator.call(entriesOfEstate, { estateId: estate.id });
    expect(items.find(({ kind }) => kind === 'PAYMENT')!.postings).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ account: 'BANK', amountFen: 18_000 })]) as never,
    );
    await eventually(() => live.of('property.event.bill.paid.v1').length === 1, { withinMs: 10_000 });
    expect(live.of('property.event.bill.paid.v1')[0]!.data.data).toMatchObject({ billId, amountFen: 18_000 });

    await resident.call(requestReturn, { id: contractId! });
    const mine = async () => (await operator.call(refundsOfEstate, { estateId: estate.id })).items.find((one) => one.billId === billId)!;
    const { id: refundId, amountFen } = await mine();
    provider.behave({ refunds: 'PROCESSING' });
    await operator.call(settleRefund, { id: refundId, method: 'PROVIDER' });
    await operator.call(runSchedules, {});
    expect(await mine()).toMatchObject({ state: 'SENT', settledFen: 0 });
    const { items: going } = await operator.call(paymentRefundsOfEstate, { estateId: estate.id });
    const part = going.find((one) => one.refundId === refundId)!;
    await provider.decideRefund(numberOf(part.id), 'SUCCESS');
    expect(await mine()).toMatchObject({ state: 'SETTLED', settledFen: amountFen });
    expect([await billNow(billId), await bank()]).toMatchObject([{ refundedFen: amountFen }, before + 18_000 - amountFen]);
    await eventually(() => live.of('property.event.return.settled.v1').length === 1, { withinMs: 10_000 });
    live.close();
  });

  const open = async (name: PaymentProviderName) => {
    const { id: billId } = nextBill();
    const { id } = await start(operator, billId, name);
    return { id, billId, number: numberOf(id) };
  };

  it.each(providers)('%s notifies before the order is answered, twice, and twenty times at once: one entry', async (name) => {
    provider.behave({ paidAtOnce: true });
    const { id, billId, number } = await open(name);
    expect(await attemptNow(id)).toMatchObject({ state: 'PAID' });
    provider.behave({ silent: true });
    const answers = await Promise.all(Array.from({ length: 20 }, () => provider.notify(number)));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect([await billNow(billId), await entries(billId)]).toMatchObject([{ paidFen: 18_000 }, 1]);
    await bank();
  });

  it.each(providers)(
    '%s tells another amount, or something that it did not sign: no fen moves, and the truth is taken later',
    async (name) => {
      provider.behave({ silent: true });
      const { id, billId, number } = await open(name);
      await provider.pay(number);
      const before = await bank();
      for (const by of ['stranger', 'the-way'] as const) expect(await provider.notify(number, { by })).toBe(403);
      expect(await provider.notify(number, { orderNumber: numberOf(newId()) })).toBe(404);
      expect(await attemptNow(id)).toMatchObject({ state: 'PENDING', receivedFen: 0 });
      expect(await provider.notify(number, { amountFen: 17_999 })).toBe(200);
      expect(await attemptNow(id)).toMatchObject({ state: 'FAILED', failure: 'AMOUNT_DIFFERENT' });
      expect([await entries(billId), await bank()]).toEqual([0, before]);
      expect(await provider.notify(number)).toBe(200);
      expect([await billNow(billId), await entries(billId)]).toMatchObject([{ state: 'PAID' }, 1]);
    },
  );

  it.each(providers)('%s is silent: asked for, it settles the payment', async (name) => {
    provider.behave({ silent: true });
    const { id, billId, number } = await open(name);
    await provider.pay(number);
    expect(await attemptNow(id)).toMatchObject({ state: 'PENDING' });
    await pass(2 * minute);
    expect([await attemptNow(id), await billNow(billId), await entries(billId)]).toMatchObject([{ state: 'PAID' }, { state: 'PAID' }, 1]);
  });

  it.each([
    ['WECHAT', 'wechat-statement'],
    ['ALIPAY', 'alipay-statement'],
  ] as const)('the statement file of %s is taken in, twice, and everything in it agrees', async (name, kind) => {
    const today = dayOf(Date.now());
    const file = provider.statement(today, name);
    for (const [round, expected] of [
      [0, { accepted: 5, repeated: 0 }],
      [1, { accepted: 0, repeated: 5 }],
    ] as const) {
      const form = new FormData();
      form.append('file', new Blob([file]), '账单.csv');
      const response = await secretary.fetch(`/v1/imports?kind=${kind}&placeCode=${jixian}100001&id=${newId()}`, {
        method: 'POST',
        headers: { 'idempotency-key': newId() },
        body: form,
      });
      const checked = (await response.json()) as IntakeView;
      expect([round, checked]).toMatchObject([round, { status: 'CHECKED', ...expected, refused: 0 }]);
      await secretary.call(commitImport, { id: checked.id });
    }
    const { items } = await secretary.call(reconciliationLines, { placeCode: `${jixian}100001`, day: today, limit: 100 });
    const own = items.filter((line) => line.provider === name);
    expect(own.map(({ standing }) => standing)).toEqual(Array.from({ length: 5 }, () => 'MATCHED'));
  });

  it('both together: the day agrees to the fen, in payments and in refunds', async () => {
    const { items } = await secretary.call(reconciliationOfDay, { placeCode: `${jixian}100001`, day: dayOf(Date.now()) });
    expect(items.map(({ standing }) => standing)).toEqual(['MATCHED', 'MATCHED']);
    for (const { statedFen, bookedFen } of items) expect(statedFen).toBe(bookedFen);
    const [payments, refunds] = items;
    expect([payments, refunds]).toMatchObject([
      { kind: 'PAYMENT', lines: 8, statedFen: 8 * 18_000 },
      { kind: 'REFUND', lines: 2 },
    ]);
    expect(provider.book.balanceFen).toBe(payments!.bookedFen - refunds!.bookedFen);
    expect(await bank()).toBe(provider.book.balanceFen);
  });

  const written = async () => {
    const of = ['payment_attempt', 'payment_refund', 'payment', 'bill', 'ledger_entry', 'ledger_posting', 'refund'].map(
      (table) => `(SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) FROM ${table} t) AS ${table}`,
    );
    const [row] = await cluster.query(
      'property',
      `SELECT ${of.join(', ')}, (SELECT count(*) FROM audit) AS audited, (SELECT count(*) FROM outbox) AS told`,
      [],
    );
    return row;
  };

  it.each([
    ['WECHAT', [{ secondsAgo: 3_600 }, { secondsAgo: -3_600 }, { serial: 'NOBODYKNOWSTHISKEY' }]],
    ['ALIPAY', []],
  ] as const)('whoever forges %s at the public door writes nothing: signature, body, time, key, order', async (name, more) => {
    provider.behave({ silent: true });
    const [mine, other] = [await open(name), numberOf(newId())];
    await provider.pay(mine.number);
    const before = await written();
    for (const forgery of [
      { by: 'stranger' as const },
      { by: 'the-way' as const },
      { by: 'half-way' as const },
      { orderNumber: other },
      ...more,
    ]) {
      const status = await provider.notify(mine.number, forgery);
      expect([forgery, status >= 400 && status < 500]).toEqual([forgery, true]);
    }
    const { notifyUrl } = provider.book.orders.get(mine.number)!;
    for (const body of ['', '{}', 'sign=', '{"id":', 'x'.repeat(2_000)])
      for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
        const response = await fetch(notifyUrl, { method: 'POST', headers: { 'content-type': type }, body });
        expect([body.slice(0, 9), type, response.status >= 400 && response.status < 500]).toEqual([body.slice(0, 9), type, true]);
      }
    expect(await written()).toEqual(before);
    for (let times = 0; times < 3; times++) expect(await provider.notify(mine.number)).toBe(200);
    expect([await billNow(mine.billId), await entries(mine.billId)]).toMatchObject([{ state: 'PAID', paidFen: 18_000 }, 1]);
  });
});
