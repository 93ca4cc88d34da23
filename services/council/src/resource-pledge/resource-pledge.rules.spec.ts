import { defaultPolicy } from '../service-field/service-field.rules.js';
import { deliver, pledge, pledgeLife, retract } from './resource-pledge.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-10T08:00:00.000Z';
const organization = {
  ...{ id: id(2), version: 1, councilId: id(3), communityCode: '230521100001', kind: 'AGENCY' as const, name: '演示医院' },
  ...{ state: 'ADMITTED' as const, admittedOn: '2026-01-01', withdrawnOn: null, withdrawalReason: null },
};
const input = { id: id(1), organizationId: id(2), field: 'HEALTH', title: '演示：每月义诊（次）', pledged: 3, dueOn: '2026-06-30' };
const facts = { organization, policy: defaultPolicy };
const made = () => pledge(input, facts, now).state;
const refusal = (code: string) => expect.objectContaining({ code });

describe('C-17 what organisations bring down to a community', () => {
  it('is pledged by a member organisation, for a day to come', () => {
    expect(made()).toMatchObject({ councilId: id(3), communityCode: '230521100001', delivered: 0, state: 'PLEDGED' });
    const left = { ...facts, organization: { ...organization, state: 'WITHDRAWN' as const } };
    expect(() => pledge(input, left, now)).toThrow(refusal('council.council.organization-withdrawn'));
    expect(() => pledge({ ...input, field: 'PALACE' }, facts, now)).toThrow(refusal('council.service-field.field-unknown'));
    expect(() => pledge({ ...input, dueOn: '2026-03-09' }, facts, now)).toThrow(refusal('council.resource-pledge.due-invalid'));
  });

  it('is honoured with the last of it, and never more', () => {
    const twice = deliver(made(), 2, now).state;
    expect(twice).toMatchObject({ delivered: 2, state: 'PLEDGED', endedOn: null });
    expect(() => deliver(twice, 2, now)).toThrow(refusal('council.resource-pledge.over-delivered'));
    expect(deliver(twice, 1, now).state).toMatchObject({ delivered: 3, state: 'HONOURED', endedOn: '2026-03-10' });
    expect(() => deliver(deliver(twice, 1, now).state, 1, now)).toThrow(refusal('platform.request.wrong-state'));
  });

  it('is taken back with the reason', () => {
    expect(retract(made(), '演示', now).state).toMatchObject({ state: 'RETRACTED', retractionReason: '演示' });
    expect(pledgeLife.all()).toHaveLength(3);
  });
});
