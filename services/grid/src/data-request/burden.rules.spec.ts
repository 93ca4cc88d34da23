import fc from 'fast-check';
import { burden, type BurdenRow } from './burden.rules.js';

describe('X-07 what asking once saves is counted', () => {
  it('800 of 804 fields held, four filled in: 99.50 % saved', () => {
    const report = burden([
      { origin: 'SURVEY', accountId: null, requests: 66, items: 792, held: 792, newFields: 0 },
      { origin: 'SURVEY', accountId: 'worker', requests: 1, items: 12, held: 8, newFields: 4 },
    ]);
    expect(report).toMatchObject({ requests: 67, items: 804, held: 800, newFields: 4 });
    expect(report.saved).toMatchObject({ numerator: 800, denominator: 804, value: 99.5 });
    expect(report.byOrigin).toEqual([
      { origin: 'STALE', requests: 0, items: 0, newFields: 0 },
      { origin: 'PARTITION', requests: 0, items: 0, newFields: 0 },
      { origin: 'SURVEY', requests: 67, items: 804, newFields: 4 },
    ]);
    expect(report.byAccount).toEqual([{ accountId: 'worker', requests: 1, newFields: 4 }]);
  });

  it('nothing asked saves nothing that could be told in percent', () => {
    expect(burden([])).toMatchObject({ requests: 0, items: 0, saved: { numerator: 0, denominator: 0, value: null }, byAccount: [] });
  });

  it('X-T9 held and fresh: a burden of 0', () => {
    expect(burden([{ origin: 'SURVEY', accountId: null, requests: 1, items: 1, held: 1, newFields: 0 }])).toMatchObject({
      newFields: 0,
      saved: { value: 100 },
    });
  });

  it('fields filled in are never more than those asked, and the parts add up to the whole', () => {
    const row = fc
      .record({
        origin: fc.constantFrom('STALE' as const, 'PARTITION' as const, 'SURVEY' as const),
        accountId: fc.option(fc.constantFrom('one', 'two')),
        requests: fc.nat(5),
        held: fc.nat(9),
        newFields: fc.nat(9),
        open: fc.nat(9),
      })
      .map(({ open, ...rest }): BurdenRow => ({ ...rest, items: rest.held + rest.newFields + open }));
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const report = burden(rows);
        expect(report.newFields).toBeLessThanOrEqual(report.items);
        for (const part of ['requests', 'items', 'newFields'] as const)
          expect(report.byOrigin.reduce((sum, origin) => sum + origin[part], 0)).toBe(report[part]);
      }),
    );
  });
});
