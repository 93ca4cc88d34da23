import { problemErrors, problemLinkErrors } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import { standing, type ProblemState } from './problem.rules.js';

const streetDigits = 9;

/** What a link asks of a service request. */
export interface LinkableRequest {
  readonly id: string;
  readonly state: string;
  readonly communityCode: string;
  /** The problem it is linked to now. */
  readonly problemId: string | null;
}

/**
 * G-20 G-24 Service requests that show a problem are linked to it while it is neither rectified nor merged: requests of its street
 * that are no duplicates, each linked to one problem at a time. Refuses with `grid.problem.wrong-state`, `request-unknown` or
 * `request-linked`, naming the requests.
 *
 * @param found those of the requests asked for that whoever links them may see
 */
export function ensureLinkable(
  problem: Pick<ProblemState, 'state' | 'annualItemId' | 'placeCode'>,
  found: readonly LinkableRequest[],
  asked: readonly string[],
): void {
  const counts = standing(problem);
  ensure(counts === 'open' || counts === 'annual', problemErrors.wrongState, { from: problem.state, action: 'link' });
  const street = problem.placeCode.slice(0, streetDigits);
  const fit = found.filter(({ state, communityCode }) => state !== 'DUPLICATE' && communityCode.startsWith(street));
  const unknown = asked.filter((id) => !fit.some((request) => request.id === id));
  ensure(!unknown.length, problemLinkErrors.requestUnknown, { requestIds: unknown });
  const linked = fit.filter(({ problemId }) => problemId !== null).map(({ id }) => id);
  ensure(!linked.length, problemLinkErrors.requestLinked, { requestIds: linked });
}
