import type { draftDiscount, InputOf } from '@gezhi/shared/contracts';
import { addDays, checkReachable } from '@gezhi/shared/domain';
import fc from 'fast-check';
import { endWith, issue, lessen, type DueTerm } from '../bill/bill.rules.js';
import { defaultPolicy } from '../fee-schedule/fee-schedule-policy.rules.js';
import { annualFen, type FeeScheduleState } from '../fee-schedule/fee-schedule.rules.js';
import { bestDiscount, discountFen, discountLife, draft, end, floorFen, publish, type DiscountState } from './discount.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-01T01:00:00.000Z';
const estateId = id(2);
const communityCode = '230521100001';
const fee: FeeScheduleState = {
  ...{ id: id(10), version: 2, estateId, communityCode, amountFen: 18_000, unit: 'HOUSEHOLD', period: 'YEAR', state: 'PUBLISHED' },
  ...{ decisionId: null, publishedAt: now, effectiveFrom: '2026-01-01' },
};
const input: InputOf<typeof draftDiscount> = {
  ...{ id: id(1), feeScheduleId: fee.id, kind: 'LOW_INCOME', measure: 'SHARE', value: 5_000 },
  ...{ reason: '低保户减半', from: '2026-06-01', to: null },
};
const facts = { fee, band: defaultPolicy, actorId: 'one' };
const drafted = draft(input, facts, now).state;
const published = publish(drafted, { ...facts, actorId: 'two' }, now).state;
const coded = (code: string) => expect.objectContaining({ code: `property.${code}` });

describe('P-12, P-T13 a discount on the fee', () => {
  it('every state of a discount is reached', () => expect(checkReachable(discountLife)).toEqual({ unreachable: [], unknown: [] }));

  it('is of a published fee that the actor reaches, from today on, and names nobody', () => {
    expect(drafted).toMatchObject({ state: 'DRAFT', estateId, draftedBy: 'one', publishedAt: null });
    for (const unfit of [undefined, { ...fee, state: 'DRAFT' as const }])
      expect(() => draft(input, { ...facts, fee: unfit }, now)).toThrow(coded('discount.fee-unpublished'));
    for (const days of [{ from: '2026-05-31' }, { to: '2026-05-31' }])
      expect(() => draft({ ...input, ...days }, facts, now)).toThrow(coded('discount.day-wrong'));
    expect(() => draft({ ...input, reason: '住户电话 13800000000' }, facts, now)).toThrow(coded('notice.personal-data'));
  });

  it.each([
    ['LOW_INCOME', 'SHARE', 10_000, null],
    ['LOW_INCOME', 'SHARE', 10_001, 'above-fee'],
    ['LOW_INCOME', 'AMOUNT', 18_000, null],
    ['DISABILITY', 'AMOUNT', 18_001, 'above-fee'],
    ['YEAR_AHEAD', 'AMOUNT', 3_000, null],
    ['YEAR_AHEAD', 'AMOUNT', 3_001, 'below-band'],
    ['YEAR_AHEAD', 'SHARE', 1_666, null],
    ['YEAR_AHEAD', 'SHARE', 1_667, 'below-band'],
    ['YEAR_AHEAD', 'SHARE', 10_001, 'above-fee'],
  ] as const)('%s %s %d of 180.00 in the band from 150.00: %s', (kind, measure, value, refused) => {
    const trying = () => draft({ ...input, kind, measure, value }, facts, now);
    if (refused) expect(trying).toThrow(coded(`discount.${refused}`));
    else expect(trying().state).toMatchObject({ kind, measure, value });
  });

  it('is approved by a second person, no later than it begins, in the band as it is then', () => {
    expect(published).toMatchObject({ state: 'PUBLISHED', publishedAt: now });
    expect(() => publish(drafted, facts, now)).toThrow(coded('discount.second-person-required'));
    const second = { ...facts, actorId: 'two' };
    expect(() => publish(drafted, second, '2026-06-02T01:00:00.000Z')).toThrow(coded('discount.day-wrong'));
    const ahead = draft({ ...input, kind: 'YEAR_AHEAD', value: 1_000 }, facts, now).state;
    const moved = { ...second, band: { ...defaultPolicy, minimumFen: 17_000 } };
    expect(() => publish(ahead, moved, now)).toThrow(coded('discount.below-band'));
  });

  it('tells of the rule, not of what it is for', () => {
    const { events } = publish(drafted, { ...facts, actorId: 'two' }, now);
    expect(events.map(({ data }) => data)).toEqual([
      { discountId: id(1), estateId, communityCode, feeScheduleId: fee.id, from: '2026-06-01', to: null, at: now },
    ]);
  });

  it('ends with a day from today on', () => {
    const ending = { id: id(1), lastDay: '2026-06-30', reason: '业主大会调整' };
    expect(end(published, ending, now).state).toMatchObject({ state: 'ENDED', to: '2026-06-30' });
    expect(() => end(published, { ...ending, lastDay: '2026-05-31' }, now)).toThrow(coded('discount.day-wrong'));
    expect(() => end({ ...published, to: '2026-06-15' }, ending, now)).toThrow(coded('discount.day-wrong'));
  });
});

