import {
  enrol,
  holdActivity,
  openClass,
  openStation,
  planActivity,
  publishCase,
  pushCase,
  recordAttendance,
  recordDevelopment,
  type InputOf,
} from '@gezhi/shared/contracts';
import { idOf } from '../demo-api.js';
import { inParallel, type Story } from '../story.js';
import { communityCode } from './ground.js';
import type { Jixian } from './opening.js';

type Class = Pick<InputOf<typeof openClass>, 'title' | 'tag' | 'channel' | 'mode'>;

/** Four classes of forty (G-30, G-31): 160 person-times. */
const classes: readonly Class[] = [
  { title: '管家学堂：信息采集（演示）', tag: 'INFORMATION_COLLECTION', channel: 'OFFLINE', mode: 'SMALL_CLASS' },
  { title: '管家学堂：矛盾调解（演示）', tag: 'MEDIATION', channel: 'OFFLINE', mode: 'SCENARIO_DRILL' },
  { title: '线上案例课：邻里纠纷（演示）', tag: 'MEDIATION', channel: 'ONLINE', mode: 'SMALL_CLASS' },
  { title: '线上案例课：入户走访（演示）', tag: 'INFORMATION_COLLECTION', channel: 'ONLINE', mode: 'SMALL_CLASS' },
];
/** More than thirty activities of a station (G-35), and more than twenty who are developed (G-36). */
const activities = 32;
const developed = 22;
const [station, article] = [idOf('jixian station', 1), idOf('jixian case', 1)];
const classOf = (index: number): string => idOf('jixian class', index);
const activityOf = (index: number): string => idOf('jixian activity', index);

/** What the academy and the station will hold, announced beforehand. */
export async function planJixianAcademy(story: Story, { secretary, workerIds }: Jixian): Promise<void> {
  for (const [index, each] of classes.entries()) {
    const id = classOf(index);
    const startsAt = story.at(4 + index * 5).toISOString();
    await secretary.do(openClass, { id, placeCode: communityCode, ...each, startsAt, capacity: workerIds.length }, id);
    await secretary.do(enrol, { id, workerIds: [...workerIds] }, id);
  }
  await secretary.do(openStation, { id: station, communityCode, name: '演示管家驿站（集贤）', addressLabel: '演示1幢架空层' }, station);
  await inParallel(Array.from({ length: activities }), 4, async (_, index) => {
    const id = activityOf(index);
    const startsAt = story.at(3 + (index % 20)).toISOString();
    await secretary.do(planActivity, { id, stationId: station, theme: `演示主题活动 ${index + 1}`, startsAt }, id);
  });
}

/** All came; a case was pushed to the group; the activities were held; who strives to join is on record for confidants alone. */
export async function holdJixianAcademy(story: Story, { secretary, workerIds }: Jixian): Promise<void> {
  for (const index of classes.keys())
    await secretary.do(recordAttendance, { id: classOf(index), workerIds: [...workerIds] }, classOf(index));
  const told = { title: '一次楼道堆物的调解（演示）', body: '虚构的案例，仅作演示', tag: 'MEDIATION' };
  await secretary.do(publishCase, { id: article, placeCode: communityCode, ...told }, article);
  const pushId = idOf('jixian push', 1);
  const pushed = { pushId, id: article, channel: 'WECHAT_GROUP' as const, placeCode: communityCode, recipients: workerIds.length };
  await secretary.do(pushCase, pushed, pushId);
  await inParallel(Array.from({ length: activities }), 4, async (_, index) => {
    const id = activityOf(index);
    await secretary.do(holdActivity, { id, residents: 12 + (index % 9), workers: 2, summary: '已举办（演示）' }, id);
  });
  const sinceOn = story.at(10).toISOString().slice(0, 10);
  await inParallel(workerIds.slice(0, developed), 4, async (workerId) => {
    const id = idOf('jixian development', workerId);
    await secretary.do(recordDevelopment, { id, workerId, kind: 'PARTY_ACTIVIST', sinceOn }, id);
  });
}
