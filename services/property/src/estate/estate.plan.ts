import type { Act } from '@gezhi/shared/database';

/** Holds an estate until the act ends: of all that number, count or compare something of one estate, one goes at a time. */
export async function holdEstate(act: Act, id: string): Promise<void> {
  await act.query('SELECT 1 FROM estate WHERE id = $1 FOR NO KEY UPDATE', [id]);
}
