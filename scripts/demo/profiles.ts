import { answerDataRequest, askForFields, calibrateFields, dataRequestsOfPlace, publishProfileVersion } from '@gezhi/shared/contracts';
import type { DemoPeople } from './accounts.js';
import { idOf } from './demo-api.js';
import type { DemoCommunity } from './geography.js';
import { inParallel, type Story } from './story.js';

const described = 3;
const fields: readonly (readonly [classCode: string, key: string, value: string])[] = [
  ['POPULATION_STRUCTURE', 'residents', '约 900 人（演示）'],
  ['DISPUTE_STOCK', 'open-disputes', '2 起（演示）'],
  ['RESOURCE_ENDOWMENT', 'shared-spaces', '活动室 1 处（演示）'],
  ['HOUSING', 'buildings', '9 幢（演示）'],
  ['INFRASTRUCTURE', 'charging-piles', '4 个（演示）'],
  ['SANITATION', 'waste-points', '3 处（演示）'],
  ['SAFETY_HAZARD', 'blocked-stairs', '1 处（演示）'],
  ['BUSINESS', 'shops', '40 家（演示）'],
  ['PARTY_ORGANISATION', 'groups', '1 个（演示）'],
  ['VULNERABLE_GROUP', 'visited-monthly', '6 户（演示）'],
  ['PUBLIC_SERVICE', 'service-points', '1 处（演示）'],
  ['LIVELIHOOD_NEED', 'most-wanted', '停车（演示）'],
];
const names = fields.map(([classCode, key]) => ({ classCode, key }));

/**
 * The profiles of three grids, asked for in all twelve classes, answered, confirmed by another person and published (一格一画像);
 * then the whole community is asked for two fields, which those three are offered and the others have to fill in.
 */
export async function describeGrids(
  story: Story,
  { secretaries, leader }: DemoPeople,
  [community]: readonly DemoCommunity[],
): Promise<void> {
  const secretary = secretaries[0]!;
  const dueAt = story.at(42).toISOString();
  await inParallel(community!.grids.slice(0, described), 2, async ({ code: gridCode }) => {
    const asking = idOf('asking', gridCode);
    await leader.do(askForFields, { id: asking, placeCode: gridCode, items: names, dueAt, title: '演示：网格画像采集' }, asking);
    const { items } = await secretary.do(dataRequestsOfPlace, { placeCode: gridCode });
    const { id } = items.find(({ batchId }) => batchId === asking)!;
    const answers = fields.map(([classCode, key, value]) => {
      return { classCode, key, value, fieldId: idOf('field', gridCode, key), source: '演示入户走访' };
    });
    await secretary.do(answerDataRequest, { id, answers }, id);
    const ids = answers.map(({ fieldId }) => fieldId);
    await leader.do(calibrateFields, { gridCode, ids, secondSource: '演示台账' }, 'calibrate', gridCode);
    const version = idOf('profile version', gridCode);
    await leader.do(publishProfileVersion, { id: version, gridCode }, version);
  });
  const all = idOf('asking', community!.code);
  await leader.do(askForFields, { id: all, placeCode: community!.code, items: names.slice(0, 2), dueAt, title: '演示：季度校准' }, all);
}
