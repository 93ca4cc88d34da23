import { rate } from '@gezhi/shared/domain';

/** The requests whose closing was due in a period, counted. Duplicates are none of them. */
export interface Cohort {
  /** Filed in the period, due or not. */
  readonly filed: number;
  /** Overdue that nobody accepted: in none of the rates. */
  readonly neverAccepted: number;
  /** Accepted, and closed before or overdue. */
  readonly due: number;
  /** Closed now: a reopened request is not, until closed again. */
  readonly closed: number;
  readonly closedOnTime: number;
  readonly dispatched: number;
  readonly respondedInTime: number;
  /** The reporter answered by account, link or slip; silence is no answer. */
  readonly followedUp: number;
  readonly resolved: number;
  readonly rated: number;
  readonly satisfied: number;
}

/** G-40 G-T13 G-T14 G-T15 The five rates with their denominators: closed, on time, responded, resolved and satisfied are different facts. */
export function requestRates(cohort: Cohort) {
  return {
    filed: cohort.filed,
    neverAccepted: cohort.neverAccepted,
    closureRate: rate(cohort.closed, cohort.due),
    onTimeRate: rate(cohort.closedOnTime, cohort.due),
    responseRate: rate(cohort.respondedInTime, cohort.dispatched),
    resolutionRate: rate(cohort.resolved, cohort.followedUp),
    satisfactionRate: rate(cohort.satisfied, cohort.rated),
  };
}
