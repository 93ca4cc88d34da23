import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { attendantAxes, attendants } from './session.js';

export const minutesErrors = errors('council.session', {
  minutesExist: ['conflict', '本次会议已有会议记录，请在其上修改', 'The session has minutes already; work on those'],
  minutesTooEarly: ['rule', '会议结束后才能提交会议记录', 'The minutes are prepared once the session is closed'],
  notAnAttendee: ['rule', '只有到会人员可以提出修改意见', 'Only those who attended may propose amendments'],
  amendmentOpen: ['rule', '还有未答复的修改意见，请先办理 amendments', 'Amendments wait for an answer; answer those in amendments first'],
  amendmentReasonMissing: ['rule', '不采纳修改意见须写明理由', 'Refusing an amendment needs a reason'],
  amendmentTextMissing: ['rule', '采纳修改意见须附修改后的全文', 'Accepting an amendment needs the text as amended'],
});

export const minutesPhase = z.enum(['DRAFT', 'PREPARED', 'AMENDING', 'FINAL']).meta({
  id: 'MinutesPhase',
  description: 'DRAFT 起草, PREPARED 提交核阅, AMENDING 到会人员修改, FINAL 定稿',
});
export type MinutesPhase = z.output<typeof minutesPhase>;

export const amendmentState = z
  .enum(['PROPOSED', 'ACCEPTED', 'REFUSED'])
  .meta({ id: 'AmendmentState', description: 'PROPOSED 待答复, ACCEPTED 已采纳, REFUSED 未采纳' });
export type AmendmentState = z.output<typeof amendmentState>;

export const minutesView = z
  .object({
    id: values.id,
    version: values.version,
    sessionId: values.id,
    councilId: values.id,
    communityCode: values.communityCode,
    phase: minutesPhase,
    text: z.string(),
    draftedAt: values.instant,
    finalizedAt: values.instant.nullable(),
    /** SHA-256 of the canonical JSON of sessionId and text, in hex. */
    hash: z.string().nullable(),
  })
  .meta({ id: 'SessionMinutes', description: 'The minutes of a session in four phases; the final text never changes' });

export const amendmentView = z
  .object({
    id: values.id,
    version: values.version,
    minutesId: values.id,
    councilId: values.id,
    communityCode: values.communityCode,
    /** The member or the party that proposes it. */
    memberId: values.id.nullable(),
    party: z.string().nullable(),
    text: z.string(),
    state: amendmentState,
    proposedAt: values.instant,
    answeredAt: values.instant.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'MinutesAmendment', description: 'What somebody who attended wants changed in the minutes' });

const deciding = { roles: leaders, scope: ['place'], method: 'POST', versioned: true } as const;
const minutes = { ...deciding, output: minutesView } as const;
const text = values.text(20_000);

export const draftMinutes = contract({
  ...minutes,
  subject: 'council.command.session.draft-minutes.v1',
  summary: 'Begin the minutes of a session that was opened; nobody but the writers sees the draft',
  path: '/v1/session-minutes',
  input: z.object({ id: values.id, sessionId: values.id, text }),
  errors: [minutesErrors.minutesExist],
});

export const rewriteMinutes = contract({
  ...minutes,
  subject: 'council.command.session.rewrite-minutes.v1',
  summary: 'Rewrite minutes that are a draft or prepared',
  path: '/v1/session-minutes/:id/rewrite',
  input: z.object({ id: values.id, text }),
});

export const prepareMinutes = contract({
  ...minutes,
  subject: 'council.command.session.prepare-minutes.v1',
  summary: 'Show the prepared minutes of a closed session to those who attended and to the council',
  path: '/v1/session-minutes/:id/prepare',
  input: z.object({ id: values.id }),
  errors: [minutesErrors.minutesTooEarly],
});

export const openMinutes = contract({
  ...minutes,
  subject: 'council.command.session.open-minutes.v1',
  summary: 'Open prepared minutes to amendments by those who attended',
  path: '/v1/session-minutes/:id/open',
  input: z.object({ id: values.id }),
});

export const amendMinutes = contract({
  ...deciding,
  subject: 'council.command.session.amend-minutes.v1',
  summary: 'Propose an amendment to the minutes, as one who attended',
  roles: attendants,
  scope: attendantAxes,
  path: '/v1/minutes-amendments',
  input: z.object({ id: values.id, minutesId: values.id, text: values.text(2000) }),
  output: amendmentView,
  errors: [minutesErrors.notAnAttendee],
});

export const answerAmendment = contract({
  ...deciding,
  subject: 'council.command.session.answer-amendment.v1',
  summary: 'Accept an amendment with the text as amended, or refuse it with a reason',
  path: '/v1/minutes-amendments/:id/answer',
  input: z.object({ id: values.id, accepted: z.boolean(), text: text.optional(), reason: values.text(500).optional() }),
  output: amendmentView,
  errors: [minutesErrors.amendmentReasonMissing, minutesErrors.amendmentTextMissing],
});

export const finalizeMinutes = contract({
  ...minutes,
  subject: 'council.command.session.finalize-minutes.v1',
  summary: 'Make minutes final once every amendment is answered: text and hash never change',
  path: '/v1/session-minutes/:id/finalize',
  input: z.object({ id: values.id }),
  errors: [minutesErrors.amendmentOpen],
});

const reading = { roles: attendants, scope: attendantAxes, method: 'GET' } as const;

export const minutesOfSession = contract({
  ...reading,
  subject: 'council.query.session.minutes.v1',
  summary: 'The minutes of a session, for those who attended and the council; a draft for its writers alone',
  path: '/v1/council-sessions/:sessionId/minutes',
  input: z.object({ sessionId: values.id }),
  output: minutesView,
  versioned: true,
});

export const amendmentsOfSession = contract({
  ...reading,
  subject: 'council.query.session.amendments.v1',
  summary: 'The amendments proposed to the minutes of a session, in their order',
  path: '/v1/council-sessions/:sessionId/amendments',
  input: z.object({ sessionId: values.id, ...values.pageInput }),
  output: values.page(amendmentView),
});
