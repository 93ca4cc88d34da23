import type { PlannedGrid, values } from '@gezhi/shared/contracts';
import { checkReachable } from '@gezhi/shared/domain';
import { classify, type GridState } from './grid-type.rules.js';
import { codesFor } from './grid-code.rules.js';
import {
  activate,
  checkStillSound,
  draft,
  planLifeCycle,
  refuse,
  withdraw,
  type Known,
  type PlanState,
  type PlanStatus,
} from './partition.rules.js';
import { acceptPolicy, type PartitionPolicy } from './partition-policy.rules.js';
import { simulate } from './simulation.rules.js';
import { succession } from './succession.rules.js';

const community = '320404003012';
const code = (serial: string) => `${community}${serial}`;
const now = '2026-03-02T01:00:00.000Z';
const refusal = (name: string) => expect.objectContaining({ code: `grid.partition.${name}` });
const square = (west: number, south = 31, side = 0.01): values.Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ],
  ],
});
const policy: PartitionPolicy = {
  sizeMinimum: 300,
  sizeMaximum: 500,
  workloadPercent: 150,
  sliverSquareMetres: 1,
  source: 'a test',
  assumed: true,
};
const known = (more: Partial<Known> = {}): Known => ({ inForce: [], usedCodes: [], policy, ...more });
const grid = (boundary: values.Polygon, more: Partial<{ code: string; serial: string; from: string[] }> = {}) => ({
  type: 'COMMUNITY_BUILDING' as const,
  boundary,
  from: [],
  ...more,
});
const plan = (more: Partial<PlanState> = {}): PlanState => ({
  id: 'p',
  version: 1,
  communityCode: community,
  status: 'DRAFT',
  effectiveFrom: null,
  activatedAt: null,
  grids: [],
  ...more,
});
const input = (...grids: ReturnType<typeof grid>[]) => ({ id: 'p', communityCode: community, grids });

describe('G-T1 codes of a plan', () => {
  it('gives serials west to east, then north to south, after the highest ever used', () => {
    const grids = [grid(square(119.02)), grid(square(119, 31)), grid(square(119, 31.01))];
    expect(codesFor(community, grids, [code('004'), code('007')])).toEqual([code('010'), code('009'), code('008')]);
  });

  it('takes a serial as given: 320404 + 003 + 012 + 007', () => {
    expect(codesFor(community, [grid(square(119), { serial: '007' })], [])).toEqual(['320404003012007']);
  });

  it.each([
    ['used before', [grid(square(119), { serial: '004' })]],
    ['given twice', [grid(square(119), { serial: '005' }), grid(square(120), { serial: '005' })]],
    ['going on twice', [grid(square(119), { code: code('004') }), grid(square(120), { code: code('004') })]],
  ])('refuses a code %s', (_, grids) => {
    expect(() => codesFor(community, grids, [code('004')])).toThrow(refusal('code-taken'));
  });

  it('refuses a code and a serial for one grid, which contradict each other', () => {
    const both = grid(square(119), { code: code('004'), serial: '005' });
    expect(() => codesFor(community, [both], [code('004')])).toThrow(refusal('code-twofold'));
  });

  it('refuses when no serial is left', () => {
    expect(() => codesFor(community, [grid(square(119))], [code('999')])).toThrow(refusal('codes-exhausted'));
  });
});

