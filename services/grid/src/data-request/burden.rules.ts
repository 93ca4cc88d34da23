import { dataRequestOrigins, type burdenReport, type DataRequestOrigin, type OutputOf } from '@gezhi/shared/contracts';
import { rate } from '@gezhi/shared/domain';

/** The requests of one origin answered by one account, or by nobody. */
export interface BurdenRow {
  readonly origin: DataRequestOrigin;
  readonly accountId: string | null;
  readonly requests: number;
  readonly items: number;
  /** Items that nobody had to fill in: offered, whether confirmed or not. */
  readonly held: number;
  readonly newFields: number;
}

/** X-07 What was asked and filled in, and the share of it that asking once saved; null when nothing was asked. */
export function burden(rows: readonly BurdenRow[]): OutputOf<typeof burdenReport> {
  const total = (of: 'requests' | 'items' | 'held' | 'newFields', among = rows): number => among.reduce((sum, row) => sum + row[of], 0);
  const accounts = [...new Set(rows.flatMap(({ accountId }) => accountId ?? []))].toSorted();
  return {
    ...{ requests: total('requests'), items: total('items'), held: total('held'), newFields: total('newFields') },
    saved: rate(total('held'), total('items')),
    byOrigin: dataRequestOrigins.map((origin) => {
      const own = rows.filter((row) => row.origin === origin);
      return { origin, requests: total('requests', own), items: total('items', own), newFields: total('newFields', own) };
    }),
    byAccount: accounts.map((accountId) => {
      const own = rows.filter((row) => row.accountId === accountId);
      return { accountId, requests: total('requests', own), newFields: total('newFields', own) };
    }),
  };
}
