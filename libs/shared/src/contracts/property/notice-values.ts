import { z } from 'zod';
import * as values from '../values.js';
import { estateParty } from './estate-values.js';

export const noticeKind = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,39}$/)
  .meta({ id: 'NoticeKind', description: 'A kind of notice of the catalogue in force where the estate is' });

/** One kind of notices and how long each must hang at least; `source` and `assumed` say how well founded that is. */
export const noticeKindItem = z
  .object({
    code: noticeKind,
    zh: values.text(40),
    minimumDays: z.int().min(1).max(365),
    source: values.text(200),
    assumed: z.boolean(),
  })
  .meta({ id: 'NoticeKindItem' });

/** What a jurisdiction lays down for notice boards. */
export const noticePolicyBody = {
  kinds: z.array(noticeKindItem).min(1).max(30),
  /** Objections are answered within so many calendar days. */
  answerDays: z.int().min(1).max(90),
};

const notice = {
  id: values.id,
  estateId: values.id,
  kind: noticeKind,
  title: z.string(),
  text: z.string(),
  /** First and last day on the board. */
  postedFrom: values.localDate,
  postedTo: values.localDate,
  issuer: estateParty,
  /** The notice that this one corrects; both stay on the board. */
  correctsId: values.id.nullable(),
  /** What the corrected notice said holds no longer. */
  withdraws: z.boolean(),
  postedAt: values.instant,
  /** SHA-256, in hex, of the canonical JSON (RFC 8785) of all the members above. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  communityCode: values.communityCode,
  version: values.version,
};

export const noticeView = z.object(notice).meta({ id: 'Notice', description: 'A notice as it was posted; never changed' });

export const noticeOnBoard = z
  .object({
    ...notice,
    /** The notice that corrects or withdraws this one. */
    correctedById: values.id.nullable(),
    isWithdrawn: z.boolean(),
    /** How many times its hanging on the board was shown by photographs. */
    proofs: z.int(),
    objections: z.int(),
    answeredObjections: z.int(),
  })
  .meta({ id: 'NoticeOnBoard', description: 'A notice with what became of it; objections by their number alone' });

export const noticeProofView = z
  .object({
    id: values.id,
    noticeId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    evidenceIds: z.array(values.id),
    takenAt: values.instant,
    recordedAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'NoticeProof', description: 'Photographs that show a notice on the board of the estate' });

export const noticeObjectionState = z
  .enum(['RAISED', 'ANSWERED'])
  .meta({ id: 'NoticeObjectionState', description: 'RAISED 待答复, ANSWERED 已答复' });
export type NoticeObjectionState = z.output<typeof noticeObjectionState>;

export const noticeObjectionView = z
  .object({
    id: values.id,
    noticeId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    /** The household that objects; null when the committee of the estate does. */
    householdId: values.id.nullable(),
    text: z.string(),
    state: noticeObjectionState,
    /** Shown to everyone: no personal data. */
    answer: z.string().nullable(),
    raisedAt: values.instant,
    dueAt: values.instant,
    answeredAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'NoticeObjection' });
