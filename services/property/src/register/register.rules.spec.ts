import fc from 'fast-check';
import { areaOf, intake, type Row } from './register.rules.js';

const now = '2026-03-01T00:00:00.000Z';
const estate = { id: '01890000-0000-7000-8000-000000000001', communityCode: '230521100001', name: '演示小区' };
const row = (number: number, more: Partial<Row> = {}): Row => ({
  ...{ externalRef: `U-${number}`, communityCode: '230521100001', estateName: '演示小区', buildingLabel: '1号楼', label: `${number}` },
  ...{ kind: 'RESIDENTIAL' as const, squareMetres: '62.5', areaSource: 'TITLE_REGISTER' as const, ownerKind: 'PERSON' as const },
  ...more,
});
const household = { communityCode: estate.communityCode, hasLeft: false };
const households = new Map([
  ['there', household],
  ['left', { ...household, hasLeft: true }],
]);
const outcome = (...rows: Row[]) => {
  const { accepted, refused } = intake(rows, '230521', [estate], households, now);
  return { accepted: accepted.map((each) => each.row.externalRef), refused: refused.map(({ code }) => code) };
};

describe('P-01 the register is taken in row by row', () => {
  it('an owner owns since the day of the title begins in China, or since the import', () => {
    const rows = [row(1, { ownerName: '演示业主', ownedSince: '2012-05-20' }), row(2, { ownerName: '演示业主' }), row(3)];
    expect(intake(rows, '230521', [estate], households, now).accepted.map(({ ownedFrom }) => ownedFrom)).toEqual([
      '2012-05-19T16:00:00.000Z',
      now,
      null,
    ]);
  });

  it('each row that does not fit is refused by itself', () => {
    expect(outcome(row(1), row(1, { label: '2' }))).toEqual({ accepted: ['U-1'], refused: ['property.register.repeated-in-batch'] });
    expect(outcome(row(1), row(2, { label: '1' }))).toEqual({ accepted: ['U-1'], refused: ['property.register.repeated-in-batch'] });
    expect(outcome(row(1), row(2, { label: '1', buildingLabel: '2号楼' })).refused).toEqual([]);
    expect(outcome(row(1, { communityCode: '320404004001' })).refused).toEqual(['property.register.outside-place']);
    expect(outcome(row(1, { estateName: '别处' })).refused).toEqual(['property.register.estate-unknown']);
    expect(outcome(row(1, { householdId: 'there' })).refused).toEqual([]);
    for (const householdId of ['left', 'unknown'])
      expect(outcome(row(1, { householdId })).refused).toEqual(['property.unit.household-unknown']);
    for (const owner of [{ identityNumber: '演示' }, { phone: '演示' }, { ownedSince: '2012-05-20' }])
      expect(outcome(row(1, owner)).refused).toEqual(['property.register.owner-name-missing']);
    expect(outcome(row(1, { ownerName: '演示业主', ownedSince: '2026-03-02' })).refused).toEqual(['property.ownership.in-future']);
  });

  it('square metres are taken exactly', () => {
    expect(['62.5', '62.50', '62', '0.01', '999999.99'].map(areaOf)).toEqual([6_250, 6_250, 6_200, 1, 99_999_999]);
    fc.assert(fc.property(fc.integer({ min: 1, max: 99_999_999 }), (area) => expect(areaOf((area / 100).toFixed(2))).toBe(area)));
  });
});
