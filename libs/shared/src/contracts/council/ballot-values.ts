import { z } from 'zod';
import { errors } from '../define.js';
import * as values from '../values.js';
import { decisionMatter, decisionOutcome, majority } from './decision-values.js';
import { decisionRuleView, electorate, voterGroup } from './decision-rule-values.js';

export const ballotErrors = errors('council.ballot', {
  ruleNotConfigured: [
    'rule',
    '该表决规则尚未录入门槛，请先由本地发布规则',
    'The rule has no thresholds yet; a jurisdiction has to publish them before it can be used',
  ],
  ruleSuperseded: ['rule', '该规则仅供查阅旧决定，请改用现行规则', 'The rule serves to read old decisions alone; choose the one in force'],
  electorateMismatch: ['rule', '该规则不适用于此类表决人，请改选规则', 'The rule is for other voters; choose one for this electorate'],
  estateUnknown: ['rule', '没有该小区的房屋登记，请先登记房屋', 'No unit of the estate is known; register its units first'],
  sessionWanted: [
    'rule',
    '委员或五方表决须指明本社区正在召开的相应会议',
    'Members and parties vote in a session; name the one of this community in which they meet',
  ],
  closesTooEarly: ['rule', '截止时间须晚于开始日期，请改期', 'It would close before it opens; choose a later end'],
  noticeTooShort: ['rule', '公告期不足，请推迟开始日期', 'The notice is shorter than laid down; open on the day named or later'],
  noticeInFuture: ['rule', '公告日期不能晚于今天', 'The notice was given on a day to come; look at the date'],
  committeeCopyMissing: [
    'rule',
    '须同时告知居民委员会，请上传送达凭证',
    'The residents’ committee has to be told; upload the proof that its copy was delivered',
  ],
  rollNotFrozen: ['rule', '名册尚未冻结或为空，请先冻结名册', 'The roll is not frozen, or empty; freeze it before opening'],
  rollFrozen: [
    'conflict',
    '名册已冻结，不得更改；如有错误请撤销并另行发起',
    'The roll is frozen for good; cancel the ballot and start another if it is wrong',
  ],
  rollEmpty: ['rule', '名册没有表决人，请核对房屋与产权登记', 'The roll would be empty; look at the register'],
  rollGiven: [
    'rule',
    '业主名册由房屋登记生成，不得另行指定；代表名册须列明且不得重复',
    'A roll of owners comes from the register and takes no list; one of representatives takes a list, each named once',
  ],
  closed: ['rule', '表决未开始或已截止', 'The ballot is not open: it has not begun, or its end was reached'],
  stillRunning: ['rule', '表决尚未截止，不得提前结束', 'The ballot runs until its end; it cannot be closed before'],
  notEligible: [
    'forbidden',
    '您不在名册该条目内，也没有书面委托，不能代为表决',
    'You are not on this entry of the roll, and no written proxy names you',
  ],
  recused: ['forbidden', '您已回避本事项，不能表决', 'You are recused from this matter and cannot vote on it'],
  alreadyVoted: [
    'conflict',
    '该条目已经表决，先到的一票有效，不能重投',
    'This entry has voted already by the channel named; the first vote counts, and there is no second',
  ],
  proxyGiven: ['conflict', '该条目已登记受托人，不得重复登记', 'Somebody is named for this entry already; look at its proxy'],
  entryUnknown: ['rule', '名册中没有该条目，请核对编号', 'The roll has no such entry; look at its number'],
  tallyHidden: [
    'forbidden',
    '表决结果在计票核证之前对任何人都不公开',
    'Results are shown to nobody before the ballot is closed and certified; the turnout may be read',
  ],
  sameCertifier: ['rule', '核证须由两人完成，请由另一人核证', 'Two persons certify a result; the second has to be somebody else'],
  specialMajorityWanted: [
    'rule',
    '改变共有部分用途或利用共有部分经营，须由参与表决四分之三以上同意，请选特别多数（民法典第278条）',
    'Another use of common parts needs three quarters of those who take part; choose the special majority (Civil Code 278)',
  ],
  secretWeighted: [
    'rule',
    '无记名表决须一人一票；按面积、席位或分组计票会暴露投票人，请改为记名表决',
    'A secret ballot is one head, one vote: thresholds of area, of parties or of a group would show who voted; let it be a named one',
  ],
  secret: [
    'rule',
    '本次为无记名表决：请先领取选票凭证，再匿名投票',
    'This ballot is secret: ask for a token, and cast it without signing in',
  ],
  notSecret: ['rule', '本次为记名表决，请登录后投票', 'This ballot is not secret: vote signed in'],
  votingCodesMissing: [
    'rule',
    '本次表决须凭票码投票，请先为全部条目制作票码',
    'Votes of this ballot need a code: make the codes of all entries before opening it',
  ],
  proofBroken: [
    'rule',
    '票据链与名册或截止时的记录不符，不能核证，请立即查证',
    'The chain of votes is not what it was at closing; nothing can be certified before that is explained',
  ],
});

