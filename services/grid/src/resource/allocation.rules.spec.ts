import type { allocateResource, InputOf, ResourceStandard } from '@gezhi/shared/contracts';
import { allocate, end } from './allocation.rules.js';

const now = '2026-06-01T02:00:00.000Z';
const id = '01890000-0000-7000-8000-000000000001';
const standard: ResourceStandard = { kind: 'MONEY', code: 'ANNUAL_FUND', zh: '试：经费', unit: '分', per: 'GRID', quantity: 1 };
const types = [{ resources: [] }, { resources: [standard] }];
const input: InputOf<typeof allocateResource> = {
  ...{ id, gridCode: '320404004001001', kind: 'MONEY', code: 'ANNUAL_FUND', quantity: 500_000 },
  ...{ source: 'BUDGET', fromOn: '2026-06-01' },
};
const refusal = (name: string) => expect.objectContaining({ code: `grid.resource.${name}` });

describe('G-09 what the standard knows is allocated to a grid', () => {
  const { state, events } = allocate(input, types, now);

  it('from a day on, and told of without the note', () => {
    expect(state).toEqual({ ...input, version: 1, sourceId: null, note: null, endedOn: null, endReason: null });
    const { gridCode, kind, code, quantity, source } = input;
    expect(events.map(({ data }) => data)).toEqual([{ allocationId: id, gridCode, kind, code, quantity, source, at: now, version: 1 }]);
  });

  it.each([{ code: 'CAMERA' }, { kind: 'EQUIPMENT' as const }])('refuses what it does not know: %p', (more) => {
    expect(() => allocate({ ...input, ...more }, types, now)).toThrow(refusal('resource-unknown'));
  });

  it.each([
    ['too-far-ahead', '9999-12-31'],
    ['too-long-ago', '1000-01-01'],
  ])('refuses a first day %s', (name, fromOn) => {
    expect(() => allocate({ ...input, fromOn }, types, now)).toThrow(refusal(name));
  });

  it('ends once, on its first day at the earliest', () => {
    const ended = end(state, { id, endedOn: '2026-06-01', reason: '试：收回' }).state;
    expect(ended).toMatchObject({ endedOn: '2026-06-01', endReason: '试：收回' });
    expect(() => end(state, { id, endedOn: '2026-05-31', reason: '试' })).toThrow(refusal('period-invalid'));
    expect(() => end(ended, { id, endedOn: '2026-06-02', reason: '试' })).toThrow(refusal('already-ended'));
  });
});
