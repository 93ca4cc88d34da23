import { answerTopic, startTopicReview, submitTopic } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestCaller } from '@gezhi/shared/testing';
import { community, type BallotScene, type Estate } from '../ballot/ballot.fixture.js';

export const submitted = (proposer: TestCaller, communityCode = community, id = newId()) =>
  proposer.call(submitTopic, { id, communityCode, title: '演示议题', detail: '演示详情' });

/** A topic that the secretary has accepted. */
export async function acceptedTopic(scene: BallotScene, proposer: TestCaller) {
  const { id } = await submitted(proposer);
  await scene.secretary.call(startTopicReview, { id });
  return scene.secretary.call(answerTopic, { id, answer: 'ACCEPTED', reason: '演示采纳' });
}

/** A topic of the first owner that the owners of an estate of three or fewer voted on, certified. */
export async function certifiedTopic(scene: BallotScene, estate: Estate, choice: 'FOR' | 'AGAINST' = 'FOR') {
  const { id: topicId } = await acceptedTopic(scene, estate.owners[0]!.account);
  const { id: ballotId } = await scene.open(estate.estateId, { topicId });
  for (const { account } of estate.owners) await scene.cast(account, ballotId, choice);
  await scene.certify(ballotId);
  return { topicId, ballotId };
}
