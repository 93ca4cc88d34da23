import type { Act } from '@gezhi/shared/database';
import { BillDiscount } from './discount.entity.js';
import type { Lessening } from './discount.rules.js';

/** The confirmed entitlements of the household of a contract `c` on the first day of its term `d`, as JSON. */
export const entitledOnFirstDay = `(SELECT coalesce(json_agg(json_build_object('id', n.id, 'kind', n.kind)), '[]') FROM entitlement n
  WHERE n.household_id = c.household_id AND n.unit_id = c.unit_id AND n.confirmed_at IS NOT NULL
    AND n.from_day <= d.from_day AND (n.to_day IS NULL OR d.from_day <= n.to_day))`;

/** Keeps what each bill was lessened by, and for what. */
export async function keepLessenings(
  act: Pick<Act, 'insert'>,
  lessened: readonly (Lessening & { readonly billId: string })[],
): Promise<void> {
  await act.insert(BillDiscount, [...lessened]);
}