describe('G-06 a plan is the complete new partition of a community', () => {
  const a = { code: code('001'), type: 'COMMUNITY_BUILDING' as const, boundary: square(119) };

  it('drafts sound grids with their codes', () => {
    const { state } = draft(
      input(grid(square(119), { code: code('001') }), grid(square(119.01), { from: [code('001')] })),
      known({ inForce: [a], usedCodes: [a.code] }),
      now,
    );
    expect(state).toMatchObject({ status: 'DRAFT', version: 1, effectiveFrom: null });
    expect(state.grids.map(({ code, kept, from }) => ({ code, kept, from }))).toEqual([
      { code: code('001'), kept: true, from: [] },
      { code: code('002'), kept: false, from: [code('001')] },
    ]);
  });

  it.each([
    ['overlap', input(grid(square(119)), grid(square(119.005))), known()],
    [
      'self-crossing',
      input(
        grid({
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [2, 1],
              [2, 0],
              [0, 2],
              [0, 0],
            ],
          ],
        }),
      ),
      known(),
    ],
    ['source-unknown', input(grid(square(119), { from: [code('001')] })), known()],
    ['source-unknown', input(grid(square(119), { code: code('001') })), known({ usedCodes: [code('001')] })],
    ['policy-missing', input(grid(square(119))), known({ policy: undefined })],
  ])('refuses %s', (name, asked, facts) => {
    expect(() => draft(asked, facts, now)).toThrow(refusal(name));
  });

  it.each([
    ['2026-03-02T00:55:00.000Z', true],
    ['2026-03-02T00:54:59.999Z', false],
    ['2028-03-01T16:00:00.000Z', true],
    ['2028-03-01T16:00:00.001Z', false],
  ])('G-06 is for a day from now on, within two years: %s', (effectiveFrom, fits) => {
    const drafting = () => draft({ ...input(grid(square(119))), effectiveFrom }, known(), now);
    if (fits) expect(drafting().state.effectiveFrom).toBe(effectiveFrom);
    else expect(drafting).toThrow(refusal('date-unfit'));
  });

  it('is checked again when it comes into force', () => {
    const planned = (grids: Partial<PlannedGrid>[]) =>
      plan({
        grids: grids.map((one) => ({
          code: code('002'),
          type: 'URBAN_RENEWAL',
          boundary: square(119),
          from: [],
          kept: false,
          typeWas: null,
          reason: null,
          ...one,
        })),
      });
    checkStillSound(planned([{ from: [a.code] }]), { inForce: [a], usedCodes: [a.code] });
    const third = { code: a.code, kept: true, typeWas: 'CONFLICT_RESOLUTION' as const };
    expect(() => checkStillSound(planned([third]), { inForce: [a], usedCodes: [a.code] })).toThrow(refusal('type-changed'));
    expect(() => checkStillSound(planned([{}]), { inForce: [], usedCodes: [code('002')] })).toThrow(refusal('code-taken'));
    expect(() => checkStillSound(planned([{ from: [a.code] }]), { inForce: [], usedCodes: [] })).toThrow(refusal('source-unknown'));
    expect(() => checkStillSound(planned([{ code: a.code, kept: true }]), { inForce: [], usedCodes: [a.code] })).toThrow(
      refusal('source-unknown'),
    );
  });
});

describe('G-06 life of a plan', () => {
  it('reaches every state', () => {
    expect(checkReachable(planLifeCycle)).toEqual({ unreachable: [], unknown: [] });
  });

  it('comes into force at once without a date, and at or after its date', () => {
    expect(activate(plan(), now).state).toMatchObject({ status: 'ACTIVE', activatedAt: now });
    expect(activate(plan({ effectiveFrom: now }), now).state.status).toBe('ACTIVE');
    expect(activate(plan({ status: 'SCHEDULED', effectiveFrom: now }), now).state.status).toBe('ACTIVE');
  });

  it('is scheduled before its date, and not hurried then', () => {
    const ahead = plan({ effectiveFrom: '2026-03-02T01:00:00.001Z' });
    expect(activate(ahead, now).state).toMatchObject({ status: 'SCHEDULED', activatedAt: null });
    expect(() => activate({ ...ahead, status: 'SCHEDULED' }, now)).toThrow(
      expect.objectContaining({ code: 'platform.request.wrong-state' }),
    );
  });

  it('is withdrawn before it is in force; a scheduled one can go back to draft', () => {
    for (const status of ['DRAFT', 'SCHEDULED'] as const) expect(withdraw(plan({ status })).state.status).toBe('WITHDRAWN');
    expect(refuse(plan({ status: 'SCHEDULED' })).state.status).toBe('DRAFT');
  });

  it.each<[PlanStatus]>([['ACTIVE'], ['WITHDRAWN']])('is final as %s', (status) => {
    const wrong = expect.objectContaining({ code: 'platform.request.wrong-state' });
    expect(() => activate(plan({ status }), now)).toThrow(wrong);
    expect(() => withdraw(plan({ status }))).toThrow(wrong);
    expect(() => refuse(plan({ status }))).toThrow(wrong);
  });
});

