import { answerTopic, startTopicReview, submitTopic, type OutputOf, type draftBallot, type VoteChoice } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestCaller } from '@gezhi/shared/testing';

/** Who runs ballots in a community, as the fixture of ballots has it. */
interface Scene {
  readonly secretary: TestCaller;
  open(estateId: string, more: { topicId: string }): Promise<OutputOf<typeof draftBallot>>;
  cast(account: TestCaller, ballotId: string, choice: VoteChoice): Promise<unknown>;
  certify(ballotId: string): Promise<unknown>;
}

interface Owned {
  readonly estateId: string;
  readonly owners: readonly { readonly account: TestCaller }[];
}

export const submitted = (proposer: TestCaller, communityCode = '230521100001') =>
  proposer.call(submitTopic, { id: newId(), communityCode, title: '演示议题', detail: '演示详情' });

/** A topic that the secretary has accepted. */
export async function acceptedTopic({ secretary }: Pick<Scene, 'secretary'>, proposer: TestCaller) {
  const { id } = await submitted(proposer);
  await secretary.call(startTopicReview, { id });
  return secretary.call(answerTopic, { id, answer: 'ACCEPTED', reason: '演示采纳' });
}

/** A topic of the first owner of an estate on which all its owners voted alike, certified. */
export async function certifiedTopic(scene: Scene, estate: Owned, choice: VoteChoice = 'FOR') {
  const { id: topicId } = await acceptedTopic(scene, estate.owners[0]!.account);
  const { id: ballotId } = await scene.open(estate.estateId, { topicId });
  for (const { account } of estate.owners) await scene.cast(account, ballotId, choice);
  await scene.certify(ballotId);
  return { topicId, ballotId };
}
