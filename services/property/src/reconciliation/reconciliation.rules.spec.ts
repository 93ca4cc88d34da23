import { checkReachable } from '@gezhi/shared/domain';
import { alipayTrade, confirm, ensureAsked, query, standingOf, statementLineLife, take, wechatTrade } from './reconciliation.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const row = { externalRef: '4200001', at: '2026-06-30T15:59:59.000Z', orderNumber: id(1).replaceAll('-', '') };
const payment = wechatTrade({ ...row, tradeState: 'SUCCESS', orderAmount: '180.00' });
const wechatRefund = { ...row, tradeState: 'REFUND', orderAmount: '0.00', refundNumber: 'r1', refundAmount: '12.05' } as const;
const refund = wechatTrade(wechatRefund);
const of = { id: id(9), placeCode: '230521', importedBy: 'one' };
const booked = { id: id(1), communityCode: '230521100001', bookedFen: 18_000 };
const coded = (name: string) => expect.objectContaining({ code: `property.reconciliation.${name}` });

describe('P-13, P-T18 a statement is held against the books', () => {
  it('every state is reached', () => expect(checkReachable(statementLineLife)).toEqual({ unreachable: [], unknown: [] }));

  it('reads yuan exactly, payments by their order and refunds by their own number', () => {
    const trade = { transactionId: '4200001', at: row.at };
    const own = { kind: 'PAYMENT', number: row.orderNumber, amountFen: 18_000, ...trade };
    expect(payment).toEqual({ provider: 'WECHAT', ...own });
    expect(alipayTrade({ ...row, kind: 'PAYMENT', amount: '180.00' })).toEqual({ provider: 'ALIPAY', ...own });
    const back = { kind: 'REFUND', number: 'r1', amountFen: 1_205, ...trade };
    expect(refund).toEqual({ provider: 'WECHAT', ...back });
    expect(alipayTrade({ ...row, kind: 'REFUND', amount: '-12.05', refundNumber: 'r1' })).toEqual({ provider: 'ALIPAY', ...back });
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
      { ...payment, amountFen: 0 },
      wechatTrade({ ...wechatRefund, refundAmount: '0.00' }),
      wechatTrade({ ...wechatRefund, refundNumber: undefined }),
      alipayTrade({ ...row, kind: 'PAYMENT', amount: '-180.00' }),
      alipayTrade({ ...row, kind: 'REFUND', amount: '12.05', refundNumber: 'r1' }),
    ];
    for (const trade of unfit) expect(() => take(trade, booked, of)).toThrow(coded('trade-incomplete'));
    expect(() => take({ ...payment, amountFen: 99_999_999_999_999 }, booked, of)).toThrow(
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
