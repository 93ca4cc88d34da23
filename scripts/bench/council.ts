import { openPolling } from './council/ballots.js';
import { measureMatching } from './council/matching.js';
import { measureProof } from './council/proof.js';
import { measureVotes } from './council/votes.js';
import type { Figure, Ground } from './ground.js';

/** What a council costs at its largest: a vote of thousands at once, the proof of a hundred thousand votes, and the two lists. */
export async function measureCouncil(ground: Ground, rounds: number): Promise<Figure[]> {
  const polling = await openPolling(ground);
  return [...(await measureVotes(ground, polling, rounds)), ...(await measureMatching(ground)), ...(await measureProof(ground, polling))];
}
