import type { InputOf, registerUnit } from '@gezhi/shared/contracts';
import { correct, register } from './unit.rules.js';

const now = '2026-03-01T00:00:00.000Z';
const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const building = { estateId: id(1), communityCode: '230521100001' };
const input: InputOf<typeof registerUnit> = {
  id: id(3),
  buildingId: id(2),
  label: '1单元101',
  kind: 'RESIDENTIAL',
  area: 6_250,
  areaSource: 'TITLE_REGISTER',
};
const there = { communityCode: '230521100001', hasLeft: false };
const coded = (code: string) => expect.objectContaining({ code: `property.unit.${code}` });

describe('P-01 the register of units', () => {
  it('a unit is of its building, and is told with its area and without its door', () => {
    const { state, events } = register(input, building, undefined, now);
    expect(state).toEqual({ ...input, ...building, householdId: null, externalRef: null, version: 1 });
    expect(events[0]!.data).toMatchObject({ unitId: id(3), area: 6_250, areaSource: 'TITLE_REGISTER', householdId: null, version: 1 });
    expect(JSON.stringify(events)).not.toContain('1单元101');
  });

  it('names a household only that is there', () => {
    const named = { ...input, householdId: id(9) };
    expect(register(named, building, there, now).state.householdId).toBe(id(9));
    for (const household of [undefined, { ...there, hasLeft: true }, { ...there, communityCode: '230521100002' }])
      expect(() => register(named, building, household, now)).toThrow(coded('household-unknown'));
    expect(() => register(input, undefined, undefined, now)).toThrow(coded('building-unknown'));
  });

  it('a correction says something new; what it leaves out stays', () => {
    const unit = register({ ...input, householdId: id(9) }, building, there, now).state;
    const corrected = correct(unit, { id: unit.id, area: 6_300, areaSource: 'MEASUREMENT' }, undefined, now);
    expect(corrected.state).toEqual({ ...unit, area: 6_300, areaSource: 'MEASUREMENT' });
    expect(corrected.events[0]!.data).toMatchObject({ area: 6_300, householdId: id(9), version: 2 });
    expect(correct(unit, { id: unit.id, householdId: null }, undefined, now).state.householdId).toBeNull();
    for (const nothing of [{}, { area: 6_250 }, { householdId: id(9) }])
      expect(() => correct(unit, { id: unit.id, ...nothing }, undefined, now)).toThrow(coded('unchanged'));
    expect(() => correct(unit, { id: unit.id, householdId: id(8) }, undefined, now)).toThrow(coded('household-unknown'));
  });
});
