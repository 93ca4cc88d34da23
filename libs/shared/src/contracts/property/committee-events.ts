import { z } from 'zod';
import { event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { committeeEndCause, committeeMemberKind } from './committee-values.js';

const committee = { committeeId: values.id, estateId: values.id, communityCode: values.communityCode };
const told = { at: values.instant, version: values.version };
const audience = { roles: [...leaders], placeField: 'communityCode' };

export const committeeFormed = event({
  subject: 'property.event.committee.formed.v1',
  summary: 'A property management committee of an estate was formed',
  data: z.object({
    ...committee,
    seats: z.array(z.object({ kind: committeeMemberKind, members: z.int() })),
    termFrom: values.localDate,
    termTo: values.localDate,
    ...told,
  }),
  audience,
});

export const committeeDissolved = event({
  subject: 'property.event.committee.dissolved.v1',
  summary: 'A property management committee no longer stands: an owners’ committee was elected, or its term ended',
  data: z.object({ ...committee, cause: committeeEndCause, handOverDueOn: values.localDate.nullable(), ...told }),
  audience,
});

export const committeeTermEnding = event({
  subject: 'property.event.committee.term-ending.v1',
  summary: 'The term of a committee ends soon',
  data: z.object({ ...committee, termTo: values.localDate, ...told }),
  audience,
});
