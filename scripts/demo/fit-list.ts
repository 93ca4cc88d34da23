import { confirmDutyList, generateFitList, issueDutyList, publishFitList, recordInterview } from '@gezhi/shared/contracts';
import type { DemoPeople } from './accounts.js';
import type { DemoCadre } from './cadres.js';
import { idOf } from './demo-api.js';
import type { DemoCommunity } from './geography.js';
import { inParallel, type Story } from './story.js';

const interviewed = 12;
const listed = 4;
const tags = ['MEDIATION', 'LAW', 'LOCAL', 'PLANNING', 'ORGANISING', 'ENTERPRISE_LIAISON'];

/** Interviews with a dozen cadres of the first community, its fit list (适配清单) published, and duty lists for a few. */
export async function fitCadres(
  story: Story,
  { secretaries, leader, cadre }: DemoPeople,
  [community]: readonly DemoCommunity[],
  cadres: readonly DemoCadre[],
): Promise<void> {
  const secretary = secretaries[0]!;
  const here = cadres.flatMap((one, index) => (one.community === 0 ? [{ ...one, deploymentId: idOf('deployment', index) }] : []));
  await inParallel(here.slice(0, interviewed), 4, async ({ id: cadreId }, index) => {
    const id = idOf('interview', cadreId);
    const levels = [0, 1, 2].map((step) => ({
      tag: tags[(index + step) % tags.length]!,
      level: ((index + step) % 3) + 1,
      evidence: '访谈所述事例（演示）',
    }));
    const heldOn = story.at(27).toISOString().slice(0, 10);
    await secretary.do(recordInterview, { id, cadreId, heldOn, summary: `演示访谈 ${index + 1}`, levels }, id);
  });
  const fitList = idOf('fit list', community!.code);
  await secretary.do(generateFitList, { id: fitList, placeCode: community!.code }, fitList);
  await leader.do(publishFitList, { id: fitList }, fitList);
  await inParallel(here.slice(0, listed), 2, async ({ deploymentId }) => {
    const id = idOf('duty list', deploymentId);
    await secretary.do(issueDutyList, { id, deploymentId }, id);
  });
  const mine = idOf('duty list', here[0]!.deploymentId);
  await cadre.do(confirmDutyList, { id: mine }, mine);
}
