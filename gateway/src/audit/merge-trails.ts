import type { AuditEntry, Service } from '@gezhi/shared/contracts';

/** One service's part of a merged page: entries, the latest first, and whether more follow them. */
export interface Trail {
  readonly items: readonly AuditEntry[];
  readonly next: string | null;
}

/** Per service the position after which its part goes on: `''` from the start, `'end'` when it has no more. */
export type Positions = Record<string, string>;

/**
 * X-06 Merges the trails of several services into one page, the latest first, and says where each goes on: only what is on
 * the page is behind it. A service that did not answer stays where it was.
 *
 * @param limit entries on the page; each trail was asked for as many
 */
export function mergeTrails(
  trails: ReadonlyMap<Service, Trail>,
  before: Positions,
  limit: number,
): { items: AuditEntry[]; positions: Positions; more: boolean } {
  const all = [...trails.values()].flatMap(({ items }) => items);
  const items = all.sort((a, b) => (a.at === b.at ? compare(a, b) : a.at < b.at ? 1 : -1)).slice(0, limit);
  const positions = { ...before };
  let more = false;
  for (const [service, trail] of trails) {
    const taken = items.filter((entry) => entry.service === service);
    const isDone = taken.length === trail.items.length && trail.next === null;
    if (isDone) positions[service] = 'end';
    else {
      more = true;
      if (taken.length) positions[service] = JSON.stringify([taken.at(-1)!.position]);
    }
  }
  return { items, positions, more };
}

const compare = (a: AuditEntry, b: AuditEntry): number =>
  a.service === b.service ? b.position - a.position : a.service < b.service ? -1 : 1;
