import { activityLife, cancel, close, hold, open, plan, stationLife, type ActivityState, type StationState } from './station.rules.js';

const now = '2026-11-23T01:00:00.000Z';
const later = '2026-11-24T01:00:00.000Z';
const [activityId, stationId] = ['0190aaaa-0000-7000-8000-000000000004', '0190aaaa-0000-7000-8000-000000000005'];
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });
const refusal = (name: string) => expect.objectContaining({ code: `grid.station.${name}` });
const where = { id: stationId, communityCode: '230521100001', name: '试验驿站', addressLabel: '试验路1号' };
const station: StationState = { ...where, version: 1, status: 'OPEN' };
const activity: ActivityState = {
  ...{ id: activityId, version: 1, stationId, communityCode: '230521100001', theme: '试验茶话会', startsAt: later },
  ...{ status: 'PLANNED', residents: null, workers: null, summary: null, evidenceIds: [] },
};

describe('G-35 a steward station', () => {
  it('opens in a community, and closes once', () => {
    expect(open(where)).toEqual({ state: station, events: [] });
    const { state } = close(station);
    expect(state).toEqual({ ...station, status: 'CLOSED' });
    expect(() => close(state)).toThrow(wrongState);
    expect(stationLife.all()).toHaveLength(2);
  });
});

describe('G-35 an activity at a station', () => {
  const input = { id: activityId, stationId, theme: '试验茶话会', startsAt: later };
  const came = { id: activityId, residents: 31, workers: 4, evidenceIds: [] };

  it('is planned while the station is open', () => {
    expect(plan(input, station, now)).toEqual({ state: activity, events: [] });
    expect(() => plan(input, { ...station, status: 'CLOSED' }, now)).toThrow(refusal('station-closed'));
    expect(() => plan(input, undefined, now)).toThrow(refusal('station-unknown'));
  });
  it('is planned for today in Shanghai or later', () => {
    expect(plan({ ...input, startsAt: '2026-11-22T16:00:00.000Z' }, station, now).state.status).toBe('PLANNED');
    expect(() => plan({ ...input, startsAt: '2026-11-22T15:59:59.999Z' }, station, now)).toThrow(refusal('start-past'));
    expect(() => plan({ ...input, startsAt: '9999-12-30T00:00:00.000Z' }, station, now)).toThrow(refusal('too-far-ahead'));
  });
  it('is held once it has begun, with how many took part, and told without them', () => {
    const { state, events } = hold(activity, { ...came, summary: '聊了停车' }, later);
    expect(state).toEqual({ ...activity, status: 'HELD', residents: 31, workers: 4, summary: '聊了停车' });
    expect(events.map(({ data }) => data)).toEqual([{ activityId, stationId, communityCode: '230521100001', at: later, version: 2 }]);
    expect(hold(activity, { ...came, residents: 0, workers: 0 }, later).state).toMatchObject({ residents: 0, workers: 0, summary: null });
    expect(() => hold(activity, came, now)).toThrow(refusal('not-begun'));
  });
  it('is cancelled before it is held', () => {
    expect(cancel(activity).state).toEqual({ ...activity, status: 'CANCELLED' });
  });
  it.each(['HELD', 'CANCELLED'] as const)('is final once %s', (status) => {
    expect(() => hold({ ...activity, status }, came, later)).toThrow(wrongState);
    expect(() => cancel({ ...activity, status })).toThrow(wrongState);
    expect(activityLife.table[status]).toEqual({});
  });
});
