import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';
import { hash } from './ballot-values.js';
import { electorate } from './decision-rule-values.js';

const ballot = { ballotId: values.id, communityCode: values.communityCode };
const told = { at: values.instant, version: values.version };
const audience = { roles: ['resident', 'community-secretary', 'street-leader', 'part-time-member'], placeField: 'communityCode' } as const;

export const ballotOpened = event({
  subject: 'council.event.ballot.opened.v1',
  summary: 'A ballot was opened, its roll frozen and hashed before',
  data: z.object({ ...ballot, estateId: values.id.nullable(), electorate, rollHash: hash, closesAt: values.instant, ...told }),
  audience,
});

export const ballotClosed = event({
  subject: 'council.event.ballot.closed.v1',
  summary: 'A ballot was closed; its result waits to be certified',
  data: z.object({ ...ballot, ...told }),
  audience,
});

export const ballotCancelled = event({
  subject: 'council.event.ballot.cancelled.v1',
  summary: 'A ballot was cancelled',
  data: z.object({ ...ballot, ...told }),
  audience,
});

export const ballotCheckpointKind = z
  .enum(['OPENED', 'RUNNING', 'CLOSED'])
  .meta({ id: 'BallotCheckpointKind', description: 'OPENED 开始, RUNNING 进行中, CLOSED 截止' });
export type BallotCheckpointKind = z.output<typeof ballotCheckpointKind>;

/** Kept by another service, so that whoever rewrites the votes of this one is found out. */
export const ballotCheckpointed = event({
  subject: 'council.event.ballot.checkpointed.v1',
  summary: 'How far the chain of votes of a ballot had come, and its head there',
  data: z.object({
    ...ballot,
    kind: ballotCheckpointKind,
    /** Votes so far. */
    sequence: z.int().min(0),
    headHash: hash,
    rollHash: hash,
    /** At closing. */
    merkleRoot: hash.nullable(),
    at: values.instant,
  }),
});
