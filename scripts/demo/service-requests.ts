import {
  acceptServiceRequest,
  confirmServiceRequest,
  dispatchServiceRequest,
  fileServiceRequest,
  handleServiceRequest,
  respondToServiceRequest,
} from '@gezhi/shared/contracts';
import { idOf } from './demo-api.js';
import type { DemoPeople } from './accounts.js';

const count = 20;

/** A resident's requests go the whole way: filed, accepted, dispatched, answered, handled and, but for the last, confirmed. */
export async function answerRequests({ resident, residentHousehold, worker }: DemoPeople): Promise<void> {
  for (let index = 0; index < count; index++) {
    const id = idOf('request', index);
    await resident.do(
      fileServiceRequest,
      {
        id,
        class: 'GENERAL',
        origin: 'RESIDENT',
        serviceMode: 'DOOR_TO_DOOR',
        summary: `演示诉求 ${index + 1}`,
        householdId: residentHousehold,
      },
      id,
    );
    await worker.do(acceptServiceRequest, { id }, id);
    await worker.do(dispatchServiceRequest, { id, handlerId: worker.accountId }, id);
    await worker.do(respondToServiceRequest, { id }, id);
    await worker.do(handleServiceRequest, { id, note: '已办理（演示）' }, id);
    if (index < count - 1) await resident.do(confirmServiceRequest, { id, satisfied: true }, id);
  }
}
