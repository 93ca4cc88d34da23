import {
  acceptServiceRequest,
  confirmPerformance,
  confirmServiceRequest,
  dispatchServiceRequest,
  fileServiceRequest,
  handleServiceRequest,
  openDispute,
  recordAgreement,
  respondToServiceRequest,
} from '@gezhi/shared/contracts';
import { idOf } from '../demo-api.js';
import { uploadPicture } from '../picture.js';
import { inParallel, numbers, type Story } from '../story.js';
import { home } from './ground.js';
import type { Jixian } from './opening.js';

/** Fifty requests of which one stays open beyond its time (G-40), and more than a hundred disputes that end in agreement (G-41). */
const requests = 50;
const disputes = 104;
const day = (at: Date): string => at.toISOString().slice(0, 10);

/** What residents ask is answered, handled and confirmed by them: each says it is content. */
export async function careForResidents({ worker, neighbours: [{ resident, householdId }] }: Jixian): Promise<void> {
  await inParallel(numbers(requests), 4, async (index) => {
    const id = idOf('jixian request', index);
    const asked = { class: 'GENERAL', origin: 'RESIDENT' as const, serviceMode: 'DOOR_TO_DOOR' as const };
    await resident.do(fileServiceRequest, { id, ...asked, summary: `演示诉求（集贤）${index + 1}`, householdId }, id);
    await worker.do(acceptServiceRequest, { id }, id);
    await worker.do(dispatchServiceRequest, { id, handlerId: worker.accountId }, id);
    await worker.do(respondToServiceRequest, { id }, id);
    if (index === requests - 1) return;
    await worker.do(handleServiceRequest, { id, note: '已上门办理（演示）' }, id);
    await resident.do(confirmServiceRequest, { id, satisfied: true }, id);
  });
}

/** The parties of each dispute agree on paper, and somebody else than the mediator says that they kept to it. */
export async function mediate(story: Story, { worker, secretary }: Jixian): Promise<void> {
  const paper = [await uploadPicture(worker, 'jixian agreement')];
  const seen = [await uploadPicture(secretary, 'jixian performance')];
  const openedOn = day(story.at(20));
  await inParallel(numbers(disputes), 4, async (index) => {
    const id = idOf('jixian dispute', index);
    const party = (side: 'APPLICANT' | 'RESPONDENT', number: number) => {
      return { side, personId: idOf('jixian party', index, number), name: `演示当事人（集贤）${index * 2 + number}号` };
    };
    const parties = [party('APPLICANT', 1), party('RESPONDENT', 2)];
    const matter = { class: 'NEIGHBOUR', summary: `演示纠纷（集贤）${index + 1}`, openedOn, mediatorId: worker.accountId, parties };
    await worker.do(openDispute, { id, gridCode: home.code, ...matter }, id);
    await worker.do(recordAgreement, { id, agreement: '双方约定（演示）', evidenceIds: paper }, id);
    await secretary.do(confirmPerformance, { id, performed: true, evidenceIds: seen }, id);
  });
}
