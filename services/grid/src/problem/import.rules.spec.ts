import { problemErrors } from '@gezhi/shared/contracts';
import { takeOver, withoutMissing } from './import.rules.js';
import { grid, idOf, now } from './problem.fixture.js';
import { defaultPolicy } from './problem-policy.rules.js';
import { standing } from './problem.rules.js';

const community = '320404004003';
const row = (number: number, changes = {}) => ({
  communityCode: community,
  externalRef: `XL-${number}`,
  scope: 'COMMON' as const,
  class: 'SANITATION',
  summary: '样例：台账问题',
  gridCodes: [grid],
  rectified: false,
  ...changes,
});
const take = (rows: ReturnType<typeof row>[], known: string[] = [], placeCode = '320404004') =>
  takeOver(
    { placeCode, rows },
    {
      ids: rows.map((_, index) => idOf(index)),
      isKnown: ({ externalRef }) => known.includes(externalRef),
      policyAt: (code) => (code === community ? defaultPolicy : { ...defaultPolicy, classes: [] }),
    },
    null,
    now,
  );

describe('G-20 G-T6 taking over a register', () => {
  it('76 common and 119 individual problems stand as the register says, each told once', () => {
    const common = Array.from({ length: 76 }, (_, index) => row(index, { rectified: index < 56 }));
    const individual = Array.from({ length: 119 }, (_, index) => row(100 + index, { scope: 'INDIVIDUAL', rectified: index < 111 }));
    const { fresh: imported } = take([...common, ...individual]);
    expect(imported.filter(({ state }) => standing(state) === 'rectified')).toHaveLength(167);
    expect(imported.flatMap(({ events }) => events)).toHaveLength(195 + 167);
  });

  it('leaves known references and repetitions alone', () => {
    const { fresh, repeated } = take([row(1), row(2), row(3, { externalRef: 'XL-2' })], ['XL-1']);
    expect(fresh.map(({ state }) => state.externalRef)).toEqual(['XL-2']);
    expect(repeated).toBe(2);
  });

  it('lies at the community without a grid', () => {
    expect(take([row(1, { gridCodes: [] })]).fresh[0]!.state.placeCode).toBe(community);
  });

  it('refuses rows by their reference and takes the others', () => {
    const { fresh, refused } = take([row(1, { gridCodes: ['320404004005001'] }), row(2, { class: 'NO_SUCH' }), row(3)]);
    expect(fresh).toHaveLength(1);
    expect(refused).toEqual([
      { externalRef: 'XL-1', code: 'grid.problem.outside-place' },
      { externalRef: 'XL-2', code: 'grid.problem.class-unknown' },
    ]);
    expect(take([row(1)], [], '320404004005').refused[0]!.code).toBe('grid.problem.outside-place');
  });

  it('goes by what its community has laid down', () => {
    const elsewhere = row(1, { communityCode: '320404004005', gridCodes: [] });
    expect(take([elsewhere]).refused).toEqual([{ externalRef: 'XL-1', code: 'grid.problem.class-unknown' }]);
  });

  it('refuses rows that name what is not there', () => {
    const taken = take([row(1), row(2)]);
    const missing = new Map([[taken.fresh[0]!.state, problemErrors.gridUnknown]]);
    const { fresh, refused } = withoutMissing(taken, missing);
    expect([fresh.map(({ state }) => state.externalRef), refused]).toEqual([
      ['XL-2'],
      [{ externalRef: 'XL-1', code: 'grid.problem.grid-unknown' }],
    ]);
  });
});
