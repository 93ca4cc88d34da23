import { serviceRequestErrors, serviceRequestEscalated, type RequestClock } from '@gezhi/shared/contracts';
import { decide, ensure, levelAt, parentOf, type Decision } from '@gezhi/shared/domain';
import { about, type ServiceRequestState } from './request-life.rules.js';
import { ladders, nextEscalation, type Terms } from './time-limit.rules.js';

export interface EscalationRow {
  readonly clock: RequestClock;
  readonly level: number;
  readonly toPlaceCode: string;
}

/** Level 1 is the community, each further one the place above. */
function placeOfLevel(communityCode: string, level: number): string {
  let place = communityCode;
  for (let step = 1; step < level; step++) place = parentOf(place) ?? place;
  return place;
}

/**
 * G-42 G-T11 A clock that passed a step of the ladder is reported to the place above, once per clock, round and level, however
 * often it is asked; refuses with `grid.service-request.nothing-due` when no step was passed.
 */
export function escalate(
  request: ServiceRequestState,
  terms: Terms,
  now: string,
): { decision: Decision<ServiceRequestState>; rows: EscalationRow[] } {
  const rows = ladders(request, terms)
    .map(({ clock, reached, steps }) => ({ clock, level: levelAt(steps, now), reached }))
    .filter(({ level, reached }) => level > reached)
    .map(({ clock, level }) => ({ clock, level, toPlaceCode: placeOfLevel(request.communityCode, level) }));
  ensure(rows.length, serviceRequestErrors.nothingDue);
  const levelOf = (clock: RequestClock, old: number): number => rows.find((row) => row.clock === clock)?.level ?? old;
  const climbed = {
    ...request,
    responseLevel: levelOf('FIRST_RESPONSE', request.responseLevel),
    resolveLevel: levelOf('RESOLVE', request.resolveLevel),
  };
  const events = rows.map((row) =>
    serviceRequestEscalated({
      ...about(request),
      ...row,
      escalatedAt: now,
      dueAt: row.clock === 'RESOLVE' ? request.resolveDue : request.firstResponseDue,
    }),
  );
  return { decision: decide({ ...climbed, nextEscalationAt: nextEscalation(climbed, terms) }, ...events), rows };
}