describe('G-06, G-T3 lineage of a plan', () => {
  const inForce = ['001', '002'].map((serial, index) => ({
    code: code(serial),
    type: 'URBAN_RENEWAL' as const,
    boundary: square(119 + index / 100),
  }));
  const to = (serial: string, from: string[], more: Partial<PlannedGrid> = {}): PlannedGrid => ({
    code: code(serial),
    type: 'URBAN_RENEWAL',
    boundary: square(118),
    from: from.map(code),
    kept: false,
    typeWas: null,
    reason: null,
    ...more,
  });
  const trace = (...grids: PlannedGrid[]) => succession(plan({ grids }), inForce);

  it('splits one into two and retires it', () => {
    const { lineage, retired } = trace(
      to('003', ['001']),
      to('004', ['001']),
      to('002', [], { kept: true, boundary: inForce[1]!.boundary }),
    );
    expect(lineage).toEqual([
      { from: code('001'), to: code('003'), kind: 'SPLIT' },
      { from: code('001'), to: code('004'), kind: 'SPLIT' },
    ]);
    expect(retired).toEqual([code('001')]);
  });

  it('merges two, redraws one, begins a new one', () => {
    expect(trace(to('003', ['001', '002'])).lineage.map(({ kind }) => kind)).toEqual(['MERGE', 'MERGE']);
    expect(trace(to('003', ['001'])).lineage).toEqual([{ from: code('001'), to: code('003'), kind: 'REDRAW' }]);
    expect(trace(to('003', [])).lineage).toEqual([{ from: null, to: code('003'), kind: 'NEW' }]);
  });

  it('splits from a grid that goes on smaller', () => {
    const { lineage, retired, opened } = trace(
      to('001', [], { kept: true }),
      to('003', ['001']),
      to('002', [], { kept: true, boundary: inForce[1]!.boundary }),
    );
    expect(lineage).toEqual([
      { from: code('001'), to: code('001'), kind: 'SPLIT' },
      { from: code('001'), to: code('003'), kind: 'SPLIT' },
    ]);
    expect([retired, opened.map(({ code }) => code)]).toEqual([[], [code('001'), code('003')]]);
  });

  it('leaves no trace of a grid that goes on unchanged, but opens one of another type', () => {
    const same = to('001', [], { kept: true, boundary: inForce[0]!.boundary });
    expect(trace(same)).toEqual({ opened: [], retired: [code('002')], lineage: [] });
    expect(trace({ ...same, type: 'ENTERPRISE_SERVICE' }).opened).toHaveLength(1);
  });
});

describe('G-06 how large a jurisdiction wants its grids', () => {
  it('lays down a size band that holds at least one number', () => {
    expect(acceptPolicy({ ...policy, sizeMinimum: 500 })).toMatchObject({ sizeMinimum: 500, sizeMaximum: 500 });
    expect(() => acceptPolicy({ ...policy, sizeMinimum: 501 })).toThrow(refusal('policy-invalid'));
  });
});

describe('G-06 size band of a simulation', () => {
  it.each([
    [299, 'BELOW_BAND'],
    [300, null],
    [500, null],
    [501, 'ABOVE_BAND'],
  ])('%i households: %s', (count, warning) => {
    const households = Array.from({ length: count }, (_, index) => ({
      householdId: String(index),
      kind: 'RESIDENT' as const,
      gridCode: null,
      lon: 119.005,
      lat: 31.005,
    }));
    const grids = [
      { code: code('001'), type: 'URBAN_RENEWAL' as const, boundary: square(119), from: [], kept: false, typeWas: null, reason: null },
    ];
    expect(simulate({ grids }, households, policy).grids).toEqual([{ code: code('001'), households: count, warning }]);
    expect(simulate({ grids }, households, undefined).grids[0]!.warning).toBeNull();
  });
});

describe('G-07 a grid has one type at a time, changed with date and reason', () => {
  const state: GridState = {
    id: 'a',
    version: 3,
    code: code('001'),
    communityCode: community,
    type: 'URBAN_RENEWAL',
    boundary: square(119),
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: null,
    planId: 'p',
    reason: null,
  };

  it('opens the next form of the grid and tells of it', () => {
    const { state: next, events } = classify(state, 'ENTERPRISE_SERVICE', 'a market has opened', 'b', now);
    expect(next).toEqual({ ...state, id: 'b', version: 4, type: 'ENTERPRISE_SERVICE', reason: 'a market has opened', validFrom: now });
    expect(events.map(({ data }) => data)).toEqual([
      { gridCode: code('001'), communityCode: community, from: 'URBAN_RENEWAL', to: 'ENTERPRISE_SERVICE', at: now, version: 4 },
    ]);
  });

  it('refuses the type it has', () => {
    expect(() => classify(state, 'URBAN_RENEWAL', 'none', 'b', now)).toThrow(refusal('same-type'));
  });
});
