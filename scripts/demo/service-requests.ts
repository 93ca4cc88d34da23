import {
  acceptServiceRequest,
  confirmServiceRequest,
  dispatchServiceRequest,
  fileServiceRequest,
  handleServiceRequest,
  reopenServiceRequest,
  respondToServiceRequest,
  resumeServiceRequest,
  waitForReporter,
} from '@gezhi/shared/contracts';
import type { DemoPeople } from './accounts.js';
import type { DemoCadre } from './cadres.js';
import { idOf, type DemoAccount } from './demo-api.js';

const count = 20;
/** One is found by the worker on patrol, one waits for its reporter, one becomes a duty of the cadre, and one is opened again. */
const [found, waiting, duty, reopened] = [0, 1, 2, 3];

/** A resident's requests go the whole way: filed, accepted, dispatched, answered, handled and, but for the last, confirmed. */
export async function answerRequests(people: DemoPeople, [cadre]: readonly DemoCadre[]): Promise<void> {
  const { resident, worker } = people;
  for (let index = 0; index < count; index++) {
    const id = idOf('request', index);
    await file(people, cadre!.gridCode, index, id);
    const desk = index === duty ? people.secretaries[0]! : worker;
    await desk.do(acceptServiceRequest, { id }, id);
    const handler = index === duty ? people.cadre : worker;
    const to = index === duty ? { cadreId: cadre!.id } : { handlerId: worker.accountId };
    await desk.do(dispatchServiceRequest, { id, ...to }, id);
    await handler.do(respondToServiceRequest, { id }, id);
    if (index === waiting) {
      await handler.do(waitForReporter, { id, reason: 'REPORTER_UNREACHABLE' }, id);
      await handler.do(resumeServiceRequest, { id, note: '已联系上（演示）' }, id);
    }
    await handle(handler, id, 'first');
    if (index === reopened) {
      await resident.do(reopenServiceRequest, { id, note: '还没有解决（演示）' }, id);
      await handler.do(respondToServiceRequest, { id }, id, 'again');
      await handle(handler, id, 'again');
    }
    if (index !== found && index < count - 1) await resident.do(confirmServiceRequest, { id, satisfied: true }, id);
  }
}

async function file({ resident, residentHousehold, worker }: DemoPeople, gridCode: string, index: number, id: string): Promise<void> {
  const asked = { id, class: 'GENERAL', summary: `演示诉求 ${index + 1}` };
  if (index === found) await worker.do(fileServiceRequest, { ...asked, origin: 'PATROL', gridCode }, id);
  else
    await resident.do(
      fileServiceRequest,
      { ...asked, origin: 'RESIDENT', serviceMode: 'DOOR_TO_DOOR', householdId: residentHousehold },
      id,
    );
}

const handle = (handler: DemoAccount, id: string, turn: string): Promise<unknown> =>
  handler.do(handleServiceRequest, { id, note: '已办理（演示）' }, id, turn);
