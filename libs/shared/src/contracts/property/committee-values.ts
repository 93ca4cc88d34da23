import { z } from 'zod';
import * as values from '../values.js';

export const committeeMemberKind = z.enum(['OWNER', 'RESIDENTS_COMMITTEE', 'STREET', 'DISTRICT_HOUSING', 'PROVIDER', 'OTHER']).meta({
  id: 'CommitteeMemberKind',
  description:
    'OWNER 业主, RESIDENTS_COMMITTEE 居民委员会, STREET 街道办事处, DISTRICT_HOUSING 区住房部门, PROVIDER 物业服务人或建设单位, OTHER 其他',
});
export type CommitteeMemberKind = z.output<typeof committeeMemberKind>;

export const committeeOffice = z
  .enum(['CHAIR', 'VICE_CHAIR', 'MEMBER'])
  .meta({ id: 'CommitteeOffice', description: 'CHAIR 主任, VICE_CHAIR 副主任, MEMBER 委员' });
export type CommitteeOffice = z.output<typeof committeeOffice>;

/** A committee stands while it is FORMED or FILED; an estate has one at most. */
export const committeeState = z.enum(['FORMED', 'FILED', 'DISSOLVED', 'TERM_ENDED', 'HANDED_OVER']).meta({
  id: 'CommitteeState',
  description: 'FORMED 已组建, FILED 已备案, DISSOLVED 已解散, TERM_ENDED 任期届满, HANDED_OVER 已移交',
});
export type CommitteeState = z.output<typeof committeeState>;

export const committeeEndCause = z
  .enum(['OWNERS_COMMITTEE_ELECTED', 'TERM_ENDED'])
  .meta({ id: 'CommitteeEndCause', description: 'OWNERS_COMMITTEE_ELECTED 选出业主委员会, TERM_ENDED 任期届满' });
export type CommitteeEndCause = z.output<typeof committeeEndCause>;

/** More than this share, exactly: more than 1/2 of nine is five. */
export const committeeShare = z
  .object({ numerator: z.int().min(0).max(100), denominator: z.int().min(1).max(100) })
  .meta({ id: 'CommitteeShare', description: 'More than this share is needed' });
export type CommitteeShare = z.output<typeof committeeShare>;

const seats = z.int().min(0).max(99);

/** What a jurisdiction lays down for committees; what it leaves open is null, and refused where it is needed. */
export const committeeProfileBody = {
  members: z.object({ least: z.int().min(1).max(99), most: z.int().min(1).max(99).nullable(), odd: z.boolean() }),
  /** How many members of each kind; a kind without a line has no seat. */
  seats: z
    .array(z.object({ kind: committeeMemberKind, least: seats, most: seats.nullable() }))
    .min(1)
    .max(6),
  /** Whom the chair comes from. */
  chair: committeeMemberKind,
  /** One vice-chair comes from each. */
  viceChairs: z.array(committeeMemberKind).max(6),
  meeting: z
    .object({
      /** Of all members. */
      presentOver: committeeShare,
      /** Of the members who are owners. */
      ownersPresentOver: committeeShare.nullable(),
      /** Whether owners may send somebody else. */
      ownerProxies: z.boolean(),
      /** Of all members, present or not. */
      signedOver: committeeShare,
    })
    .nullable(),
  /** Of all members, who may demand a meeting together; null where no rule was read. */
  demandedBy: committeeShare.nullable().default(null),
  /** Who may apply that a committee is formed, and until when it is; null where no rule was read. */
  forming: z
    .object({
      /** Of the owners of the estate, the share included. */
      ownersFrom: committeeShare,
      /** Of its area, the share included, must be delivered. */
      deliveredFrom: committeeShare,
      withinMonths: z.int().min(1).max(60),
    })
    .nullable()
    .default(null),
  publication: z.object({ withinDays: z.int().min(1).max(365), forDays: z.int().min(1).max(365) }).nullable(),
  handOverDays: z.int().min(1).max(365).nullable(),
  term: z.object({ leastMonths: z.int().min(1).max(120), mostMonths: z.int().min(1).max(120) }).nullable(),
  /** So many days before its end a term is told of. */
  noticeDays: z.int().min(1).max(365),
  source: values.text(200),
  assumed: z.boolean(),
};

/** One seat; an owner by the id of the register, others by their account if they have one. No names. */
export const committeeMember = z
  .object({
    id: values.id,
    kind: committeeMemberKind,
    office: committeeOffice,
    ownerId: values.id.nullable().default(null),
    accountId: values.id.nullable().default(null),
  })
  .meta({ id: 'CommitteeMember' });
export type CommitteeMember = z.output<typeof committeeMember>;

export const committeeView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    state: committeeState,
    members: z.array(committeeMember),
    formedOn: values.localDate,
    /** First and last day. */
    termFrom: values.localDate,
    termTo: values.localDate,
    /** The profile it was formed by; version 0 is what the platform lays down itself. */
    profileJurisdictionId: values.placeCode.nullable(),
    profileVersion: z.int(),
    filingNumber: z.string().nullable(),
    filedAt: values.instant.nullable(),
    sealNumber: z.string().nullable(),
    endCause: committeeEndCause.nullable(),
    endedOn: values.localDate.nullable(),
    /** The last day of the hand-over; null where no rule sets one. */
    handOverDueOn: values.localDate.nullable(),
    handedOverAt: values.instant.nullable(),
    evidenceIds: z.array(values.id),
    version: values.version,
  })
  .meta({ id: 'Committee', description: 'A property management committee (物管会) of an estate' });

const seatCount = z.object({ kind: committeeMemberKind, members: z.int() });
export const committeePublicView = z
  .object({
    id: values.id,
    estateId: values.id,
    state: committeeState,
    members: z.int(),
    seats: z.array(seatCount),
    chair: committeeMemberKind,
    viceChairs: z.array(committeeMemberKind),
    termFrom: values.localDate,
    termTo: values.localDate,
    filingNumber: z.string().nullable(),
  })
  .meta({ id: 'PublicCommittee', description: 'The committee that stands in an estate: its make-up by kind, without persons' });

export const committeeDecisionOutcome = z
  .enum(['PASSED', 'FAILED', 'INVALID'])
  .meta({ id: 'CommitteeDecisionOutcome', description: 'PASSED 通过, FAILED 未通过, INVALID 会议无效' });
export type CommitteeDecisionOutcome = z.output<typeof committeeDecisionOutcome>;

export const committeeDecisionView = z
  .object({
    id: values.id,
    committeeId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    subject: z.string(),
    heldOn: values.localDate,
    /** Counted at the time: all members, and those who are owners. */
    members: z.int(),
    owners: z.int(),
    presentIds: z.array(values.id),
    ownersPresent: z.int(),
    proxyIds: z.array(values.id),
    signedIds: z.array(values.id),
    outcome: committeeDecisionOutcome,
    /** The last day to publish what passed, and for how long; null where no rule sets them. */
    publishBy: values.localDate.nullable(),
    publishDays: z.int().nullable(),
    /** The notice by which it is on the board of the estate; null for what is not to be published. */
    noticeId: values.id.nullable(),
    evidenceIds: z.array(values.id),
    recordedAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'CommitteeDecision', description: 'What a committee decided, by attendance and signatures of its members' });
