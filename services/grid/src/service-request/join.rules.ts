import { serviceRequestErrors, serviceRequestJoined } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { about, isConcluded, type RequestFacts } from './request-life.rules.js';

/**
 * G-42 Another household joins an open request instead of filing it again. Refuses with `grid.service-request.own-request`,
 * `not-open` or `joined-already`.
 *
 * @param joined the households that joined it before
 */
export function join(request: RequestFacts, householdId: string, joined: readonly string[], now: string): Decision<{ joined: number }> {
  ensure(request.householdId !== householdId, serviceRequestErrors.ownRequest);
  ensure(!isConcluded(request.state), serviceRequestErrors.notOpen);
  ensure(!joined.includes(householdId), serviceRequestErrors.joinedAlready);
  const all = joined.length + 1;
  return decide({ joined: all }, serviceRequestJoined({ ...about(request), joined: all, at: now }));
}
