import { defaultPolicy } from '../service-field/service-field.rules.js';
import { changeCapacity, isOffered, list, withdraw } from './service-offer.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-10T08:00:00.000Z';
const input = {
  ...{ id: id(1), placeCode: '230521100', field: 'HEALTH', skills: ['MEDICAL_ADVICE'], title: '演示：社区义诊' },
  ...{ slots: ['WEEKEND_DAY' as const], from: '2026-03-01', to: '2026-03-31', capacity: 2 },
};
const organization = {
  ...{ id: id(2), version: 1, councilId: id(3), communityCode: '230521100001', kind: 'AGENCY' as const, name: '演示医院' },
  ...{ state: 'ADMITTED' as const, admittedOn: '2026-01-01', withdrawnOn: null, withdrawalReason: null },
};
const facts = { organization: undefined, policy: defaultPolicy };
const listed = () => list(input, facts, now).state;
const refusal = (code: string) => expect.objectContaining({ code });

describe('C-14 the list of services', () => {
  it('takes offers of organisations, and of volunteers whom it does not name', () => {
    expect(list(input, { ...facts, organization }, now).state).toMatchObject({ provider: 'ORGANIZATION', organizationId: id(2), taken: 0 });
    expect(listed()).toMatchObject({ provider: 'VOLUNTEER', organizationId: null, state: 'LISTED' });
  });

  it.each([
    ['that end before they begin', { from: '2026-04-01' }, 'council.service-offer.period-invalid'],
    ['that are over', { from: '2026-03-01', to: '2026-03-09' }, 'council.service-offer.period-invalid'],
    ['of an unknown field', { field: 'PALACE' }, 'council.service-field.field-unknown'],
    ['of a skill of another field', { skills: ['ERRANDS'] }, 'council.service-field.skill-unknown'],
  ])('not those %s', (_, changes, code) => {
    expect(() => list({ ...input, ...changes }, facts, now)).toThrow(refusal(code));
  });

  it('nor of an organisation that left', () => {
    expect(() => list(input, { ...facts, organization: { ...organization, state: 'WITHDRAWN' } }, now)).toThrow(
      refusal('council.council.organization-withdrawn'),
    );
  });

  it('capacity never falls below what was claimed', () => {
    expect(changeCapacity({ ...listed(), taken: 1 }, 1).state.capacity).toBe(1);
    expect(() => changeCapacity({ ...listed(), taken: 2 }, 1)).toThrow(refusal('council.service-offer.capacity-taken'));
    expect(() => changeCapacity(withdraw(listed(), '演示').state, 3)).toThrow(refusal('platform.request.wrong-state'));
  });

  it('an offer stands on the list on its days, both counted, until it is withdrawn', () => {
    expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((on) => isOffered(listed(), on))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isOffered(withdraw(listed(), '演示').state, '2026-03-10')).toBe(false);
  });
});
