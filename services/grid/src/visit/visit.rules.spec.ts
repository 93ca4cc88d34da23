import { intake } from './visit-intake.rules.js';
import { acceptPolicy } from './visit-policy.rules.js';
import { checkOccurredAt, declaredOnDevice, record, visitKindFor, type Visited } from './visit.rules.js';

const now = '2026-06-30T08:00:00.000Z';
const household: Visited = {
  id: '01890000-0000-7000-8000-000000000001',
  kind: 'RESIDENT',
  status: 'ACTIVE',
  communityCode: '320404004001',
  gridCode: '320404004001002',
};
const policy = { offlineDays: 30, importDays: 1095, contactDays: 30, source: 'a test', assumed: true };
const input = {
  id: '01890000-0000-7000-8000-00000000000a',
  householdId: household.id,
  occurredAt: '2026-06-30T07:59:59.999Z',
  kind: 'RESIDENT' as const,
  needs: ['PARKING'],
  evidence: [],
};
const refusal = (name: string) => expect.objectContaining({ code: `grid.visit.${name}` });

describe('G-02, G-19 a visit is recorded at the instant it happened', () => {
  it('on the spot, and tells where and whom', () => {
    const { state, events } = record(input, { household, policy, actorId: 'cadre' }, now);
    expect(state).toMatchObject({
      version: 1,
      communityCode: '320404004001',
      campaignId: null,
      recordedAt: now,
      actorId: 'cadre',
      externalRef: null,
    });
    expect(events.map(({ data }) => data)).toEqual([
      {
        visits: [
          {
            ...{
              visitId: input.id,
              householdId: household.id,
              householdKind: 'RESIDENT',
              gridCode: '320404004001002',
              communityCode: '320404004001',
            },
            ...{ occurredAt: input.occurredAt, campaignId: null, actorId: 'cadre' },
          },
        ],
      },
    ]);
  });

  it('late from offline up to the days allowed, to the millisecond', () => {
    checkOccurredAt(now, now, 30);
    checkOccurredAt('2026-05-31T08:00:00.000Z', now, 30);
    expect(() => checkOccurredAt('2026-05-31T07:59:59.999Z', now, 30)).toThrow(refusal('too-long-ago'));
    expect(() => checkOccurredAt('2026-06-30T08:00:00.001Z', now, 30)).toThrow(refusal('in-the-future'));
  });

  it('by a phone whose clock is up to two minutes fast it happened now', () => {
    expect(declaredOnDevice('2026-06-30T07:59:59.999Z', now, 30)).toBe('2026-06-30T07:59:59.999Z');
    for (const fast of ['2026-06-30T08:00:00.001Z', '2026-06-30T08:02:00.000Z']) {
      expect(declaredOnDevice(fast, now, 30)).toBe(now);
      expect(record({ ...input, occurredAt: fast }, { policy, actorId: 'cadre', household }, now).state.occurredAt).toBe(now);
    }
    expect(() => declaredOnDevice('2026-06-30T08:02:00.001Z', now, 30)).toThrow(refusal('in-the-future'));
  });

  it.each([
    ['household-unknown', { household: undefined }],
    ['household-left', { household: { ...household, status: 'LEFT' as const } }],
  ])('refuses %s', (name, facts) => {
    expect(() => record(input, { policy, actorId: 'cadre', ...facts }, now)).toThrow(refusal(name));
  });

  it('G-02 counts for a campaign from the day that it opened, by the calendar of the place', () => {
    const facts = { household, policy, actorId: 'cadre' };
    const visited = { ...input, campaignId: '01890000-0000-7000-8000-000000000009', occurredAt: '2026-06-29T16:00:00.000Z' };
    expect(record(visited, { ...facts, campaign: { openedAt: '2026-06-30T07:00:00.000Z' } }, now).state.campaignId).toBe(
      visited.campaignId,
    );
    const earlier = { ...visited, occurredAt: '2026-06-29T15:59:59.999Z' };
    expect(() => record(earlier, { ...facts, campaign: { openedAt: '2026-06-30T07:00:00.000Z' } }, now)).toThrow(
      refusal('before-campaign'),
    );
  });
});

describe('G-19, X-03 how late a jurisdiction lets visits be recorded', () => {
  it.each([
    [30, 1095, true],
    [30, 30, true],
    [30, 29, false],
  ])('%i days late, %i days by a register: %s', (offlineDays, importDays, accepted) => {
    const attempt = () => acceptPolicy({ ...policy, offlineDays, importDays });
    if (accepted) expect(attempt()).toMatchObject({ offlineDays, importDays });
    else expect(attempt).toThrow(refusal('policy-invalid'));
  });
});

describe('G-25 three kinds of visit fit three kinds of household', () => {
  it.each([
    ['RESIDENT', 'RESIDENT'],
    ['SHOP', 'STREET'],
    ['ENTERPRISE', 'ENTERPRISE'],
  ] as const)('a visit to a %s is %s unless told', (kind, visit) => {
    expect(visitKindFor(kind)).toBe(visit);
    expect(visitKindFor(kind, 'STREET')).toBe('STREET');
  });

  it.each([
    ['RESIDENT', 'ENTERPRISE'],
    ['SHOP', 'RESIDENT'],
    ['ENTERPRISE', 'RESIDENT'],
  ] as const)('refuses a %s visited as %s', (kind, visit) => {
    expect(() => visitKindFor(kind, visit)).toThrow(refusal('kind-mismatch'));
  });
});

describe('G-19 intake of a register of visits', () => {
  const row = (householdRef: string, occurredAt: string, kind?: 'ENTERPRISE') => ({
    externalRef: `v-${householdRef}`,
    communityCode: '320404004001',
    householdRef,
    occurredAt,
    needs: [],
    ...(kind && { kind }),
  });

  it('judges every row by itself', () => {
    const rows = [
      row('known', now),
      row('unknown', now),
      row('known', '2027-01-01T00:00:00.000Z'),
      row('known', '2020-01-01T00:00:00.000Z'),
      row('known', now, 'ENTERPRISE'),
    ];
    const find = ({ householdRef }: { householdRef: string }) => (householdRef === 'known' ? household : undefined);
    const { accepted, refused } = intake(rows, {
      ids: ['a', 'b', 'c', 'd', 'e'],
      find,
      policy,
      campaignId: null,
      actorId: 'secretary',
      now,
    });
    expect(accepted.map(({ visit: { id, kind, externalRef, recordedAt } }) => [id, kind, externalRef, recordedAt])).toEqual([
      ['a', 'RESIDENT', 'v-known', now],
    ]);
    expect(refused.map(({ code }) => code)).toEqual([
      'grid.visit.household-unknown',
      'grid.visit.in-the-future',
      'grid.visit.too-long-ago',
      'grid.visit.kind-mismatch',
    ]);
  });
});
