import {
  acceptServiceRequest,
  dispatchServiceRequest,
  enterFeedbackSlip,
  fileServiceRequest,
  handleServiceRequest,
  respondToServiceRequest,
  resumeServiceRequest,
  serviceRequestRates,
  waitForReporter,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestService } from '@gezhi/shared/testing';
import { drawGrids } from '../partition/grid.fixture.js';
import { gridService } from '../service.module.js';

const place = '320404004002';
let service: TestService;
beforeAll(async () => {
  service = await startTestService(gridService);
  await drawGrids(service, `${place}001`);
}, 60_000);
afterAll(() => service?.stop());

describe('G-40 I-11 closed, reopened, closed again, never accepted: the numbers the incentive service folds from the same story', () => {
  it('a reopened request is not closed until closed again, and then judged by the deadline of its round', async () => {
    const leader = service.as({ roles: ['street-leader'], place: '320404004' });
    const one = service.as({ roles: ['grid-worker'], place });
    const clerk = service.as({ roles: ['grid-worker'], place });
    const reporter = () => ({ personId: newId(), name: '样例某乙' });
    const file = async () =>
      (
        await one.call(fileServiceRequest, {
          id: newId(),
          class: 'GENERAL',
          origin: 'HOTLINE',
          summary: '样例：楼道灯不亮',
          communityCode: place,
          reporter: reporter(),
        })
      ).id;
    const accept = async () => {
      const id = await file();
      await leader.call(acceptServiceRequest, { id });
      await leader.call(dispatchServiceRequest, { id, handlerId: one.accountId });
      return id;
    };
    const close = async (id: string) => {
      await one.call(respondToServiceRequest, { id });
      await one.call(handleServiceRequest, { id, note: '样例' });
    };
    const [kept, opened, late, again] = [await accept(), await accept(), await accept(), await accept()];
    for (const id of [kept, opened, late, again]) await close(id);
    for (const id of [opened, late, again]) await clerk.call(enterFeedbackSlip, { id, resolved: false, slipEvidenceId: newId() });
    await close(again);
    await accept();
    await file();
    const rates = async () =>
      (await leader.call(serviceRequestRates, { placeCode: place, from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' })).complaints;
    expect(await rates()).toMatchObject({ closureRate: { numerator: 2, denominator: 4 }, neverAccepted: 0 });
    await service.advance(8 * 86_400_000);
    await close(late);
    expect(await rates()).toMatchObject({
      closureRate: { numerator: 3, denominator: 5 },
      onTimeRate: { numerator: 2, denominator: 5 },
      neverAccepted: 1,
    });
  });

  it('G-T9 one that waits for its reporter is not due: its clock stands until they answer', async () => {
    const community = '320404004003';
    await drawGrids(service, `${community}001`);
    const one = service.as({ roles: ['grid-worker'], place: community });
    const finding = { id: newId(), class: 'EMERGENCY', origin: 'PATROL' as const, summary: '样例：路面塌陷', communityCode: community };
    const { id } = await one.call(fileServiceRequest, finding);
    await one.call(acceptServiceRequest, { id });
    await one.call(dispatchServiceRequest, { id, handlerId: one.accountId });
    await one.call(respondToServiceRequest, { id });
    const due = async () =>
      (await one.call(serviceRequestRates, { placeCode: community, from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' })).proactive
        .closureRate.denominator;
    await one.call(waitForReporter, { id, reason: 'INFORMATION_MISSING' });
    await service.advance(86_400_000);
    expect(await due()).toBe(0);
    await one.call(resumeServiceRequest, { id });
    expect(await due()).toBe(0);
    await service.advance(86_400_000);
    expect(await due()).toBe(1);
  });
});
