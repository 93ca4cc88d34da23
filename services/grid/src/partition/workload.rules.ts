/** Open work at one household. */
export interface OpenWork {
  readonly householdId: string;
  readonly open: number;
}

export interface Workload {
  readonly code: string;
  readonly requests: number;
  readonly problems: number;
  /** Of the mean of all grids, in whole percent; null when there is no open work. */
  readonly percent: number | null;
}

/** G-06 The largest of some loads in whole percent of their mean, half up; null where there is nothing to compare. */
export function balance(loads: readonly number[]): number | null {
  const total = loads.reduce((sum, load) => sum + load, 0);
  return total === 0 ? null : percentOfMean(Math.max(...loads), total, loads.length);
}

/**
 * G-06 The open work each grid of a plan would have: it goes where its household goes. Work at no household, or at one that is
 * in no grid, counts for none.
 *
 * @param assigned household → code of its grid in the plan
 */
export function workloadOf(
  codes: readonly string[],
  assigned: ReadonlyMap<string, string>,
  requests: readonly OpenWork[],
  problems: readonly OpenWork[],
): Workload[] {
  const byGrid = (work: readonly OpenWork[]) => {
    const sums = new Map<string, number>();
    for (const { householdId, open } of work) {
      const code = assigned.get(householdId);
      if (code !== undefined) sums.set(code, (sums.get(code) ?? 0) + open);
    }
    return sums;
  };
  const [ofRequests, ofProblems] = [byGrid(requests), byGrid(problems)];
  const loads = codes.map((code) => ({ code, requests: ofRequests.get(code) ?? 0, problems: ofProblems.get(code) ?? 0 }));
  const total = loads.reduce((sum, load) => sum + load.requests + load.problems, 0);
  return loads.map((load) => ({ ...load, percent: total ? percentOfMean(load.requests + load.problems, total, codes.length) : null }));
}

const percentOfMean = (load: number, total: number, count: number): number => Math.floor((200 * load * count + total) / (2 * total));
