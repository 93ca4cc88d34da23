import {
  closePeriod,
  payBill,
  paymentRefundsOfEstate,
  readBill,
  readPayment,
  recordCommonRevenue,
  refundsOfEstate,
  requestReturn,
  runSchedules,
  settleRefund,
  startPayment,
  trialBalanceOfEstate,
} from '@gezhi/shared/contracts';
import { LocalPaymentProvider } from '@gezhi/shared/local-payment-provider';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { aheadBy, billedEstate, day, type BilledEstate } from '../support/billed-estate.js';
import { drawCommunity, jixian, type Community } from '../support/community.js';
import { hold } from '../support/held.js';
import { newId, operatorOf, refusal, type Person } from '../support/people.js';

const twenty = Array.from({ length: 20 });
const numberOf = (id: string) => id.replaceAll('-', '');
const dateOf = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);

describe('P-T10 P-T20 whatever breaks, no fen is lost, booked twice or paid back twice', () => {
  let provider: LocalPaymentProvider;
  let cluster: Cluster;
  let operator: Person;
  let community: Community;
  let estate: BilledEstate;

  beforeAll(async () => {
    provider = await LocalPaymentProvider.start();
    cluster = await startCluster({
      processes: ['grid', 'property', 'gateway'],
      environmentOf: (name, url) => (name === 'property' ? provider.environment(`${url}/v1/payment-notifications`) : {}),
    });
    operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${jixian}100001`);
    estate = await billedEstate(operator, community, 10);
  }, 180_000);
  afterEach(() => provider.behave());
  afterAll(async () => {
    await cluster?.stop();
    await provider?.stop();
  }, 60_000);

  let used = 0;
  const nextBill = () => estate.bills[used++]!.id;
  const start = (billId: string, amountFen = 18_000) => operator.call(startPayment, { id: newId(), billId, provider: 'WECHAT', amountFen });
  const billNow = (id: string) => operator.call(readBill, { id });
  const attemptNow = (id: string) => operator.call(readPayment, { id });
  const sheet = (estateId = estate.id) => operator.call(trialBalanceOfEstate, { estateId });
  const bank = async () => (await sheet()).accounts.find(({ account }) => account === 'BANK')?.balanceFen ?? 0;
  const bookings = async (billId: string) =>
    (await cluster.query('property', 'SELECT e.id FROM ledger_entry e JOIN payment p ON p.entry_id = e.id WHERE p.bill_id = $1', [billId]))
      .length;
  const statuses = async (answers: readonly Promise<Response>[]) => (await Promise.all(answers)).map(({ status }) => status);
  const kill = async (name: string) => {
    await cluster.nodes.get(name)!.end('SIGKILL');
    await cluster.restart(name);
  };

  it('a payment notified before its order is answered is booked, and the answer says so', async () => {
    provider.behave({ paidAtOnce: true });
    const billId = nextBill();
    const { id, state } = await start(billId);
    expect([state, await attemptNow(id), await billNow(billId), await bookings(billId)]).toMatchObject([
      'PAID',
      { receivedFen: 18_000 },
      { paidFen: 18_000 },
      1,
    ]);
  });

  it('a payment notified twice, and twenty times at once, is booked once', async () => {
    provider.behave({ silent: true });
    const billId = nextBill();
    const number = numberOf((await start(billId)).id);
    await provider.pay(number);
    const [before, first, again] = [await bank(), await provider.notify(number), await provider.notify(number)];
    const many = await Promise.all(twenty.map(() => provider.notify(number)));
    expect(new Set([first, again, ...many])).toEqual(new Set([200]));
    expect([await bookings(billId), (await bank()) - before, (await sheet()).agrees]).toEqual([1, 18_000, true]);
  });

  it('another amount than ordered, and what the provider did not sign, move no fen', async () => {
    provider.behave({ silent: true });
    const billId = nextBill();
    const { id } = await start(billId);
    await provider.pay(numberOf(id));
    const before = await bank();
    expect(await provider.notify(numberOf(id), { by: 'stranger' })).toBe(403);
    expect(await provider.notify(numberOf(id), { by: 'the-way' })).toBe(403);
    expect(await provider.notify(numberOf(id), { amountFen: 18_001 })).toBe(200);
    expect([await attemptNow(id), await bookings(billId), (await bank()) - before]).toMatchObject([{ failure: 'AMOUNT_DIFFERENT' }, 0, 0]);
  });

  it('the service killed between payment and notification: told again by nobody, it asks, and books once', async () => {
    provider.behave({ silent: true });
    const billId = nextBill();
    const { id } = await start(billId);
    await provider.pay(numberOf(id));
    await kill('property');
    await cluster.query('property', "UPDATE payment_attempt SET started_at = started_at - interval '2 minutes' WHERE id = $1", [id]);
    await operator.call(runSchedules, {});
    await operator.call(runSchedules, {});
    expect([await attemptNow(id), await bookings(billId)]).toMatchObject([{ state: 'PAID' }, 1]);
  });

  it('a payment by hand submitted twenty times under one key counts once; under twenty the bill takes what is open and no more', async () => {
    const billId = nextBill();
    const path = payBill.path!.replace(':id', billId);
    const [one, key] = [{ paymentId: newId(), amountFen: 6_000, method: 'CASH' }, newId()];
    const same = await statuses(twenty.map(() => operator.post(path, one, { 'idempotency-key': key })));
    expect(new Set(same)).toEqual(new Set([200]));
    expect([await billNow(billId), await bookings(billId)]).toMatchObject([{ paidFen: 6_000 }, 1]);
    const others = await statuses(twenty.map(() => operator.post(path, { ...one, paymentId: newId() })));
    expect(others.filter((status) => status === 200)).toHaveLength(2);
    expect([await billNow(billId), await bookings(billId)]).toMatchObject([{ paidFen: 18_000, state: 'PAID' }, 3]);
  });

  it('two refunds raced, by the provider and by hand: one goes out, never more than was paid', async () => {
    const { id: billId, contractId } = estate.bills[used++]!;
    for (const amountFen of [10_000, 8_000]) await provider.pay(numberOf((await start(billId, amountFen)).id));
    await operator.call(requestReturn, { id: contractId! });
    const mine = async () => (await operator.call(refundsOfEstate, { estateId: estate.id })).items.find((one) => one.billId === billId)!;
    const [{ id, amountFen }, held, before] = [await mine(), provider.book.balanceFen, await bank()];
    const settle = (method: string) => operator.post(`/v1/refunds/${id}/settle`, { method });
    const raced = await statuses(twenty.map((_, index) => settle(index % 2 ? 'PROVIDER' : 'CASH')));
    expect(raced.filter((status) => status === 200)).toHaveLength(1);
    await Promise.all([operator.call(runSchedules, {}), operator.call(runSchedules, {})]);
    const after = await mine();
    expect([after, (await bank()) - before, await billNow(billId)]).toMatchObject([
      { state: 'SETTLED' },
      -amountFen,
      { refundedFen: amountFen },
    ]);
    expect([0, amountFen]).toContain(held - provider.book.balanceFen);
  });

  it('the service killed while the provider pays a refund out, of which it never hears: it goes out once', async () => {
    const { id: billId, contractId } = estate.bills[used++]!;
    for (const amountFen of [10_000, 8_000]) await provider.pay(numberOf((await start(billId, amountFen)).id));
    await operator.call(requestReturn, { id: contractId! });
    const mine = async () => (await operator.call(refundsOfEstate, { estateId: estate.id })).items.find((one) => one.billId === billId)!;
    const [{ id, amountFen }, held] = [await mine(), provider.book.balanceFen];
    await operator.call(settleRefund, { id, method: 'PROVIDER' });
    provider.behave({ hangsAfter: true, delayMs: 300 });
    // Its answer is lost with the process.
    operator.call(runSchedules, {}).catch(() => undefined);
    await eventually(() => held > provider.book.balanceFen, { everyMs: 5, withinMs: 10_000 });
    await kill('property');
    provider.behave();
    for (let round = 0; round < 3; round++) await operator.call(runSchedules, {});
    expect([await mine(), held - provider.book.balanceFen, (await sheet()).agrees]).toMatchObject([
      { state: 'SETTLED', settledFen: amountFen },
      amountFen,
      true,
    ]);
    const { items } = await operator.call(paymentRefundsOfEstate, { estateId: estate.id });
    expect(items.filter(({ refundId }) => refundId === id).map(({ state }) => state)).toEqual(['DONE', 'DONE']);
  });

  it('closing while others post: every acknowledged posting is in the books once, and they agree', async () => {
    await aheadBy(operator, 4);
    await operator.refresh();
    const to = dateOf(Date.now() + 3 * day);
    const [before, revenue] = [await bank(), { estateId: estate.id, amountFen: 100, reason: '演示', evidenceIds: estate.evidenceIds }];
    const posting = twenty.map(() => refusal(operator.call(recordCommonRevenue, { id: newId(), ...revenue })));
    const closing = twenty.slice(0, 5).map(() => refusal(operator.call(closePeriod, { id: newId(), estateId: estate.id, to })));
    const refused = (await Promise.all(posting)).filter((one) => one !== undefined);
    expect(refused).toEqual([]);
    expect((await Promise.all(closing)).filter((one) => one === undefined)).toHaveLength(1);
    const { accounts, agrees, closedTo } = await sheet();
    const sum = accounts.filter(({ account }) => account === 'BANK').reduce((total, { balanceFen }) => total + balanceFen, 0);
    expect({ agrees, closedTo }).toEqual({ agrees: true, closedTo: to });
    const revenueFen = accounts
      .filter(({ fund, account }) => fund === 'COMMON_REVENUE' && account === 'BANK')
      .map(({ balanceFen }) => balanceFen);
    expect([revenueFen, sum >= before]).toEqual([[2_000], true]);
  });

  it('killed during the close of a period: nothing of it remains, and asked again under the same key it is closed once', async () => {
    await aheadBy(operator, 7);
    await operator.refresh();
    const [id, key, to] = [newId(), newId(), dateOf(Date.now() + 6 * day)];
    const body = { id, estateId: estate.id, to };
    const before = await sheet();
    // The close waits for its last row, everything else of it is written.
    const lock = await hold(cluster.databases.property!.url, 'BEGIN', 'LOCK TABLE ledger_period IN SHARE ROW EXCLUSIVE MODE');
    const lost = operator.call(closePeriod, body, { idempotencyKey: key }).then(
      () => 'closed',
      () => 'lost',
    );
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    await eventually(async () => (await cluster.query('property', waiting)).length > 0, { everyMs: 5, withinMs: 10_000 });
    await cluster.nodes.get('property')!.end('SIGKILL');
    await lock.release();
    await cluster.restart('property');
    expect(await lost).toBe('lost');
    expect(await sheet()).toEqual(before);
    const closed = await operator.call(closePeriod, body, { idempotencyKey: key });
    expect(await operator.call(closePeriod, body, { idempotencyKey: key })).toEqual(closed);
    const periods = await cluster.query('property', 'SELECT id FROM ledger_period WHERE estate_id = $1 AND to_day = $2', [estate.id, to]);
    expect(periods).toEqual([{ id }]);
    expect(await sheet()).toMatchObject({ agrees: true, closedTo: to });
  });
});
