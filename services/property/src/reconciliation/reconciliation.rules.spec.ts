import { checkReachable } from '@gezhi/shared/domain';
import { confirm, ensureAsked, fenOf, query, standingOf, statementLineLife, take, tradeOf, type Row } from './reconciliation.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const payment: Row = {
  ...{ externalRef: '4200001', at: '2026-06-30T15:59:59.000Z', orderNumber: id(1).replaceAll('-', ''), tradeState: 'SUCCESS' },
  orderAmount: '180.00',
};
const refund: Row = { ...payment, tradeState: 'REFUND', orderAmount: '0.00', refundNumber: 'r1', refundAmount: '12.05' };
const of = { id: id(9), placeCode: '230521', importedBy: 'one' };
const booked = { id: id(1), communityCode: '230521100001', bookedFen: 18_000 };
const coded = (name: string) => expect.objectContaining({ code: `property.reconciliation.${name}` });

describe('P-13, P-T18 a statement is held against the books', () => {
  it('every state is reached', () => expect(checkReachable(statementLineLife)).toEqual({ unreachable: [], unknown: [] }));

  it('reads yuan exactly, payments by their order and refunds by their own number', () => {
    expect([fenOf('180.00'), fenOf('0.01'), fenOf('99999999999.99')]).toEqual([18_000, 1, 9_999_999_999_999]);
    expect(tradeOf(payment)).toEqual({ kind: 'PAYMENT', number: payment.orderNumber, amountFen: 18_000 });
    expect(tradeOf(refund)).toEqual({ kind: 'REFUND', number: 'r1', amountFen: 1_205 });
  });

  it('what agrees, what is missing here, and what differs', () => {
    expect(standingOf(18_000, booked)).toBe('MATCHED');
    expect(standingOf(18_001, booked)).toBe('AMOUNT_DIFFERENT');
    expect(standingOf(18_000, { ...booked, bookedFen: null })).toBe('MISSING_HERE');
    expect(standingOf(18_000, undefined)).toBe('MISSING_HERE');
  });

  it('a trade is kept at the place of what it paid, on its day in Shanghai; others are refused', () => {
    expect(take(payment, booked, of)).toMatchObject({ placeCode: '230521100001', day: '2026-06-30', sourceId: id(1), found: 'MATCHED' });
    expect(take({ ...payment, at: '2026-06-30T16:00:00.000Z' }, undefined, of)).toMatchObject({ placeCode: '230521', day: '2026-07-01' });
    expect(() => take(payment, { ...booked, communityCode: '320404004001' }, of)).toThrow(coded('outside-place'));
  });

  it('without amount or number of the refund, or above every amount, it is refused', () => {
    const unfit = [
      { ...payment, orderAmount: '0.00' },
      { ...refund, refundAmount: '0.00' },
      { ...refund, refundNumber: undefined },
    ];
    for (const row of unfit) expect(() => take(row, booked, of)).toThrow(coded('trade-incomplete'));
    expect(() => take({ ...payment, orderAmount: '999999999999.99' }, booked, of)).toThrow(
      expect.objectContaining({ code: 'property.ledger.amount-too-large' }),
    );
  });

  it('what was paid back is what was asked for, to the fen', () => {
    const line = take(refund, undefined, of);
    expect(() => ensureAsked(line, 1_205)).not.toThrow();
    for (const askedFen of [1_204, 1_206]) expect(() => ensureAsked(line, askedFen)).toThrow(coded('amount-different'));
  });

  it('is asked about, and confirmed by a second person, once', () => {
    const line = query(take(payment, undefined, of), '已致电');
    expect(line).toMatchObject({ state: 'QUERIED', note: '已致电' });
    expect(() => confirm(line, 'one')).toThrow(coded('second-person-required'));
    const confirmed = confirm(line, 'two');
    expect(confirmed).toMatchObject({ state: 'CONFIRMED', confirmedBy: 'two', version: 2 });
    expect(() => confirm(confirmed, 'two')).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
  });
});
