import {
  enrol,
  holdActivity,
  offerCourse,
  openClass,
  openStation,
  orderCourse,
  planActivity,
  recordAttendance,
  recordDrillSheet,
} from '@gezhi/shared/contracts';
import type { DemoPeople } from './accounts.js';
import { idOf } from './demo-api.js';
import type { DemoCommunity } from './geography.js';
import type { Story } from './story.js';
import type { DemoWorker } from './workers.js';

const [course, session, station] = [idOf('course', 1), idOf('class', 1), idOf('station', 1)];
const activities = [29, 31, 33];

/** A drill that one worker ordered and the others were enrolled in, and a station with its activities planned. */
export async function planAcademy(
  story: Story,
  { secretaries }: DemoPeople,
  [community]: readonly DemoCommunity[],
  [first, ...others]: readonly DemoWorker[],
): Promise<void> {
  const secretary = secretaries[0]!;
  const placeCode = community!.code;
  const drill = { title: '演示情景实训：邻里调解', tag: 'MEDIATION', mode: 'SCENARIO_DRILL' as const };
  await secretary.do(offerCourse, { id: course, placeCode, ...drill }, course);
  await first!.account.do(orderCourse, { id: course }, course);
  const startsAt = story.at(30).toISOString();
  await secretary.do(
    openClass,
    { id: session, placeCode, courseId: course, ...drill, channel: 'OFFLINE', startsAt, capacity: 12 },
    session,
  );
  await secretary.do(enrol, { id: session, workerIds: others.map(({ id }) => id) }, session);

  await secretary.do(openStation, { id: station, communityCode: placeCode, name: '演示管家驿站', addressLabel: '演示1幢' }, station);
  for (const [index, days] of activities.entries()) {
    const id = idOf('activity', index);
    const planned = { id, stationId: station, theme: `演示活动 ${index + 1}`, startsAt: story.at(days).toISOString() };
    await secretary.do(planActivity, planned, id);
  }
}

/** All but one came; the drill of one is judged; the activities were held. */
export async function holdAcademy({ secretaries }: DemoPeople, workers: readonly DemoWorker[]): Promise<void> {
  const secretary = secretaries[0]!;
  const came = workers.slice(0, -1).map(({ id }) => id);
  await secretary.do(recordAttendance, { id: session, workerIds: came }, session);
  const sheetId = idOf('drill sheet', 1);
  const criteria = [
    { zh: '倾听双方', points: 8 },
    { zh: '依据清楚', points: 7 },
  ];
  await secretary.do(
    recordDrillSheet,
    { sheetId, id: session, workerId: came[0]!, scenario: '演示情景：楼道堆物之争', criteria, level: 2 },
    sheetId,
  );
  for (const index of activities.keys()) {
    const id = idOf('activity', index);
    await secretary.do(holdActivity, { id, residents: 20 + index, workers: 2, summary: '已举办（演示）' }, id);
  }
}
