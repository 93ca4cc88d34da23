import {
  admitOrganization,
  appointMember,
  foundCouncil,
  startTopicReview,
  takeUpCandidate,
  topicCandidates,
} from '@gezhi/shared/contracts';
import type { DemoPeople } from '../accounts.js';
import { idOf, onceHeard, type DemoAccount } from '../demo-api.js';
import type { DemoCommunity } from '../geography.js';
import { uploadPicture } from '../picture.js';
import type { Story } from '../story.js';

/** The council at which the demo's part-time member has a seat. */
export const xilinCouncil = idOf('council', 1);

/** The first community of the street has a council too, and a problem that its grids could not meet becomes a topic in one step (C-09). */
export async function beginXilinCouncil(
  story: Story,
  day: number,
  { secretaries, member }: DemoPeople,
  [first]: readonly DemoCommunity[],
): Promise<void> {
  const secretary = secretaries[0]!;
  const { code: communityCode } = first!;
  const evidenceIds = [await uploadPicture(secretary, 'xilin council')];
  const named = { id: xilinCouncil, communityCode, name: '演示社区议事会' };
  await onceHeard(() => secretary.do(foundCouncil, { ...named, evidenceIds }, xilinCouncil));
  const organizationId = idOf('xilin organisation');
  await secretary.do(admitOrganization, { id: organizationId, councilId: xilinCouncil, kind: 'AGENCY', name: '演示机关' }, organizationId);
  const id = idOf('xilin part-time member');
  const person = { personId: idOf('xilin councillor'), name: '演示兼职委员', accountId: member.accountId };
  const term = { roles: ['COMMUNITY_ADVISER' as const], termFrom: story.dayAt(day), termMonths: 36 };
  await onceHeard(() => secretary.do(appointMember, { id, councilId: xilinCouncil, organizationId, ...person, ...term, evidenceIds }, id));
  const topicId = idOf('xilin topic');
  const problemId = await candidateOf(secretary, communityCode);
  const wording = { title: '网格未能整改的问题（演示）', detail: '问题转入年度清单，提交议事（演示）' };
  await secretary.do(takeUpCandidate, { id: topicId, problemId, communityCode, ...wording }, topicId);
  await secretary.do(startTopicReview, { id: topicId }, 'review', topicId);
}

/** A problem of the community that was transferred, once the council service has heard of it. */
async function candidateOf(secretary: DemoAccount, placeCode: string): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const { items } = await secretary.do(topicCandidates, { placeCode, limit: 1 });
    if (items.length) return items[0]!.problemId;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the council service has not heard of an unmet problem at ${placeCode}`);
}
