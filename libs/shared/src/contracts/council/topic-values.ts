import { z } from 'zod';
import { errors } from '../define.js';
import * as values from '../values.js';
import { decisionOutcome } from './decision-values.js';

export const topicErrors = errors('council.topic', {
  stageOrder: [
    'conflict',
    '议题须按“审定—表决—公示—落实”依次办理，当前阶段 from 只能进行 allowed',
    'A topic goes stage by stage; from its stage in from nothing but what allowed names can follow',
  ],
  topicUnknown: ['rule', '本社区没有该议题，请核对编号', 'The community has no topic of this id; check it'],
  notOfCommunity: [
    'rule',
    '您的账号与该社区没有关联，请向本社区提交',
    'Your account has no tie to this community; submit to the community you live or work in',
  ],
  candidateNotOpen: ['rule', '该问题已整改或未移交，无须提交议题', 'The problem is not unmet: it was rectified, or never transferred'],
  takenUp: ['conflict', '该来源已有办理中的议题，请在原议题上办理', 'A topic of this origin is in hand already; work on that one'],
  reasonMissing: ['rule', '答复提议人须写明理由', 'The answer to the proposer needs a reason'],
  mergeTargetInvalid: [
    'rule',
    '并入的议题须是本社区另一件仍在办理的议题',
    'A topic is merged into another of its community that is still in hand',
  ],
  referralMissing: ['rule', '转办须写明承办单位', 'A referral names where the topic goes'],
  otherSession: [
    'rule',
    '该议题已列入另一次会议，请先调整议程',
    'The topic stands on the agenda of another session; take it off that first',
  ],
  notPassed: ['rule', '未通过的议题没有需要落实的事项', 'What was not passed is not carried out'],
});

export const topicSource = z.enum(['RESIDENT', 'MEMBER', 'GRID', 'PROPERTY', 'COMMITTEE', 'COMMUNITY']).meta({
  id: 'TopicSource',
  description: 'RESIDENT 居民, MEMBER 兼职委员, GRID 网格, PROPERTY 物业公司, COMMITTEE 物管会, COMMUNITY 社区（街道）',
});
export type TopicSource = z.output<typeof topicSource>;

export const topicOrigin = z
  .enum(['PROPOSAL', 'PROBLEM', 'DEMAND'])
  .meta({ id: 'TopicOrigin', description: 'PROPOSAL 提议, PROBLEM 未整改问题, DEMAND 未匹配需求' });
export type TopicOrigin = z.output<typeof topicOrigin>;

const reviewed = ['REJECTED', 'MERGED', 'REFERRED', 'ACCEPTED'] as const;
export const topicStage = z
  .enum([
    ...(['SUBMITTED', 'UNDER_REVIEW', ...reviewed, 'SCHEDULED', 'VOTING'] as const),
    ...(['PASSED', 'FAILED', 'INQUORATE', 'CERTIFIED', 'PUBLISHED', 'EXECUTING', 'VERIFIED'] as const),
  ])
  .meta({
    id: 'TopicStage',
    description:
      'SUBMITTED 已提交, UNDER_REVIEW 审核中, REJECTED 不予采纳, MERGED 已并案, REFERRED 已转办, ACCEPTED 已采纳, SCHEDULED 已列入议程, VOTING 表决中, PASSED 通过, FAILED 未通过, INQUORATE 未达参与比例, CERTIFIED 已核证, PUBLISHED 已公示, EXECUTING 落实中, VERIFIED 已验收',
  });
export type TopicStage = z.output<typeof topicStage>;

export const topicAnswer = z
  .enum(reviewed)
  .meta({ id: 'TopicAnswer', description: 'REJECTED 不予采纳, MERGED 并案, REFERRED 转办, ACCEPTED 采纳' });
export type TopicAnswer = z.output<typeof topicAnswer>;

/** What everyone may read of a topic that was accepted. */
const publicTopic = {
  id: values.id,
  communityCode: values.communityCode,
  title: z.string(),
  source: topicSource,
  origin: topicOrigin,
  originId: values.id.nullable(),
  stage: topicStage,
  outcome: decisionOutcome.nullable(),
  submittedAt: values.instant,
};

export const topicView = z
  .object({
    ...publicTopic,
    version: values.version,
    detail: z.string(),
    /** The account that proposed it. */
    proposerId: values.id,
    reviewedAt: values.instant.nullable(),
    /** The reason of the answer to the proposer. */
    reason: z.string().nullable(),
    mergedIntoId: values.id.nullable(),
    referredTo: z.string().nullable(),
    sessionId: values.id.nullable(),
    ballotId: values.id.nullable(),
  })
  .meta({ id: 'Topic', description: 'What somebody wants the community to deliberate and decide upon' });

export const publicTopicView = z.object(publicTopic).meta({ id: 'PublicTopic', description: 'A topic that was accepted, for everyone' });

export const topicStageEntry = z
  .object({
    number: z.int().positive(),
    stage: topicStage,
    at: values.instant,
    /** The session, ballot, bulletin, resolution, or topic merged into, that brought it there. */
    referenceId: values.id.nullable(),
  })
  .meta({ id: 'TopicStageEntry', description: 'A stage that a topic reached, and when' });
