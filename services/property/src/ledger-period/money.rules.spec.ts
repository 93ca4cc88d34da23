import { entryKind, type Posting } from '@gezhi/shared/contracts';
import { addDays, sumFen } from '@gezhi/shared/domain';
import fc from 'fast-check';
import type { FeeScheduleState } from '../fee-schedule/fee-schedule.rules.js';
import { earnedUntil, endWith, issue, pay, type BillState, type PaymentState } from '../bill/bill.rules.js';
import { takeBack } from '../bill/payment-correction.rules.js';
import { record, reverse as reverseCost, verify, type CostState } from '../cost/cost.rules.js';
import type { OfferedVersion } from '../catalogue/catalogue.rules.js';
import { cancel, earnedByUse, order, use, type OrderState } from '../order/order.rules.js';
import { settle } from '../return/return.rules.js';
import { counterPostings, intoFund, outOfFund, post, type EntryState } from '../ledger/posting.rules.js';
import { pay as spend, takeBack as takeBackSpending, type SpendingState } from '../spending/spending.rules.js';
import { close, recognise } from './surplus.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const estateId = id(1);
const communityCode = '230521100001';
const at = (day: string) => `${day}T02:00:00.000Z`;
const key = ({ fund, account }: Pick<Posting, 'fund' | 'account'>) => `${fund} ${account}`;
const funds = ['SERVICE', 'REINVESTMENT', 'COMMON_REVENUE', 'GOVERNMENT_ADVANCE'] as const;
/** What is never owed to the wrong side: debts are credits, cash and a deficit are debits. */
const never = new Set(['SERVICE PREPAID', 'SERVICE PAYABLE', ...funds.slice(1).map((fund) => `${fund} FUND_BALANCE`)]);
const always = new Set(['SERVICE DEFICIT', ...funds.map((fund) => `${fund} BANK`)]);

/** The books of an estate as the database keeps them: an entry that would take a fund below zero is refused whole. */
class Books {
  readonly balances = new Map<string, number>();
  readonly entries: EntryState[] = [];
  bills: BillState[] = [];
  orders: OrderState[] = [];
  payments: PaymentState[] = [];
  costs: CostState[] = [];
  day = '2026-01-02';
  refundedFen = 0;
  serial = 10;
  periods = 0;
  closedTo: string | null = null;
  /** Advance that made good a deficit and did not come back; and the sums of all periods. */
  drawnFen = 0;
  incomeFen = 0;
  surplusFen = 0;

  nextId(): string {
    return id(++this.serial);
  }

  book(entry: EntryState | undefined): boolean {
    if (!entry) return true;
    const after = entry.postings.map((posting) => [key(posting), (this.balances.get(key(posting)) ?? 0) + posting.amountFen] as const);
    if (after.some(([account, balance]) => (never.has(account) && balance > 0) || (always.has(account) && balance < 0))) return false;
    for (const [account, balance] of after) this.balances.set(account, balance);
    this.entries.push(entry);
    return true;
  }

  of = (account: string): number => this.balances.get(account) ?? 0;
}

type Operation = (books: Books, n: number, m: number) => void;
const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];
const from = (books: Books) => ({ id: books.nextId(), estateId, communityCode });
const fee: FeeScheduleState = {
  ...{ id: id(2), version: 1, estateId, communityCode, amountFen: 18_000, unit: 'HOUSEHOLD', period: 'YEAR', state: 'PUBLISHED' },
  decisionId: null,
  publishedAt: null,
  effectiveFrom: '2020-01-01',
};

const offered: OfferedVersion = {
  ...{ id: id(6), itemId: id(5), estateId, placeCode: communityCode, tier: 'OPTIONAL', priceFen: 333, unit: 'VISIT' },
  ...{ effectiveFrom: '2020-01-01', withdrawnFrom: null, supersededFrom: null },
};
const keep = (books: Books, before: OrderState, after: OrderState) =>
  void (books.orders = books.orders.map((one) => (one === before ? after : one)));

