import type { EntityTarget } from 'typeorm';
import type { Happened } from '../contracts/define.js';
import type { Instant, PlaceCode } from '../contracts/values.js';

/** What a subscriber may do with an event: write its effect and tell of it, in the transaction of its inbox row. */
export interface Heard {
  /** The database's now of this transaction. */
  readonly now: Instant;
  /** @param text code, never made of values: it is prepared once per connection */
  query<T>(text: string, parameters?: readonly unknown[]): Promise<T[]>;
  insert<E extends object>(entity: EntityTarget<E>, rows: readonly E[], conflict?: string): Promise<number>;
  emit(happened: Happened, of: { id: string; place: PlaceCode }): void;
}
