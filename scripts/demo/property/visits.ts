import {
  assignVolunteerTask,
  cancelVolunteerTask,
  finishVolunteerTask,
  formTaskTeam,
  formVisitTeam,
  formVolunteerTeam,
  needPolicy,
  recordHouseholdVisit,
  recordNeed,
} from '@gezhi/shared/contracts';
import { idOf } from '../demo-api.js';
import { estateCount, estateOf } from '../jixian/estates.js';
import { communityCode } from '../jixian/ground.js';
import type { Jixian } from '../jixian/opening.js';
import { uploadPicture } from '../picture.js';
import { inParallel, numbers, type Story } from '../story.js';
import type { Home } from './households.js';

/** One household in so many says what it needs; the others were content to be asked. */
const needEvery = 5;
const tasks = 12;
const visitTeamOf = (estate: number): string => idOf('jixian visit team', estate);

/** A task team for every estate (P-03), and a team of one and two that visits it (P-04). */
export async function formTeams({ leader, secretary, workers }: Jixian): Promise<void> {
  await inParallel(numbers(estateCount), 4, async (estate) => {
    const estateId = estateOf(estate);
    const id = idOf('jixian task team', estate);
    const members = [
      { accountId: leader.accountId, function: 'LEADER' as const },
      { accountId: secretary.accountId, function: 'LIAISON' as const },
    ];
    await secretary.do(formTaskTeam, { id, estateId, members }, id);
    const visitors = [
      { accountId: leader.accountId, seat: 'TASK_TEAM_MEMBER' },
      { accountId: secretary.accountId, seat: 'COMMUNITY_WORKER' },
      { accountId: workers[estate % workers.length]!.accountId, seat: 'GRID_WORKER' },
    ];
    const team = visitTeamOf(estate);
    await secretary.do(formVisitTeam, { id: team, estateId, members: visitors }, team);
  });
}

/** The teams go from door to door on the day before (P-05): every household is visited once, some say what they need. */
export async function visitHouseholds(story: Story, day: number, { leader, secretary, workers }: Jixian, homes: Home[][]): Promise<void> {
  const { kinds } = await secretary.client.call(needPolicy, { placeCode: communityCode });
  await inParallel(homes, 8, async (households, estate) => {
    const presentIds = [leader, secretary, workers[estate % workers.length]!].map(({ accountId }) => accountId);
    for (const [number, { householdId }] of households.entries()) {
      const id = idOf('jixian visit', estate, number);
      const occurredAt = new Date(story.at(day - 1).getTime() + number * 300_000).toISOString();
      await secretary.do(recordHouseholdVisit, { id, teamId: visitTeamOf(estate), householdId, presentIds, occurredAt }, id);
      if (number % needEvery) continue;
      const need = idOf('jixian need', estate, number);
      const { code } = kinds[(estate + number / needEvery) % kinds.length]!;
      await secretary.do(recordNeed, { id: need, visitId: id, kind: code }, need);
    }
  });
}

/** Organisations lend a hand (P-17): of their tasks one is still to be done and one was called off. */
export async function volunteer({ secretary }: Jixian): Promise<void> {
  const photo = [await uploadPicture(secretary, 'jixian volunteers')];
  const teams = [idOf('jixian volunteers', 1), idOf('jixian volunteers', 2)] as const;
  const organisations = [
    { name: '演示社会工作服务中心', kind: 'SOCIAL_ORGANISATION' as const },
    { name: '演示机关党支部', kind: 'PARTY_BRANCH' as const },
    { name: '演示建材公司', kind: 'ENTERPRISE' as const },
  ];
  for (const [index, id] of teams.entries()) {
    const team = { id, communityCode, name: `演示志愿服务队${index + 1}号`, organisations: organisations.slice(0, 3 - index) };
    await secretary.do(formVolunteerTeam, team, id);
  }
  for (const number of numbers(tasks)) {
    const id = idOf('jixian volunteer task', number);
    const task = { teamId: teams[number % 2]!, estateId: estateOf(number), title: `清理楼道杂物（演示）${number + 1}` };
    await secretary.do(assignVolunteerTask, { id, ...task }, id);
    if (number === 0) await secretary.do(cancelVolunteerTask, { id, reason: '雨天改期（演示）' }, 'cancel', id);
    else if (number > 1) await secretary.do(finishVolunteerTask, { id, outcome: '楼道已清理（演示）', evidenceIds: photo }, 'finish', id);
  }
}
