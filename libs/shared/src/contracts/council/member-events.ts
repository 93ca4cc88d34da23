import { z } from 'zod';
import { event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { organizationKind } from './council-values.js';
import { memberEndCause, memberRole } from './member-values.js';

const member = { memberId: values.id, councilId: values.id, communityCode: values.communityCode };
const audience = { roles: [...leaders], placeField: 'communityCode' };

export const memberAppointed = event({
  subject: 'council.event.member.appointed.v1',
  summary: 'A part-time member was appointed',
  data: z.object({
    ...member,
    organizationId: values.id,
    source: organizationKind,
    roles: z.array(memberRole),
    termFrom: values.localDate,
    termTo: values.localDate,
    at: values.instant,
  }),
  audience,
});

export const memberTermEnded = event({
  subject: 'council.event.member.term-ended.v1',
  summary: 'A part-time member serves no more: the term is over, or was ended before',
  data: z.object({ ...member, cause: memberEndCause, endedOn: values.localDate, at: values.instant, version: values.version }),
  audience,
});

export const roleWorkLogged = event({
  subject: 'council.event.member.role-work-logged.v1',
  summary: 'A part-time member did something in one of the four roles',
  data: z.object({ ...member, workId: values.id, role: memberRole, occurredOn: values.localDate, at: values.instant }),
  audience,
});

export const followUpOverdue = event({
  subject: 'council.event.member.follow-up-overdue.v1',
  summary: 'What a leader promised a community is overdue',
  data: z.object({
    followUpId: values.id,
    pairingId: values.id,
    councilId: values.id,
    communityCode: values.communityCode,
    dueOn: values.localDate,
    at: values.instant,
    version: values.version,
  }),
  audience,
});