/** Whoever may stand on a roll: owners, representatives, members, and those who sit for a party. */
export const ballotVoters = [
  ...(['resident', 'part-time-member', 'committee-member'] as const),
  ...(['property-company', 'community-secretary', 'street-leader'] as const),
] as const;

export const ballotState = z.enum(['DRAFT', 'NOTICED', 'OPEN', 'CLOSED', 'CERTIFIED', 'CANCELLED']).meta({
  id: 'BallotState',
  description: 'DRAFT 草稿, NOTICED 已公告, OPEN 表决中, CLOSED 已截止, CERTIFIED 已核证, CANCELLED 已撤销',
});
export type BallotState = z.output<typeof ballotState>;

export const voteChoice = z
  .enum(['FOR', 'AGAINST', 'ABSTAIN'])
  .meta({ id: 'VoteChoice', description: 'FOR 同意, AGAINST 反对, ABSTAIN 弃权' });
export type VoteChoice = z.output<typeof voteChoice>;

export const voteChannel = z.enum(['ONLINE', 'PAPER']).meta({ id: 'VoteChannel', description: 'ONLINE 线上, PAPER 书面' });
export type VoteChannel = z.output<typeof voteChannel>;

/** SHA-256 in hex. */
export const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ id: 'Hash', description: 'SHA-256 in hex' });

/** Entries of a roll by their number, which says nothing of who they are. */
export const entryNumber = z.int().min(1).max(1_000_000);

export const rollTotals = z
  .object({ entries: z.int(), heads: z.int(), area: z.int(), units: z.int(), unitsWithoutOwner: z.int() })
  .meta({ id: 'RollTotals', description: 'What a roll adds up to; who is recused is not counted' });
export type RollTotals = z.output<typeof rollTotals>;

export const ballotView = z
  .object({
    id: values.id,
    communityCode: values.communityCode,
    estateId: values.id.nullable(),
    councilId: values.id.nullable(),
    sessionId: values.id.nullable(),
    topicId: values.id.nullable(),
    electorate,
    question: z.string(),
    matter: decisionMatter,
    subjectId: values.id.nullable(),
    majority,
    /** The version of the rule that decides, as it was when the ballot was drafted. */
    rule: decisionRuleView,
    /** The days of notice lie whole between notice and opening. */
    clearDays: z.boolean(),
    /** The covenant adds who took part and said nothing to the majority (从众). */
    silenceCounts: z.boolean(),
    state: ballotState,
    opensOn: values.localDate,
    closesAt: values.instant,
    noticedOn: values.localDate.nullable(),
    frozenAt: values.instant.nullable(),
    rollHash: hash.nullable(),
    roll: rollTotals.nullable(),
    openedAt: values.instant.nullable(),
    closedAt: values.instant.nullable(),
    firstCertifierId: values.id.nullable(),
    certifiedAt: values.instant.nullable(),
    outcome: decisionOutcome.nullable(),
    cancelReason: z.string().nullable(),
    replacesId: values.id.nullable(),
    /** Nobody learns who voted how; see the tokens. */
    secret: z.boolean(),
    /** A vote needs the code that was printed for its entry of the roll. */
    demandsVotingCode: z.boolean(),
    /** Of a secret ballot that was opened: SPKI PEM of the RSA key that signs its tokens blindly. */
    tokenKey: z.string().nullable(),
    version: values.version,
  })
  .meta({ id: 'Ballot', description: 'A question put to the vote' });
export type BallotView = z.output<typeof ballotView>;

export const rollEntryView = z
  .object({
    number: entryNumber,
    heads: z.int(),
    area: z.int(),
    group: voterGroup.nullable(),
    recused: z.boolean(),
    /** Present at the meeting, and so taking part with or without a vote. */
    attends: z.boolean(),
    /** Binds the entry to who is on it, without saying who: see the receipt. */
    seal: hash,
  })
  .meta({ id: 'RollEntry' });
export type RollEntryView = z.output<typeof rollEntryView>;

export const receiptView = z
  .object({
    id: values.id,
    ballotId: values.id,
    entryNumber,
    /** 0: for the whole entry; else which of its co-owners. */
    voice: z.int(),
    choice: voteChoice,
    channel: voteChannel,
    castAt: values.instant,
    salt: z.string(),
    leaf: hash,
    /** Ed25519 over the leaf, in base64. */
    signature: z.string(),
    version: values.version,
  })
  .meta({
    id: 'VoteReceipt',
    description: 'What the service signs when it takes a vote; whoever has it can show that the vote was dropped',
  });
export type ReceiptView = z.output<typeof receiptView>;

/** A code as it is printed; blanks, hyphens and lower case are taken as well. */
export const votingCode = z
  .string()
  .max(40)
  .meta({ id: 'VotingCode', description: 'The printed code of an entry of the roll, where the ballot demands one' });

const sums = z.object({ entries: z.int(), heads: z.int(), area: z.int() });
export const ballotCounts = z
  .object({ all: sums, participating: sums, for: sums, against: sums, abstaining: sums, silent: sums, inConflict: sums })
  .meta({ id: 'BallotCounts' });
export type BallotCounts = z.output<typeof ballotCounts>;
