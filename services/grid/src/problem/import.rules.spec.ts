import { takeOver } from './import.rules.js';
import { defaultCatalogue } from './problem-class.rules.js';
import { grid, idOf, now, refusal } from './problem.fixture.js';
import { standing } from './problem.rules.js';

const row = (number: number, changes = {}) => ({
  id: idOf(number),
  externalRef: `XL-${number}`,
  scope: 'COMMON' as const,
  class: 'SANITATION',
  summary: '样例：台账问题',
  gridCodes: [grid],
  rectified: false,
  ...changes,
});
const batch = (...rows: ReturnType<typeof row>[]) => ({ id: idOf(1000), communityCode: '320404004003', rows });

describe('G-20 G-T6 taking over a register', () => {
  it('76 common and 119 individual problems stand as the register says, each told once', () => {
    const common = Array.from({ length: 76 }, (_, index) => row(index, { rectified: index < 56 }));
    const individual = Array.from({ length: 119 }, (_, index) => row(100 + index, { scope: 'INDIVIDUAL', rectified: index < 111 }));
    const imported = takeOver(batch(...common, ...individual), new Set(), defaultCatalogue, null, now);
    expect(imported.filter(({ state }) => standing(state) === 'rectified')).toHaveLength(167);
    expect(imported.flatMap(({ events }) => events)).toHaveLength(195 + 167);
  });

  it('leaves known references and repetitions alone', () => {
    const imported = takeOver(batch(row(1), row(2), row(3, { externalRef: 'XL-2' })), new Set(['XL-1']), defaultCatalogue, null, now);
    expect(imported.map(({ state }) => state.externalRef)).toEqual(['XL-2']);
  });

  it('lies at the community without a grid, and refuses grids of another one', () => {
    expect(takeOver(batch(row(1, { gridCodes: [] })), new Set(), defaultCatalogue, null, now)[0]!.state.placeCode).toBe('320404004003');
    expect(refusal(() => takeOver(batch(row(1, { gridCodes: ['320404004005001'] })), new Set(), defaultCatalogue, null, now))).toBe(
      'grid.problem.outside-place',
    );
  });
});
