import { z } from 'zod';
import { event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { sessionKind } from './session-values.js';

const council = { councilId: values.id, communityCode: values.communityCode };
const session = { sessionId: values.id, ...council, kind: sessionKind };
const told = { at: values.instant, version: values.version };
const audience = { roles: [...leaders], placeField: 'communityCode' };

export const sessionNoticed = event({
  subject: 'council.event.session.noticed.v1',
  summary: 'Those entitled were given notice of a session',
  data: z.object({ ...session, startsAt: values.instant, ...told }),
  audience,
});

export const sessionClosed = event({
  subject: 'council.event.session.closed.v1',
  summary: 'A session was held and closed; without enough present it does not count',
  data: z.object({
    ...session,
    heldOn: values.localDate,
    present: z.int(),
    entitled: z.int(),
    quorate: z.boolean(),
    ...told,
  }),
  audience,
});

export const sessionDueSoon = event({
  subject: 'council.event.session.due-soon.v1',
  summary: 'The day by which a council has to hold its next regular session comes near',
  data: z.object({ ...council, dueOn: values.localDate, ...told }),
  audience,
});

export const sessionOverdue = event({
  subject: 'council.event.session.overdue.v1',
  summary: 'A council has not held its regular session by the day it was due',
  data: z.object({ ...council, dueOn: values.localDate, ...told }),
  audience,
});

export const minutesFinalized = event({
  subject: 'council.event.session.minutes-finalized.v1',
  summary: 'The minutes of a session are final, under a hash',
  data: z.object({ minutesId: values.id, sessionId: values.id, ...council, hash: z.string(), ...told }),
  audience,
});
