import {
  serviceRequestAccepted,
  serviceRequestClosed,
  serviceRequestConfirmed,
  serviceRequestDispatched,
  serviceRequestFiled,
  serviceRequestRated,
  serviceRequestResponded,
} from '@gezhi/shared/contracts';
import type { CloudEvent } from '@gezhi/shared/database';
import { told } from './bus.js';
import { newId } from './people.js';

const at = (hour: number): string => `2026-03-02T${String(hour).padStart(2, '0')}:00:00.000Z`;
const due = '2026-03-09T00:00:00.000Z';

/** Everything the grid service tells of one request that went well, in the order of its versions. */
export function lifeOf(gridCode: string, requestId = newId()): CloudEvent[] {
  const [resident, handler] = [newId(), newId()];
  const about = (version: number) => ({
    requestId,
    version,
    placeCode: gridCode,
    gridCode,
    communityCode: gridCode.slice(0, 12),
    householdId: newId(),
    class: 'GENERAL',
    origin: 'RESIDENT' as const,
    handlerId: version > 1 ? handler : null,
    cadreId: null,
    filedById: resident,
    filedAt: at(1),
  });
  const of = { aggregateId: requestId, place: gridCode };
  return [
    told(serviceRequestFiled, { ...about(1), firstResponseDue: due, dueAt: due }, of),
    told(serviceRequestAccepted, { ...about(2), acceptedAt: at(2), acceptedById: handler, dueAt: due }, of),
    told(serviceRequestDispatched, { ...about(3), dispatchedAt: at(3), dutyId: null, firstResponseDue: due, dueAt: due }, of),
    told(serviceRequestResponded, { ...about(4), respondedAt: at(4), first: true, onTime: true, dueAt: due }, of),
    told(
      serviceRequestClosed,
      {
        ...about(5),
        outcome: 'HANDLED',
        first: true,
        closedAt: at(5),
        closedById: handler,
        acceptedAt: at(2),
        onTheSpot: false,
        onTime: true,
        dueAt: due,
      },
      of,
    ),
    told(serviceRequestConfirmed, { ...about(6), confirmedAt: at(6), channel: 'ACCOUNT', resolved: true, closedById: handler }, of),
    told(
      serviceRequestRated,
      { ...about(6), satisfied: true, ratedAt: at(6), channel: 'ACCOUNT', ratedById: resident, closedById: handler },
      of,
    ),
  ];
}
