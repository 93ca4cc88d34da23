import { update, type Act, type Write } from '@gezhi/shared/database';
import { Estate } from './estate.entity.js';
import { takeOver, type EstateState } from './takeover.rules.js';

/** Holds an estate until the act ends: of all that number, count or compare something of one estate, one goes at a time. */
export async function holdEstate(act: Pick<Act, 'query'>, id: string): Promise<void> {
  await act.query('SELECT 1 FROM estate WHERE id = $1 FOR NO KEY UPDATE', [id]);
}

/** P-21 The estate is taken over in the statement that completes its hand-over list, if nobody changed it meanwhile. */
export const takenOver = (estate: EstateState): Write => update(Estate, takeOver(estate).state, estate.version);
