import {
  adoptStandard,
  approveSpaceConversion,
  approveSpending,
  buildSpaceConversion,
  completeSpaceConversion,
  completeSpending,
  draftFeeSchedule,
  feeSchedulePolicy,
  publishFeeSchedule,
  spend,
  standardPolicy,
  type DecisionMatter,
} from '@gezhi/shared/contracts';
import { idOf, onceHeard } from '../demo-api.js';
import { estateOf } from '../jixian/estates.js';
import { communityCode } from '../jixian/ground.js';
import { uploadPicture } from '../picture.js';
import { shown, type Carers } from '../property/people.js';
import type { Story } from '../story.js';
import { publish } from './decisions.js';
import { ballotOf } from './sessions.js';
import { announce, certify, inTurn, open, voteOnPaper } from './voting.js';

/** What property waits for: a project, a standard, another use of a corner, another fee. */
export const spendingId = idOf('jixian reinvestment', 1);
export const spentFen = 40_000;
export const standardId = idOf('jixian standard', shown);
const conversionId = idOf('jixian conversion', shown);
const feeId = idOf('jixian fee', shown, 'changed');
/** Of 18,000 before. */
const feeFen = 19_000;
export const ownerBallots = { conversion: idOf('jixian ballot', 'conversion'), fee: idOf('jixian ballot', 'fee') };

/** The council's decision approves the project (P-14), the joint meeting's the standard (P-19): one is paid for, the other is adopted. */
export async function carryOutDecisions(story: Story, day: number, { secretary }: Carers): Promise<void> {
  const evidenceIds = [await uploadPicture(secretary, 'jixian reinvested')];
  await onceHeard(() => secretary.do(approveSpending, { id: spendingId, decisionId: ballotOf('executing') }, 'approve', spendingId));
  await secretary.do(spend, { id: spendingId, amountFen: spentFen, evidenceIds }, 'spend', spendingId);
  await secretary.do(completeSpending, { id: spendingId }, 'complete', spendingId);
  const { noticeDays } = await secretary.client.call(standardPolicy, { placeCode: communityCode });
  const adopted = { id: standardId, decisionId: ballotOf('standard'), effectiveFrom: story.dayAt(day + noticeDays + 1) };
  await onceHeard(() => secretary.do(adoptStandard, adopted, 'adopt', standardId));
}

/** A new fee is drafted, and the owners get notice of two votes: on the fee, and, by three quarters, on the corner (P-12, P-22). */
export async function announceOwnerVotes(story: Story, [noticed, opens, closes]: readonly number[], carers: Carers): Promise<void> {
  const estateId = estateOf(shown);
  await carers.company.do(draftFeeSchedule, { id: feeId, estateId, amountFen: feeFen, unit: 'HOUSEHOLD', period: 'YEAR' }, feeId);
  const ask = (id: string, question: string, matter: DecisionMatter, subjectId: string, majority: 'GENERAL' | 'SPECIAL') => {
    const asked = { id, communityCode, electorate: 'OWNERS' as const, estateId, question, matter, subjectId, majority };
    const times = { opensOn: story.dayAt(opens!), closesAt: story.at(closes!).toISOString() };
    return announce(carers, { ...asked, ruleId: 'CIVIL_CODE_278', ...times }, story.dayAt(noticed!));
  };
  await ask(ownerBallots.conversion, '是否将卫生死角改建为口袋公园（演示）', 'COMMON_PART_USE', conversionId, 'SPECIAL');
  await ask(ownerBallots.fee, '是否调整基础服务费（演示）', 'FEE_SCHEDULE', feeId, 'GENERAL');
}

/** Nearly all owners vote, on paper. */
export async function voteOfOwners(carers: Carers): Promise<void> {
  for (const [ballotId, sheets] of [
    [ownerBallots.conversion, inTurn(['AGAINST', 6], ['ABSTAIN', 3], ['FOR', 90])],
    [ownerBallots.fee, inTurn(['AGAINST', 20], ['ABSTAIN', 5], ['FOR', 90])],
  ] as const) {
    await open(carers, ballotId);
    await voteOnPaper(carers, ballotId, sheets);
  }
}

/** Once certified and published, the corner becomes a park, and the fee changes after its days. */
export async function carryOutOwnersWill(story: Story, day: number, carers: Carers): Promise<void> {
  const { secretary } = carers;
  for (const [ballotId, title] of [
    [ownerBallots.conversion, '口袋公园表决结果'],
    [ownerBallots.fee, '服务费表决结果'],
  ] as const) {
    await certify(carers, ballotId);
    await publish(carers, { ballotId }, title);
  }
  const approved = { id: conversionId, decisionId: ownerBallots.conversion };
  await onceHeard(() => secretary.do(approveSpaceConversion, approved, 'approve', conversionId));
  await secretary.do(buildSpaceConversion, { id: conversionId }, 'build', conversionId);
  const after = { evidenceIds: [await uploadPicture(secretary, 'jixian park')] };
  await secretary.do(completeSpaceConversion, { id: conversionId, after }, 'complete', conversionId);
  const { noticeDays } = await secretary.client.call(feeSchedulePolicy, { placeCode: communityCode });
  const fee = { id: feeId, effectiveFrom: story.dayAt(day + noticeDays + 1), decisionId: ownerBallots.fee };
  await onceHeard(() => secretary.do(publishFeeSchedule, fee, 'publish', feeId));
}
