import { committeeTermEnding, requestErrors, type values } from '@gezhi/shared/contracts';
import { decide, DomainError, localDateOf, type Decision } from '@gezhi/shared/domain';
import { committeeLife, ended, type CommitteeState } from './committee-life.rules.js';

/** P-16 Whether a standing committee is to be told of the end of its term, which is done once. */
export function isNoticeDue({ state, noticeOn, noticeToldAt }: CommitteeState, now: values.Instant): boolean {
  return committeeLife.allows(state, 'endTerm') && noticeToldAt === null && noticeOn <= localDateOf(now);
}

/**
 * P-16 What time does to a committee: from the notice day on the end of the term is told of, once, and after its last day the
 * committee no longer stands. Refuses with `platform.request.wrong-state` when nothing is due.
 */
export function elapse(committee: CommitteeState, now: values.Instant): Decision<CommitteeState> {
  const today = localDateOf(now);
  if (committeeLife.allows(committee.state, 'endTerm') && committee.termTo < today) {
    const state = committeeLife.next(committee.state, 'endTerm');
    const next = { ...committee, state, endCause: 'TERM_ENDED' as const, endedOn: committee.termTo };
    return decide(next, ended(next, 'TERM_ENDED', now));
  }
  if (!isNoticeDue(committee, now)) throw new DomainError(requestErrors.wrongState, { from: committee.state, action: 'elapse' });
  const { id: committeeId, estateId, communityCode, termTo, version } = committee;
  const told = committeeTermEnding({ committeeId, estateId, communityCode, termTo, at: now, version: version + 1 });
  return decide({ ...committee, noticeToldAt: now }, told);
}
