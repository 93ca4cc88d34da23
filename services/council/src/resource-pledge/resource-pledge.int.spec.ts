import { deliverResource, pledgeResource, pledgesOfCouncil, retractPledge, withdrawOrganization } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { startTestService, type TestService } from '@gezhi/shared/testing';
import { foundedCouncil } from '../council/council.fixture.js';
import { councilService } from '../service.module.js';

const day = 86_400_000;
const refusal = (code: string) => expect.objectContaining({ code: `council.${code}` });

let service: TestService;
let founded: Awaited<ReturnType<typeof foundedCouncil>>;
beforeAll(async () => {
  service = await startTestService(councilService);
  founded = await foundedCouncil(service, '230521100001');
}, 120_000);
afterAll(() => service?.stop());

const pledging = (changes: object = {}) => ({
  ...{ id: newId(), organizationId: founded.organizations.agency, field: 'HEALTH', title: '演示：每月义诊（次）', pledged: 30 },
  ...{ dueOn: addDays(localDateOf(service.clock.now()), 10), ...changes },
});

describe('C-17 pledges of organisations', () => {
  it('of many deliveries at once none is lost, and never more than pledged; what is late is marked', async () => {
    const { secretary, council } = founded;
    const [made, late] = [await secretary.call(pledgeResource, pledging()), await secretary.call(pledgeResource, pledging())];
    const settled = await Promise.allSettled(
      Array.from({ length: 12 }, () => secretary.call(deliverResource, { id: made.id, delivered: 3 })),
    );
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    await service.advance(12 * day);
    const { items } = await secretary.call(pledgesOfCouncil, { councilId: council.id });
    expect(items.map(({ id, state, delivered, isOverdue }) => [id, state, delivered, isOverdue]).toSorted()).toEqual(
      [
        [made.id, 'HONOURED', 30, false],
        [late.id, 'PLEDGED', 0, true],
      ].toSorted(),
    );
    expect(await secretary.call(retractPledge, { id: late.id, reason: '演示' })).toMatchObject({ state: 'RETRACTED' });
  });

  it('an organisation that left pledges nothing', async () => {
    const { secretary, organizations } = founded;
    await secretary.call(withdrawOrganization, { id: organizations.social, reason: '演示' });
    await expect(secretary.call(pledgeResource, pledging({ organizationId: organizations.social }))).rejects.toThrow(
      refusal('council.organization-withdrawn'),
    );
    await expect(secretary.call(pledgeResource, pledging({ dueOn: '2020-01-01' }))).rejects.toThrow(refusal('resource-pledge.due-invalid'));
  });
});
