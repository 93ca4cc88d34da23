import {
  collectProblem,
  promoteToCommon,
  rectifyOnSpot,
  rectifyProblem,
  transferToAnnual,
  verifyRectification,
  type ProblemScope,
} from '@gezhi/shared/contracts';
import { idOf, type DemoAccount } from './demo-api.js';
import type { DemoPeople } from './accounts.js';
import type { DemoCadre } from './cadres.js';
import type { DemoCommunity } from './geography.js';
import { uploadPicture } from './picture.js';
import { inParallel } from './story.js';

/** How many of each scope the survey found, and how many of them were put right; one more common one grows out of what recurs. */
const found: Record<ProblemScope, { collected: number; rectified: number }> = {
  COMMON: { collected: 75, rectified: 55 },
  INDIVIDUAL: { collected: 119, rectified: 111 },
};
/** Every so many of the individual ones is put right on the spot (立行立改). */
const onTheSpot = 8;
/** So many alike are one common problem. */
const recurring = 3;
const quick = ['SANITATION', 'PARKING', 'LEAKAGE'];
const lasting = ['CHARGING', 'WALL_PEELING', 'LEISURE_SPACE'];

export interface DemoProblem {
  readonly id: string;
  readonly community: number;
  readonly rectified: boolean;
  readonly onTheSpot: boolean;
}

/** Collects the common and individual problems of the survey, each by the secretary of its community. */
export async function collectProblems(
  { secretaries }: DemoPeople,
  communities: readonly DemoCommunity[],
  campaignId: string,
): Promise<DemoProblem[]> {
  const plan = (Object.keys(found) as ProblemScope[]).flatMap((scope) =>
    Array.from({ length: found[scope].collected }, (_, index) => ({ scope, index, rectified: index < found[scope].rectified })),
  );
  const collected = await inParallel(plan, 8, async ({ scope, index, rectified }) => {
    const community = index % communities.length;
    const { grids } = communities[community]!;
    const kinds = rectified ? quick : lasting;
    const id = idOf('problem', scope, index);
    const gridCodes = (scope === 'COMMON' ? grids.slice(0, 3) : [grids[index % grids.length]!]).map(({ code }) => code);
    await secretaries[community]!.do(
      collectProblem,
      { id, scope, class: kinds[index % kinds.length]!, summary: `演示问题 ${scope} ${index + 1}`, gridCodes, campaignId },
      id,
    );
    const atOnce = rectified && scope === 'INDIVIDUAL' && index % onTheSpot === 0;
    if (atOnce) {
      const evidenceIds = [await uploadPicture(secretaries[community]!, id)];
      await secretaries[community]!.do(rectifyOnSpot, { id, evidenceIds }, id);
    }
    return { id, community, rectified, onTheSpot: atOnce };
  });
  return [...collected, await promoteRecurring(secretaries[0]!, communities[0]!, campaignId)];
}

/** Three households told the same: a person confirms that it is one common problem, into which the others merge (G-20, G-21). */
async function promoteRecurring(secretary: DemoAccount, { grids }: DemoCommunity, campaignId: string): Promise<DemoProblem> {
  const [first, ...others] = Array.from({ length: recurring }, (_, index) => idOf('problem', 'recurring', index)) as [string, ...string[]];
  for (const id of [first, ...others]) {
    const told = { scope: 'INDIVIDUAL' as const, class: 'LEAKAGE', summary: '楼顶渗水到家中（演示）', gridCodes: [grids[0]!.code] };
    await secretary.do(collectProblem, { id, ...told, campaignId }, id);
  }
  await secretary.do(promoteToCommon, { id: first, mergedIds: others }, first);
  return { id: first, community: 0, rectified: true, onTheSpot: false };
}

/** Puts right what can be put right, verified by another person, and makes the rest annual special items. */
export async function settleProblems(
  { secretaries, leader }: DemoPeople,
  problems: readonly DemoProblem[],
  cadres: readonly DemoCadre[],
  today: Date,
): Promise<void> {
  const year = today.getUTCFullYear() + 1;
  await inParallel(problems, 8, async ({ id, community, rectified, onTheSpot: done }) => {
    const secretary = secretaries[community]!;
    // What was put right on the spot counts already; the next look at it waits for its day.
    if (done) return;
    if (rectified) {
      await secretary.do(rectifyProblem, { id, note: '已整改（演示）' }, id);
      await leader.do(verifyRectification, { id, passed: true }, id);
      return;
    }
    const owner = cadres.find((cadre) => cadre.community === community)!;
    const milestones = [1, 2].map((number) => ({
      id: idOf('milestone', id, number),
      title: `第${number}阶段`,
      due: `${year}-${number === 1 ? '06' : '12'}-30`,
    }));
    await secretary.do(
      transferToAnnual,
      { id, annualItemId: idOf('annual', id), year, title: '列为年度专项（演示）', ownerCadreId: owner.id, milestones },
      id,
    );
  });
}
