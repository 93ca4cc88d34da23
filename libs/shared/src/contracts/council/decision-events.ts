import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';
import { decisionMatter, decisionOutcome, majority } from './decision-values.js';

const decided = {
  communityCode: values.communityCode,
  /** Null for a decision of a whole community. */
  estateId: values.id.nullable(),
  matter: decisionMatter,
  /** What was decided upon, by the id that its service gave it; null where it has none. */
  subjectId: values.id.nullable(),
  outcome: decisionOutcome,
  at: values.instant,
  version: values.version,
};

/** Owners voted and two persons certified the result; of two tidings of a ballot the higher version holds. */
export const ballotCertified = event({
  subject: 'council.event.ballot.certified.v1',
  summary: 'The result of a ballot of owners was certified',
  data: z.object({ ballotId: values.id, majority, ...decided }),
});

/** A council or a joint meeting decided; of two tidings of a decision the higher version holds. */
export const sessionDecided = event({
  subject: 'council.event.session.decided.v1',
  summary: 'A session decided upon a matter',
  data: z.object({ sessionId: values.id, decisionId: values.id, ...decided }),
});
