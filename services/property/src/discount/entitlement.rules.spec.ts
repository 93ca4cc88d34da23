import { checkReachable } from '@gezhi/shared/domain';
import { confirm, end, entitlementLife, record } from './entitlement.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-01T01:00:00.000Z';
const unit = { estateId: id(2), communityCode: '230521100001', householdId: id(4) };
const input = { id: id(1), unitId: id(3), kind: 'LOW_INCOME', from: '2025-01-01', to: null, evidenceIds: [id(9)] } as const;
const given = { ...input, evidenceIds: [...input.evidenceIds] };
const recorded = record(given, unit, 'one', now).state;
const coded = (code: string) => expect.objectContaining({ code: `property.discount.${code}` });

describe('P-12 what a household is entitled to', () => {
  it('every state of an entitlement is reached', () => expect(checkReachable(entitlementLife)).toEqual({ unreachable: [], unknown: [] }));

  it('is recorded of the household that the unit names', () => {
    expect(recorded).toMatchObject({ state: 'RECORDED', householdId: id(4), recordedBy: 'one', confirmedAt: null });
    for (const unfit of [undefined, { ...unit, householdId: null }])
      expect(() => record(given, unfit, 'one', now)).toThrow(coded('unit-unknown'));
    expect(() => record({ ...given, to: '2024-12-31' }, unit, 'one', now)).toThrow(coded('day-wrong'));
  });

  it('is confirmed by a second person, and nothing of it is told', () => {
    expect(confirm(recorded, 'two', now)).toMatchObject({ state: { state: 'CONFIRMED', confirmedAt: now }, events: [] });
    expect(() => confirm(recorded, 'one', now)).toThrow(coded('second-person-required'));
  });

  it('ends with a day from today on, also before it was confirmed, and once', () => {
    const ending = { id: id(1), lastDay: '2026-06-01', reason: '不再符合' };
    const ended = end(recorded, ending, now).state;
    expect(ended).toMatchObject({ state: 'ENDED', to: '2026-06-01', endReason: '不再符合' });
    expect(() => end(recorded, { ...ending, lastDay: '2026-05-31' }, now)).toThrow(coded('day-wrong'));
    expect(() => end({ ...recorded, to: '2026-05-31' }, ending, now)).toThrow(coded('day-wrong'));
    expect(() => end(ended, ending, now)).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
  });
});