const operations: readonly Operation[] = [
  (books) => void (books.day = addDays(books.day, 1)),
  (books) => {
    const due = {
      contractId: books.nextId(),
      estateId,
      communityCode,
      unitId: id(3),
      householdId: id(4),
      startsOn: books.day,
      lastFreeDay: '2020-01-01',
      area: 1,
      term: 0,
      isServed: true,
      entitled: [],
    };
    books.bills.push(issue(due, [fee], 30, books.nextId(), at(books.day)));
  },
  (books, n, m) => {
    const bill = pick(
      books.bills.filter(({ state }) => state === 'OPEN'),
      n,
    );
    if (!bill) return;
    const amountFen = 1 + (m % (bill.amountFen - bill.paidFen));
    const paid = pay(
      bill,
      { id: bill.id, paymentId: books.nextId(), amountFen, method: 'CASH', evidenceIds: [] },
      'one',
      books.nextId(),
      at(books.day),
    );
    books.book(paid.entry);
    books.payments.push(paid.payment);
    books.bills = books.bills.map((one) => (one === bill ? paid.decision.state : one));
  },
  (books, n, m) => {
    const bill = pick(
      books.bills.filter(({ orderId }) => !orderId),
      n,
    );
    if (!bill || bill.state === 'VOID') return;
    const { bill: ended, refundFen } = endWith(bill, addDays(books.day, m % 40));
    if (refundFen > 0) {
      const entry = post(
        { ...from(books), kind: 'REFUND' },
        [
          { fund: 'SERVICE', account: 'PREPAID', amountFen: refundFen },
          { fund: 'SERVICE', account: 'BANK', amountFen: -refundFen },
        ],
        at(books.day),
      );
      expect(books.book(entry)).toBe(true);
      books.refundedFen += refundFen;
    }
    books.bills = books.bills.map((one) => (one === bill ? { ...ended, refundedFen: ended.refundedFen + refundFen } : one));
  },
  (books, n) => {
    const unit = { estateId, communityCode, householdId: id(4), own: true };
    const facts = { unit, offered, offerId: id(8), paymentDays: 30, billId: books.nextId(), actorId: 'one' };
    const input = { id: books.nextId(), unitId: id(3), itemVersionId: id(6), quantity: 1 + (n % 12), evidenceIds: [] };
    const { decision, bill } = order(input, facts, at(books.day));
    books.orders.push(decision.state);
    books.bills.push(bill);
  },
  (books, n, m) => {
    const current = pick(
      books.orders.filter(({ state }) => state === 'ORDERED'),
      n,
    );
    if (!current) return;
    const quantity = 1 + (m % (current.quantity - current.usedQuantity));
    const served = { id: current.id, useId: books.nextId(), usedOn: books.day, quantity, evidenceIds: [id(9)] };
    keep(books, current, use(current, served, 'one', at(books.day)).decision.state);
  },
  (books, n) => {
    const current = pick(
      books.orders.filter(({ state }) => state === 'ORDERED'),
      n,
    );
    if (!current) return;
    const bill = books.bills.find(({ id: of }) => of === current.billId)!;
    const { state } = cancel(current, bill, { refundWithinDays: 7, nextId: () => books.nextId() }, at(books.day));
    for (const refund of state.refunds) expect(books.book(settle(refund, 'one', books.nextId(), [], at(books.day)).entry)).toBe(true);
    const back = sumFen(state.refunds.map(({ amountFen }) => amountFen));
    books.refundedFen += back;
    books.bills = books.bills.map((one) => (one === bill ? { ...state.bill, refundedFen: bill.refundedFen + back } : one));
    keep(books, current, state.order);
  },
  (books, n) => {
    const input = {
      ...from(books),
      fund: n % 3 ? ('SERVICE' as const) : ('COMMON_REVENUE' as const),
      amountFen: 1 + (n % 9_000),
      category: 'CLEANING' as const,
      purpose: '保洁',
      incurredOn: books.day,
      evidenceIds: [id(9)],
    };
    const booked = verify(record(input, { communityCode }, 'one', at(books.day)).state, books.nextId(), 'two', at(books.day));
    if (books.book(booked.entry)) books.costs.push(booked.cost);
  },
  (books, n) => {
    const cost = pick(
      books.costs.filter(({ state }) => state === 'VERIFIED'),
      n,
    );
    if (!cost) return;
    const { bookedOn } = books.entries.find((entry) => entry.id === cost.entryId)!;
    const standing = { bookedOn, closedTo: books.closedTo, deficitFen: books.of('SERVICE DEFICIT'), drawnFen: books.drawnFen };
    const back = reverseCost(cost, standing, books.nextId(), '演示', at(books.day));
    expect(books.book(back.entry) || cost.fund === 'COMMON_REVENUE').toBe(true);
    books.drawnFen -= back.entry.postings.find((one) => key(one) === 'GOVERNMENT_ADVANCE BANK')?.amountFen ?? 0;
    if (books.entries.includes(back.entry)) books.costs = books.costs.map((one) => (one === cost ? back.cost : one));
  },
  (books, n, m) =>
    void books.book(
      post({ ...from(books), kind: 'COMMON_INCOME' }, intoFund(n % 2 ? 'COMMON_REVENUE' : 'GOVERNMENT_ADVANCE', 1 + m), at(books.day)),
    ),
  (books, n, m) => {
    const fund = (['REINVESTMENT', 'COMMON_REVENUE', 'GOVERNMENT_ADVANCE'] as const)[n % 3]!;
    const held = -books.of(`${fund} FUND_BALANCE`);
    expect(books.book(post({ ...from(books), kind: 'SPENDING' }, outOfFund(fund, 1 + m), at(books.day)))).toBe(1 + m <= held);
  },
  (books, n, m) => {
    const draw: SpendingState = {
      ...{ id: id(6), version: 1, estateId, communityCode, fund: 'GOVERNMENT_ADVANCE', purpose: 'DEFICIT', title: '弥补亏损' },
      ...{
        budgetFen: 1 + m,
        spentFen: 0,
        state: 'APPROVED',
        decisionId: null,
        evidenceIds: [],
        proposedBy: 'one',
        proposedAt: at(books.day),
      },
    };
    const amountFen = n % 2 ? 1 + m : Math.max(1, Math.min(1 + m, books.of('SERVICE DEFICIT')));
    const { entry } = spend(draw, { id: draw.id, amountFen, evidenceIds: [id(9)] }, books.nextId(), at(books.day));
    const held = -books.of('GOVERNMENT_ADVANCE FUND_BALANCE');
    const fits = amountFen <= held && amountFen <= books.of('SERVICE DEFICIT');
    expect(books.book(entry)).toBe(fits);
    if (fits) books.drawnFen += amountFen;
  },
  (books, n) => {
    const reversed = new Set(books.entries.map(({ reversesId }) => reversesId));
    const booked = pick(
      books.entries.filter((entry) => entry.kind === 'ADVANCE_DRAWN' && !reversed.has(entry.id)),
      n,
    );
    if (!booked) return;
    const amountFen = booked.postings.find(({ account }) => account === 'FUND_BALANCE')!.amountFen;
    const draw: SpendingState = {
      ...{ id: id(6), version: 1, estateId, communityCode, fund: 'GOVERNMENT_ADVANCE', purpose: 'DEFICIT', title: '弥补亏损' },
      ...{ budgetFen: amountFen, spentFen: amountFen, state: 'APPROVED', decisionId: null, evidenceIds: [], proposedBy: 'one' },
      proposedAt: at(books.day),
    };
    const facts = { booked, reversed: false, drawnFen: books.drawnFen, reason: '演示' };
    const back = () => takeBackSpending(draw, facts, 'two', books.nextId(), at(books.day));
    if (amountFen > books.drawnFen) return void expect(back).toThrow();
    expect(books.book(back().entry)).toBe(true);
    books.drawnFen -= amountFen;
  },
  (books, n, m) => {
    const payment = pick(
      books.payments.filter(({ reversedFen }) => reversedFen === 0),
      n,
    );
    const bill = books.bills.find((one) => one.id === payment?.billId);
    if (!payment || !bill) return;
    const amountFen = Math.min(1 + (m % payment.amountFen), bill.paidFen - bill.refundedFen - bill.earnedFen);
    const facts = { payment, bill, dueFen: 0 };
    if (amountFen === 0) return;
    const back = takeBack(facts, { id: payment.id, amountFen, reason: '演示' }, 'two', books.nextId(), at(books.day));
    expect(books.book(back.entry)).toBe(true);
    books.payments = books.payments.map((one) => (one === payment ? back.decision.state : one));
    books.bills = books.bills.map((one) => (one === bill ? back.bill : one));
  },
  (books, n) => {
    const entry = pick(
      books.entries.filter(({ kind }) => kind === 'COMMON_INCOME'),
      n,
    );
    if (entry) books.book(post({ ...from(books), kind: 'REVERSAL', reversesId: entry.id }, counterPostings(entry.postings), at(books.day)));
  },
  (books) => {
    const to = books.day;
    books.day = addDays(books.day, 1);
    const earned = { BASIC: 0, OPTIONAL: 0, VALUE_ADDED: 0 };
    books.bills = books.bills.map((bill) => {
      const served = bill.orderId && books.orders.find(({ billId }) => billId === bill.id);
      const earnedFen = served ? earnedByUse(bill, served) : earnedUntil(bill, to);
      earned[bill.tier] += earnedFen - bill.earnedFen;
      return { ...bill, earnedFen };
    });
    expect(books.book(recognise({ ...from(books), sourceId: id(5), bookedOn: to }, earned, at(books.day)))).toBe(true);
    const moved = {
      basicIncome: -books.of('SERVICE BASIC_INCOME') || 0,
      optionalIncome: -books.of('SERVICE OPTIONAL_INCOME') || 0,
      valueAddedIncome: 0,
      cost: books.of('SERVICE SERVICE_COST'),
      carriedDeficit: books.of('SERVICE DEFICIT'),
      cash: books.of('SERVICE BANK') + books.of('SERVICE PREPAID'),
    };
    const rest = { unprovenCost: 0, prepaid: -books.of('SERVICE PREPAID') || 0, commonIncome: 0, commonCost: 0 };
    const closed = close(
      { ...from(books), entryId: books.nextId(), number: ++books.periods },
      { from: to, to },
      { ...moved, ...rest },
      at(books.day),
    );
    expect(books.book(closed.entry)).toBe(true);
    books.closedTo = to;
    books.incomeFen += closed.decision.state.incomeFen;
    books.surplusFen += closed.decision.state.surplusFen;
    // What households prepaid is there to the fen, and what is owed beyond the income is the deficit.
    expect(books.of('SERVICE BANK')).toBe(-books.of('SERVICE PREPAID') || 0);
    expect(books.of('SERVICE DEFICIT')).toBe(-books.of('SERVICE PAYABLE') || 0);
    const verifiedFen = sumFen(
      books.costs.filter(({ fund, state }) => fund === 'SERVICE' && state === 'VERIFIED').map((one) => one.amountFen),
    );
    expect(books.surplusFen - books.of('SERVICE DEFICIT')).toBe(books.incomeFen - verifiedFen + books.drawnFen);
    for (const account of ['BASIC_INCOME', 'OPTIONAL_INCOME', 'SERVICE_COST']) expect(books.of(`SERVICE ${account}`)).toBe(0);
  },
];

