import { activatePartition, draftPartition } from '@gezhi/shared/contracts';
import { idOf } from './demo-api.js';
import { boundaryOf, type DemoCommunity } from './geography.js';
import { inParallel, type Story } from './story.js';

/** Drafts and activates the partition of every community: each one act. */
export async function drawGrids({ operator }: Story, communities: readonly DemoCommunity[]): Promise<void> {
  await inParallel(communities, 2, async ({ code, grids }) => {
    const id = idOf('plan', code);
    await operator.do(
      draftPartition,
      {
        id,
        communityCode: code,
        grids: grids.map((grid) => ({ serial: grid.code.slice(12), type: grid.type, boundary: boundaryOf(grid) })),
      },
      id,
    );
    await operator.do(activatePartition, { id }, id);
  });
}
