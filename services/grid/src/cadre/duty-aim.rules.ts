import { dutyAim, type DutyAim, type DutyStatus, type values } from '@gezhi/shared/contracts';
import { rate } from '@gezhi/shared/domain';

/** Duties of one aim that are alike, counted. */
export interface DutyTally {
  readonly aim: DutyAim;
  readonly status: DutyStatus;
  /** Completed by the due instant; false for a duty that is not completed. */
  readonly onTime: boolean;
  /** The due instant has passed. */
  readonly pastDue: boolean;
  readonly count: number;
}

export interface AimResult {
  readonly aim: DutyAim;
  readonly issued: number;
  readonly confirmed: number;
  readonly completed: values.Rate;
  readonly onTime: values.Rate;
}

const sum = (tallies: readonly DutyTally[]): number => tallies.reduce((total, { count }) => total + count, 0);

/**
 * G-15 Results by the three aims, always all three in their order and null where there is nothing to divide by. Of the duties that
 * were not withdrawn: how many were confirmed, how many completed, and which part of those completed or past due was on time.
 */
export function byAim(tallies: readonly DutyTally[]): AimResult[] {
  return dutyAim.options.map((aim) => {
    const issued = tallies.filter((tally) => tally.aim === aim && tally.status !== 'WITHDRAWN');
    const completed = issued.filter(({ status }) => status === 'COMPLETED');
    const confirmed = sum(issued.filter(({ status }) => status === 'CONFIRMED')) + sum(completed);
    const onTime = sum(completed.filter((tally) => tally.onTime));
    const decided = sum(completed) + sum(issued.filter(({ status, pastDue }) => status !== 'COMPLETED' && pastDue));
    return { aim, issued: sum(issued), confirmed, completed: rate(sum(completed), sum(issued)), onTime: rate(onTime, decided) };
  });
}