describe('P-14, P-T10, P-T12, P-T16, P-T20, P-T21 whatever is ordered, used, cancelled, paid, refunded, returned, reversed, spent and closed, in any order', () => {
  it('100,000 operations: debits equal credits, no fund is below zero, refunds never exceed payments, and a replay gives the same balances', () => {
    const steps = fc.array(fc.tuple(fc.nat(operations.length - 1), fc.nat(1_000_000), fc.nat(20_000)), { minLength: 500, maxLength: 500 });
    fc.assert(
      fc.property(steps, (chosen) => {
        const books = new Books();
        for (const [operation, n, m] of chosen) operations[operation]!(books, n, m);
        for (const fund of funds)
          expect(sumFen([...books.balances].filter(([account]) => account.startsWith(`${fund} `)).map(([, balance]) => balance))).toBe(0);
        for (const account of never) expect(books.of(account)).toBeLessThanOrEqual(0);
        for (const account of always) expect(books.of(account)).toBeGreaterThanOrEqual(0);
        for (const { amountFen, paidFen, refundedFen, earnedFen } of books.bills) {
          expect(refundedFen).toBeLessThanOrEqual(paidFen);
          expect(earnedFen).toBeLessThanOrEqual(paidFen - refundedFen);
          expect(paidFen - refundedFen).toBeLessThanOrEqual(amountFen);
        }
        expect(books.of('SERVICE PREPAID')).toBe(
          -sumFen(books.bills.map(({ paidFen, refundedFen, earnedFen }) => paidFen - refundedFen - earnedFen)) || 0,
        );
        const replayed = new Map<string, number>();
        for (const { postings } of books.entries)
          for (const one of postings) replayed.set(key(one), (replayed.get(key(one)) ?? 0) + one.amountFen);
        expect(replayed).toEqual(books.balances);
        expect(books.entries.every(({ kind }) => entryKind.safeParse(kind).success)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