const due: DueTerm = {
  ...{ contractId: id(1), estateId, communityCode, unitId: id(3), householdId: id(4), startsOn: '2026-06-01', lastFreeDay: null },
  ...{ area: 6_250, term: 0, isServed: true, entitled: [] },
};
const bill = issue(due, [fee], 30, id(5), now);
const entitled = [{ id: id(20), kind: 'LOW_INCOME' as const }];
const lessened = { discounts: [published], entitled, band: defaultPolicy, area: due.area };

describe('P-12, P-14 what a bill is lessened by', () => {
  it('180.00 less a half is 90.00, in a line of its own', () => {
    expect(bestDiscount(bill, lessened)).toEqual({ discountId: id(1), entitlementId: id(20), amountFen: 9_000 });
    expect(lessen(bill, 9_000)).toMatchObject({ amountFen: 9_000, discountFen: 9_000, paidFen: 0, state: 'OPEN' });
    expect(lessen(bill, 18_000)).toMatchObject({ amountFen: 0, discountFen: 18_000, state: 'PAID' });
    expect(lessen(bill, 0)).toEqual(bill);
  });

  it('the largest of those that hold on the first day, one alone', () => {
    const fixed: DiscountState = { ...published, id: id(2), kind: 'DISABILITY', measure: 'AMOUNT', value: 10_000 };
    const both = { ...lessened, discounts: [published, fixed], entitled: [...entitled, { id: id(21), kind: 'DISABILITY' as const }] };
    expect(bestDiscount(bill, both)).toEqual({ discountId: id(2), entitlementId: id(21), amountFen: 10_000 });
    for (const other of [
      { from: '2026-06-02' },
      { to: '2026-05-31' },
      { publishedAt: null },
      { feeScheduleId: id(11) },
      { kind: 'DISABILITY' as const },
    ])
      expect(bestDiscount(bill, { ...lessened, discounts: [{ ...published, ...other }] })).toBeUndefined();
    expect(bestDiscount(bill, { ...lessened, entitled: [] })).toBeUndefined();
    expect(bestDiscount(bill, { ...lessened, discounts: [{ ...published, state: 'ENDED', to: '2026-06-01' }] })).toBeDefined();
  });

  it('a fixed amount off a fee by area takes no more than leaves the floor', () => {
    const band = { minimumFen: 100, unit: 'SQUARE_METRE', period: 'YEAR' } as const;
    const fixed = { kind: 'YEAR_AHEAD', measure: 'AMOUNT', value: 5_000 } as const;
    expect(discountFen(fixed, 9_375, band, 6_250)).toBe(3_125);
    expect(discountFen({ ...fixed, kind: 'LOW_INCOME' }, 3_000, band, 2_000)).toBe(3_000);
    expect(discountFen(fixed, 1_000, band, 6_250)).toBe(0);
  });

  it('of service that ends after 30 of 365 days, 7.40 are owed and 7.40 were let off', () => {
    const ended = endWith(lessen(bill, 9_000), '2026-06-30');
    expect(ended).toMatchObject({ refundFen: 0, bill: { amountFen: 740, discountFen: 740, to: '2026-06-30' } });
    expect(endWith(lessen(bill, 18_000), '2026-06-30')).toMatchObject({
      refundFen: 0,
      bill: { amountFen: 0, discountFen: 1_479, state: 'PAID' },
    });
    expect(endWith(lessen(bill, 9_000), '2026-05-31')).toMatchObject({ bill: { amountFen: 0, discountFen: 0, state: 'VOID' } });
  });

  it('for all fees, discounts and dwellings: owed and let off are the fee, within floor and fee, whenever service ends', () => {
    const kinds = fc.constantFrom('LOW_INCOME' as const, 'DISABILITY' as const, 'HONOURED_FAMILY' as const, 'YEAR_AHEAD' as const);
    const measured = fc.oneof(
      fc.record({ measure: fc.constant('SHARE' as const), value: fc.integer({ min: 1, max: 10_000 }), kind: kinds }),
      fc.record({ measure: fc.constant('AMOUNT' as const), value: fc.integer({ min: 1, max: 10_000_000 }), kind: kinds }),
    );
    const places = fc.record({
      amountFen: fc.integer({ min: 1, max: 10_000_000 }),
      minimumFen: fc.integer({ min: 1, max: 10_000_000 }),
      unit: fc.constantFrom('HOUSEHOLD' as const, 'SQUARE_METRE' as const),
      period: fc.constantFrom('YEAR' as const, 'MONTH' as const),
      area: fc.integer({ min: 1, max: 100_000 }),
    });
    fc.assert(
      fc.property(
        places,
        fc.array(measured, { maxLength: 4 }),
        fc.integer({ min: -3, max: 400 }),
        fc.integer({ min: 0, max: 100 }),
        (place, rules, ends, share) => {
          const { amountFen, minimumFen, unit, period, area } = place;
          const charged = { ...fee, amountFen, unit, period };
          const discounts = rules.map((rule, index): DiscountState => ({ ...published, ...rule, id: id(100 + index) }));
          const held = (['LOW_INCOME', 'YEAR_AHEAD'] as const).map((kind, index) => ({ id: id(200 + index), kind }));
          const issued = issue({ ...due, area }, [charged], 30, id(5), now);
          const given = bestDiscount(issued, { discounts, entitled: held, band: { minimumFen, unit, period }, area });
          const less = lessen(issued, given?.amountFen ?? 0);
          const grossFen = annualFen(charged, area);
          expect(less.amountFen + less.discountFen).toBe(grossFen);
          expect(less.discountFen).toBeGreaterThanOrEqual(0);
          const kind = discounts.find((one) => one.id === given?.discountId)?.kind;
          const least = kind ? floorFen(kind, { minimumFen, unit, period }, area) : grossFen;
          expect(less.amountFen).toBeGreaterThanOrEqual(Math.min(grossFen, least));
          const paidFen = Math.floor((less.amountFen * share) / 100);
          const paid = { ...less, paidFen, state: paidFen === less.amountFen ? ('PAID' as const) : ('OPEN' as const) };
          const { bill: ended, refundFen } = endWith(paid, addDays(bill.from, ends));
          const plain = endWith(issued, addDays(bill.from, ends)).bill;
          expect(Math.abs(ended.amountFen + ended.discountFen - plain.amountFen)).toBeLessThanOrEqual(1);
          expect(Math.min(ended.amountFen, ended.discountFen)).toBeGreaterThanOrEqual(0);
          expect(refundFen).toBe(Math.max(0, paidFen - ended.amountFen));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
