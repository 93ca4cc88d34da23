import { confirm, take, wechatTrade, type LineState } from './reconciliation.rules.js';
import { correctLine } from './statement-line-correction.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-07-01T02:00:00.000Z';
const row = { externalRef: '4200001', at: '2026-06-30T15:59:59.000Z', orderNumber: id(1).replaceAll('-', '') };
const booked = { id: id(1), communityCode: '230521100001', bookedFen: 18_000 };
const taken: LineState = take(wechatTrade({ ...row, tradeState: 'SUCCESS', orderAmount: '108.00' }), booked, {
  ...{ id: id(9), placeCode: '230521', importedBy: 'one' },
});
const input = { amountFen: 18_000, reason: '录入时数字颠倒', actorId: 'two' };
const coded = (name: string) => expect.objectContaining({ code: `property.${name}` });

describe('P-13, P-T20 an amount of a statement that was taken in wrongly is corrected', () => {
  it('by a second person; what it was is kept, and the difference found anew', () => {
    expect(taken.found).toBe('AMOUNT_DIFFERENT');
    const { line, correction } = correctLine(taken, booked, input, now);
    expect(line).toMatchObject({ version: 2, amountFen: 18_000, found: 'MATCHED', state: 'TAKEN', importedBy: 'two' });
    expect(correction).toMatchObject({
      ...{ lineId: id(9), version: 2, formerFen: 10_800, amountFen: 18_000, formerFound: 'AMOUNT_DIFFERENT' },
      ...{ formerImportedBy: 'one', correctedBy: 'two' },
    });
  });

  it('whoever vouched for an amount neither corrects it nor confirms it', () => {
    expect(() => correctLine(taken, booked, { ...input, actorId: 'one' }, now)).toThrow(coded('reconciliation.correction-not-yours'));
    const confirmed = confirm(taken, 'two');
    expect(() => correctLine(confirmed, booked, input, now)).toThrow(coded('reconciliation.correction-not-yours'));
    expect(correctLine(confirmed, booked, { ...input, actorId: 'three' }, now).line).toMatchObject({
      state: 'CONFIRMED',
      confirmedBy: 'two',
    });
    expect(() => confirm(correctLine(taken, booked, input, now).line, 'two')).toThrow(coded('reconciliation.second-person-required'));
  });

  it('to another amount, that can be kept', () => {
    expect(() => correctLine(taken, booked, { ...input, amountFen: 10_800 }, now)).toThrow(coded('reconciliation.nothing-to-correct'));
    expect(() => correctLine(taken, booked, { ...input, amountFen: 99_999_999_999_999 }, now)).toThrow(coded('ledger.amount-too-large'));
  });
});
