import {
  answerCoordinationRequest,
  answerMatter,
  answerNoticeObjection,
  answerReview,
  closeMatter,
  draftStandard,
  escalateMatter,
  mutualReviewPolicy,
  objectToNotice,
  openMatter,
  postNotice,
  proposeSpaceConversion,
  proveNotice,
  raiseToCommunity,
  rateProvider,
  returnMatter,
} from '@gezhi/shared/contracts';
import { idOf } from '../demo-api.js';
import { estateCount, estateOf } from '../jixian/estates.js';
import { communityCode } from '../jixian/ground.js';
import { uploadPicture } from '../picture.js';
import { inParallel, numbers, type Story } from '../story.js';
import { shown, type Carers } from './people.js';

const [first, second, third] = [1, 2, 3].map((number) => idOf('jixian matter', number)) as [string, string, string];

/** Matters climb the ladder (P-23): one is answered by the community, one by the committee, one by the company after a hand-back. */
export async function raiseMatters({ secretary, company, member }: Carers): Promise<void> {
  const titles = { [first]: '楼前积水', [second]: '电动车充电', [third]: '单元门损坏' };
  for (const [id, title] of Object.entries(titles)) {
    await secretary.do(openMatter, { id, estateId: estateOf(shown), title: `${title}（演示）`, summary: `${title}，多户反映（演示）` }, id);
  }
  const upward = { reason: '须由下一层级办理（演示）' };
  for (const id of [second, third]) await secretary.do(escalateMatter, { id, ...upward }, 'escalate', id);
  await member.do(escalateMatter, { id: third, ...upward }, 'escalate again', third);
  await company.do(returnMatter, { id: third, reason: '请先明确维修范围（演示）' }, 'return', third);
  await member.do(escalateMatter, { id: third, ...upward }, 'escalate at last', third);
  const answer = '已处理（演示）';
  for (const [account, id] of [
    [secretary, first],
    [member, second],
    [company, third],
  ] as const) {
    await account.do(answerMatter, { id, answer }, 'answer', id);
    await secretary.do(closeMatter, { id }, 'close', id);
  }
}

/** Community and company say to each other what they think and need (P-15), and each answers. */
export async function reviewEachOther(story: Story, day: number, { secretary, company }: Carers): Promise<void> {
  const { criteria } = await secretary.client.call(mutualReviewPolicy, { placeCode: communityCode });
  const month = story.dayAt(day).slice(0, 7);
  await inParallel(numbers(estateCount), 4, async (estate) => {
    const id = idOf('jixian review', estate, month);
    const scores = criteria.map(({ code }, index) => ({ criterion: code, score: 3 + ((estate + index) % 3) }));
    await secretary.do(rateProvider, { id, estateId: estateOf(estate), month, scores }, id);
    await company.do(answerReview, { id, answer: '已按意见改进（演示）' }, 'answer', id);
  });
  const id = idOf('jixian coordination', shown);
  const need = { title: '协调清理废弃车辆（演示）', need: '院内有两辆废弃车辆，须社区协调（演示）' };
  await company.do(raiseToCommunity, { id, estateId: estateOf(shown), ...need }, id);
  await secretary.do(answerCoordinationRequest, { id, answer: '已联系交警拖移（演示）' }, 'answer', id);
}

type Kind = 'FEE_SCHEDULE' | 'ACCOUNTS';
const noticeOf = (estate: number, kind: Kind): string => idOf('jixian notice', estate, kind);
const texts: Readonly<Record<Kind, string>> = {
  FEE_SCHEDULE: '基础服务收费标准见公布的收费表，试用期内不收费（演示）',
  ACCOUNTS: '本期服务收支与公共收益见账簿公示，结余全部转入反哺基金（演示）',
};

/** Fees and accounts hang on the board of every estate (P-20). */
export async function postNotices(story: Story, day: number, { secretary }: Carers, kind: Kind): Promise<void> {
  await inParallel(numbers(estateCount), 4, async (estate) => {
    const id = noticeOf(estate, kind);
    const notice = { kind, title: `演示小区${estate + 1}号公示`, text: texts[kind] };
    const posted = { postedFrom: story.dayAt(day), postedTo: story.dayAt(day + 60) };
    await secretary.do(postNotice, { id, estateId: estateOf(estate), ...notice, ...posted }, id);
  });
}

/** A photograph proves the notice; a neighbour objects, is answered, and the notice is corrected by another. */
export async function objectToAccounts(story: Story, day: number, { secretary, neighbours: [neighbour] }: Carers): Promise<void> {
  const noticeId = noticeOf(shown, 'ACCOUNTS');
  const photo = [await uploadPicture(secretary, 'jixian notice')];
  const proof = idOf('jixian notice proof');
  await secretary.do(proveNotice, { id: proof, noticeId, evidenceIds: photo, takenAt: story.at(day).toISOString() }, proof);
  const objection = idOf('jixian objection');
  const { householdId } = neighbour;
  await neighbour.resident.do(objectToNotice, { id: objection, noticeId, householdId, text: '请说明维修支出明细（演示）' }, objection);
  await secretary.do(answerNoticeObjection, { id: objection, answer: '明细已补充公示（演示）' }, 'answer', objection);
  const id = idOf('jixian notice corrected');
  const corrected = { kind: 'ACCOUNTS', title: '演示小区1号公示（更正）', text: '补充维修支出明细（演示）', correctsId: noticeId };
  const posted = { postedFrom: story.dayAt(day), postedTo: story.dayAt(day + 60) };
  await secretary.do(postNotice, { id, estateId: estateOf(shown), ...corrected, ...posted }, id);
}

/** What waits for a decision of the owners or the joint meeting: the first service standard, and a corner that may become a park (P-19, P-22). */
export async function proposeForDecision({ secretary }: Carers): Promise<void> {
  const id = idOf('jixian standard', shown);
  const promise = { direction: 'AT_LEAST' as const, unit: '次', period: 'DAY' as const };
  const promises = ['楼道清扫', '垃圾清运'].map((item, index) => {
    return { id: idOf('jixian promise', index), item: `${item}（演示）`, target: 100 * (index + 1), ...promise };
  });
  await secretary.do(draftStandard, { id, estateId: estateOf(shown), promises }, id);
  const before = { evidenceIds: [await uploadPicture(secretary, 'jixian corner')] };
  const conversion = idOf('jixian conversion', shown);
  const corner = { location: '3号楼东侧卫生死角（演示）', target: 'POCKET_PARK' as const };
  await secretary.do(proposeSpaceConversion, { id: conversion, estateId: estateOf(shown), ...corner, before }, conversion);
}
