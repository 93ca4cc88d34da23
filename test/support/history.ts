/** What became of one write as its client saw it: acknowledged, refused, or not known. */
type Outcome = 'acknowledged' | 'refused' | 'unknown';

/** Acknowledged writes must be there once; refused ones not at all; of unknown ones at most once. */
export interface Verdict {
  readonly ok: number;
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  /** There without having been asked for, or although refused. */
  readonly phantom: readonly string[];
  /** Not acknowledged and not there, which is allowed. */
  readonly neither: number;
}

/** Every write of a test's clients by its id, to be compared with what the system holds when all is quiet again. */
export class History {
  private readonly writes = new Map<string, Outcome>();

  /** @param earlier ids of before, which are no phantoms */
  constructor(private readonly earlier: ReadonlySet<string> = new Set()) {}

  /** Before the write is sent its outcome is unknown. */
  invoked(id: string): void {
    if (!this.writes.has(id)) this.writes.set(id, 'unknown');
  }

  acknowledged(id: string): void {
    this.writes.set(id, 'acknowledged');
  }

  /** Refused at the last attempt; an attempt before may have succeeded all the same when its outcome was unknown. */
  refused(id: string): void {
    if (this.writes.get(id) === 'unknown') this.writes.set(id, 'refused');
  }

  count(outcome: Outcome): number {
    return [...this.writes.values()].filter((each) => each === outcome).length;
  }

  /** @param found how often each id was found in the system */
  check(found: ReadonlyMap<string, number>): Verdict {
    const [lost, duplicated, phantom]: [string[], string[], string[]] = [[], [], []];
    let [ok, neither] = [0, 0];
    for (const [id, outcome] of this.writes) {
      const times = found.get(id) ?? 0;
      if (times > 1) duplicated.push(id);
      else if (outcome === 'acknowledged' && times === 0) lost.push(id);
      else if (outcome === 'refused' && times === 1) phantom.push(id);
      else if (times === 1) ok++;
      else neither++;
    }
    for (const id of found.keys()) if (!this.writes.has(id) && !this.earlier.has(id)) phantom.push(id);
    return { ok, lost, duplicated, phantom, neither };
  }
}

/** How often each id stands in a column of rows. */
export function tally(rows: readonly { id: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id } of rows) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
