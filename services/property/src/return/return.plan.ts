import type { Act } from '@gezhi/shared/database';
import { Refund } from './return.entity.js';
import type { RefundState } from './return.rules.js';

/** Stores what comes back, for whoever ended the service. */
export async function storeRefunds(act: Act, refunds: readonly RefundState[]): Promise<void> {
  await act.insert(Refund, refunds);
}
