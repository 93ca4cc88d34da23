import {
  adoptResolution,
  completeResolutionTask,
  type draftBallot,
  publishBulletin,
  reportTaskProgress,
  verifyResolutionTask,
  type BulletinChannel,
  type InputOf,
} from '@gezhi/shared/contracts';
import { idOf } from '../demo-api.js';
import { communityCode } from '../jixian/ground.js';
import { uploadPicture } from '../picture.js';
import { numbers, type Story } from '../story.js';
import type { Councillors } from './founding.js';
import { ballotOf } from './sessions.js';
import { topicOf, topics, type TopicName } from './topics.js';
import { announce, certify, inTurn, open, voteOnPaper, type Tellers } from './voting.js';

/** As in C-T15: of 41 representatives 21 are a quorum; 20 came. */
const representatives = (attending: number) =>
  numbers(41).map((index) => ({ representativeId: idOf('jixian representative', index), attends: index < attending }));
const residents = { communityCode, electorate: 'RESIDENT_REPRESENTATIVES', ruleId: 'RESIDENT_MEETING_2018', matter: 'OTHER' } as const;

/** A meeting of residents' representatives to which too few came, and a vote of theirs that is still running in the end. */
export async function askRepresentatives(story: Story, day: number, until: number, councillors: Councillors): Promise<void> {
  const ask = async (name: TopicName, closing: number, attending: number) => {
    const id = ballotOf(name);
    const times = { opensOn: story.dayAt(day), closesAt: story.at(closing).toISOString() };
    const draft: Pick<InputOf<typeof draftBallot>, 'id' | 'question'> = { id, question: `是否通过：${topics[name]}（演示）` };
    await announce(councillors, { ...residents, ...draft, topicId: topicOf(name), ...times }, story.dayAt(day));
    await open(councillors, id, representatives(attending));
  };
  await ask('published', day + 1, 20);
  await voteOnPaper(councillors, ballotOf('published'), inAttendance(inTurn(['FOR', 20])));
  await certify(councillors, ballotOf('published'));
  await ask('voting', until, 30);
  await voteOnPaper(councillors, ballotOf('voting'), inAttendance(inTurn(['FOR', 9], ['AGAINST', 2])));
}

const inAttendance =
  (sheets: ReturnType<typeof inTurn>) =>
  ({ attends }: { readonly attends: boolean }) =>
    attends ? sheets() : undefined;

const offline: readonly BulletinChannel[] = ['NOTICE_BOARD', 'BUILDING_ENTRANCE'];

/** What was decided goes out on the platform and on boards (C-11), with a photograph of each board. */
export async function publish(
  { secretary }: Tellers,
  of: { readonly topicId: string } | { readonly ballotId: string },
  title: string,
): Promise<void> {
  const id = idOf('jixian bulletin', ...Object.values(of));
  const photo = await uploadPicture(secretary, 'jixian bulletin');
  const channels = [{ channel: 'PLATFORM' as const }, ...offline.map((channel) => ({ channel, evidenceIds: [photo] }))];
  await secretary.do(
    publishBulletin,
    { id, ...of, title: `${title}（演示）`, text: `${title}：表决结果与核证书见平台（演示）`, channels },
    id,
  );
}

/** Two topics are carried out (C-12): one is verified by who proposed it, of the other the work is under way. */
export async function carryOut(story: Story, day: number, councillors: Councillors): Promise<void> {
  const { company, secretary, worker, neighbours } = councillors;
  for (const name of ['published', 'executing', 'verified'] as const) await publish(councillors, { topicId: topicOf(name) }, topics[name]);
  const adopt = async (name: TopicName, owners: readonly { readonly accountId: string }[]): Promise<string[]> => {
    const tasks = owners.map(({ accountId: ownerId }, index) => {
      const task = { title: `${topics[name]}：第${index + 1}项（演示）`, ownerId, responsible: '演示责任单位' };
      return { id: idOf('jixian task', name, index), ...task, dueOn: story.dayAt(day + 30) };
    });
    const id = idOf('jixian resolution', name);
    await secretary.do(adoptResolution, { id, topicId: topicOf(name), tasks }, id);
    return tasks.map((task) => task.id);
  };
  const [mending] = (await adopt('executing', [worker])) as [string];
  const half = { id: mending, reportId: idOf('jixian progress', mending), percent: 50, text: '已完成半数单元（演示）' };
  await worker.do(reportTaskProgress, half, half.reportId);
  for (const [index, id] of (await adopt('verified', [company, worker])).entries()) {
    const owner = index ? worker : company;
    const progress = { id, reportId: idOf('jixian progress', id), percent: 40, text: '灯具已到场（演示）' };
    await owner.do(reportTaskProgress, progress, progress.reportId);
    const evidenceIds = [await uploadPicture(owner, 'jixian task done')];
    await owner.do(completeResolutionTask, { id, outcome: '已全部更换（演示）', evidenceIds }, 'complete', id);
    await neighbours[0].resident.do(verifyResolutionTask, { id, confirmed: true }, 'verify', id);
  }
}
