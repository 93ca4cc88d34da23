import type { Request } from '@gezhi/shared/auth';
import type { Reply, UnitOfWork } from '@gezhi/shared/database';
import { endChain, sealChain } from '../chain/chain.plan.js';
import { topicFreed } from '../topic/topic.plan.js';
import { Ballot } from './ballot.entity.js';
import { holdBallot, keepBallot } from './ballot.plan.js';
import { cancel, close, type BallotState } from './ballot.rules.js';

/** Closes a ballot: whatever was cast before is in, nothing comes after, and its root is told. */
export async function closeHeld(work: UnitOfWork, request: Request, id: string): Promise<Reply> {
  const { communityCode: place } = (await work.load(request, Ballot, id)).state;
  return work.act(request, { place, id }, async (act) => {
    const before = await holdBallot(act, id);
    const decision = close(before, act.now);
    await sealChain(act, id);
    return keepBallot(act, before, decision);
  });
}

/** Cancels a ballot; one that was open takes no further vote. */
export async function cancelHeld(work: UnitOfWork, request: Request, { id, reason }: { id: string; reason: string }): Promise<Reply> {
  const { communityCode: place } = (await work.load(request, Ballot, id)).state;
  return work.act(request, { place, id }, async (act) => {
    const before: BallotState = await holdBallot(act, id);
    const decision = cancel(before, { id, reason }, act.now);
    await endChain(act, id);
    if (before.topicId) await topicFreed(act, before.topicId, id);
    return keepBallot(act, before, decision);
  });
}
