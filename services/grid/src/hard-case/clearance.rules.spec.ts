import { clearance } from './clearance.rules.js';

describe('G-17 the clearance of a period', () => {
  it('nine at its start or new, seven cleared and not reopened: 77.78 %', () => {
    const counts = { openAtStart: 6, registered: 3, returned: 0, cleared: 7, reopened: 1 };
    expect(clearance(counts)).toMatchObject({
      openAtStart: 6,
      registered: 3,
      cleared: 7,
      reopened: 1,
      rate: { denominator: 9, value: 77.78 },
    });
  });

  it('a case that broke out again after an earlier period is work of this one', () => {
    expect(clearance({ openAtStart: 0, registered: 0, returned: 1, cleared: 1, reopened: 1 }).rate.value).toBe(100);
  });

  it('without a case there is no rate', () => {
    expect(clearance({ openAtStart: 0, registered: 0, returned: 0, cleared: 0, reopened: 0 }).rate.value).toBeNull();
  });
});
