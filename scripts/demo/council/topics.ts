import { answerTopic, startTopicReview, submitTopic, takeUpDemand, type InputOf } from '@gezhi/shared/contracts';
import { idOf, onceHeard, type DemoAccount } from '../demo-api.js';
import { communityCode } from '../jixian/ground.js';
import { inParallel } from '../story.js';
import type { Councillors } from './founding.js';

/** The topics of the council by what becomes of them (C-08, C-09), each named for the stage at which it stands in the end. */
export const topics = {
  submitted: '增设快递柜',
  underReview: '更换健身器材',
  rejected: '拆除承重墙扩建',
  merged: '楼前路灯太暗',
  referred: '公交站点迁移',
  accepted: '设立晾衣区',
  scheduled: '电动车棚选址',
  voting: '儿童活动区改造',
  certified: '增设院门岗亭',
  published: '夜间禁鸣公约',
  executing: '反哺资金维修单元门',
  verified: '楼道照明改造',
  mended: '院墙险情抢修',
} as const;
export type TopicName = keyof typeof topics;
export const topicOf = (name: TopicName): string => idOf('jixian topic', name);
const left: readonly TopicName[] = ['submitted', 'underReview'];

/** Whoever lives or works in the community proposes; every topic is reviewed and answered with a reason. */
export async function collectTopics(councillors: Councillors): Promise<void> {
  const { neighbours, company, member, worker, councillor, secretary } = councillors;
  const [first, second] = neighbours.map(({ resident }) => resident) as [DemoAccount, DemoAccount];
  const proposers: Readonly<Record<TopicName, DemoAccount>> = {
    ...{ submitted: second, underReview: worker, rejected: company, merged: second, referred: councillor, accepted: member },
    ...{
      scheduled: councillor,
      voting: first,
      certified: company,
      published: member,
      executing: company,
      verified: first,
      mended: councillor,
    },
  };
  await inParallel(Object.keys(topics) as TopicName[], 4, async (name) => {
    const id = topicOf(name);
    const proposal = { id, communityCode, title: `${topics[name]}（演示）`, detail: `${topics[name]}，多户关心（演示）` };
    await onceHeard(() => proposers[name].do(submitTopic, proposal, id));
    if (name !== 'submitted') await secretary.do(startTopicReview, { id }, 'review', id);
  });
  const answers: Partial<Record<TopicName, Omit<InputOf<typeof answerTopic>, 'id'>>> = {
    rejected: { answer: 'REJECTED', reason: '影响结构安全，依法不得实施（演示）' },
    merged: { answer: 'MERGED', reason: '与楼道照明改造一并办理（演示）', mergedIntoId: topicOf('verified') },
    referred: { answer: 'REFERRED', reason: '属交通部门职责（演示）', referredTo: '演示交通部门' },
  };
  const accepted = { answer: 'ACCEPTED' as const, reason: '事关多户，列入议事（演示）' };
  const reviewed = (Object.keys(topics) as TopicName[]).filter((name) => !left.includes(name));
  await inParallel(reviewed, 4, async (name) => {
    const id = topicOf(name);
    await secretary.do(answerTopic, { id, ...(answers[name] ?? accepted) }, 'answer', id);
  });
}

/** A demand that found no service in thirty days becomes a topic in one step (C-T29). */
export async function raiseUnmet({ secretary }: Councillors, demandId: string): Promise<void> {
  const id = idOf('jixian topic', demandId);
  const wording = { title: '助老陪伴无人可接（演示）', detail: '需求列出三十日仍无匹配服务（演示）' };
  await onceHeard(() => secretary.do(takeUpDemand, { id, demandId, ...wording }, id));
  await secretary.do(startTopicReview, { id }, 'review', id);
}
