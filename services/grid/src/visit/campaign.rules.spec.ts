import { checkReachable } from '@gezhi/shared/domain';
import { campaignLifeCycle, close, gapsOf, isCovered, open, waive, type CampaignState } from './campaign.rules.js';

const now = '2026-06-30T08:00:00.000Z';
const id = '01890000-0000-7000-8000-0000000000c1';
const grid = (serial: number) => `32040400400100${serial}`;
const campaign: CampaignState = {
  ...{
    id,
    version: 4,
    placeCode: '320404004',
    kind: 'THREE_VISITS_THREE_IMPROVEMENTS',
    title: '三访三优',
    aims: ['CONDUCT', 'GOVERNANCE', 'ENVIRONMENT'],
  },
  ...{ coveragePercent: 100, status: 'OPEN', openedAt: now, closedAt: null },
};
const cover = (serial: number, visited: number, households: number, waived = false) => ({
  gridCode: grid(serial),
  visited,
  households,
  waived,
});
const refusal = (name: string) => expect.objectContaining({ code: `grid.visit.${name}` });

describe('G-02, G-25 a campaign covers all grids of its place', () => {
  it('reaches every state', () => {
    expect(checkReachable(campaignLifeCycle)).toEqual({ unreachable: [], unknown: [] });
  });

  it('opens with its aims', () => {
    const { id: _id, version: _version, status: _status, openedAt: _openedAt, closedAt: _closedAt, ...input } = campaign;
    expect(open({ id, ...input }, now).state).toEqual({ ...campaign, version: 1 });
  });

  it.each([
    [0, 0, 100, true],
    [1, 2, 50, true],
    [1, 3, 34, false],
    [299, 300, 100, false],
    [300, 300, 100, true],
    [0, 1, 1, false],
  ])('%i of %i households at %i %%: %s', (visited, households, percent, covered) => {
    expect(isCovered({ visited, households }, percent)).toBe(covered);
  });

  it('lists the grids neither covered nor waived', () => {
    expect(gapsOf([cover(1, 3, 3), cover(2, 2, 3), cover(3, 0, 3, true)], 100)).toEqual([grid(2)]);
  });
});

describe('G-02 a grid is waived once with reason', () => {
  it('while the campaign is open', () => {
    expect(waive(campaign, { code: grid(1), inForce: true, waived: false }).state).toEqual(campaign);
  });

  it.each([
    ['grid-outside-campaign', campaign, { code: '230521100001001', inForce: true, waived: false }],
    ['grid-outside-campaign', campaign, { code: grid(1), inForce: false, waived: false }],
    ['already-waived', campaign, { code: grid(1), inForce: true, waived: true }],
    ['campaign-closed', { ...campaign, status: 'CLOSED' as const }, { code: grid(1), inForce: true, waived: false }],
  ])('refuses %s', (name, state, of) => {
    expect(() => waive(state, of)).toThrow(refusal(name));
  });
});

describe('G-02, G-23, G-T6 a campaign closes with every grid covered or waived and every problem settled', () => {
  it('and tells which grids were waived', () => {
    const { state, events } = close(campaign, { coverage: [cover(1, 3, 3), cover(2, 0, 3, true)], unsettledProblems: 0 }, now);
    expect(state).toMatchObject({ status: 'CLOSED', closedAt: now });
    expect(events.map(({ data }) => data)).toEqual([
      { campaignId: id, placeCode: '320404004', covered: 1, waived: [grid(2)], at: now, version: 5 },
    ]);
  });

  it.each([
    ['grids-uncovered', campaign, { coverage: [cover(1, 2, 3)], unsettledProblems: 0 }, { gridCodes: [grid(1)] }],
    ['problems-unsettled', campaign, { coverage: [cover(1, 3, 3)], unsettledProblems: 28 }, { count: 28 }],
    [
      'campaign-closed',
      { ...campaign, status: 'CLOSED' as const },
      { coverage: [], unsettledProblems: 0 },
      { from: 'CLOSED', action: 'close', allowed: [] },
    ],
  ])('refuses %s', (name, state, found, details) => {
    expect(() => close(state, found, now)).toThrow(refusal(name));
    expect(() => close(state, found, now)).toThrow(expect.objectContaining({ details }));
  });
});
