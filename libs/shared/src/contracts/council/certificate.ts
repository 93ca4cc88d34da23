import { z } from 'zod';
import { contract } from '../define.js';
import { confidants } from '../roles.js';
import * as values from '../values.js';
import { ballotCounts, ballotErrors, ballotView, entryNumber, hash, voteChannel, voteChoice } from './ballot-values.js';
import { decisionRuleView, electorate, gateResult } from './decision-rule-values.js';
import { decisionMatter, decisionOutcome, majority } from './decision-values.js';
import { councilSessionErrors } from './session.js';
import { topicErrors } from './topic-values.js';

export const certifyBallot = contract({
  subject: 'council.command.certificate.certify.v1',
  summary: 'Certify a closed ballot; two different persons do, and with the second the result is known and signed',
  roles: [...confidants, 'committee-member'],
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/ballots/:ballotId/certification',
  input: z.object({ ballotId: values.id }),
  output: ballotView,
  errors: [ballotErrors.sameCertifier, ballotErrors.proofBroken, councilSessionErrors.decisionInvalid, topicErrors.stageOrder],
  versioned: true,
  timeoutMs: 30_000,
});

/** What is signed: everything that the decision rests on. */
export const certificateBody = z
  .object({
    format: z.literal('gezhi-certificate/1'),
    ballotId: values.id,
    communityCode: values.communityCode,
    estateId: values.id.nullable(),
    electorate,
    question: z.string(),
    matter: decisionMatter,
    subjectId: values.id.nullable(),
    majority,
    rule: decisionRuleView,
    silenceCounts: z.boolean(),
    openedAt: values.instant,
    closesAt: values.instant,
    closedAt: values.instant,
    rollHash: hash,
    votes: z.int(),
    headHash: hash,
    merkleRoot: hash,
    counts: ballotCounts,
    outcome: decisionOutcome,
    explanation: z.array(gateResult),
    certifierIds: z.array(values.id),
    certifiedAt: values.instant,
    /** Of a secret ballot: the key under which its tokens stand, and how many entries of the roll were given one. */
    secrecy: z.object({ tokenKey: z.string(), issued: z.int() }).optional(),
  })
  .meta({ id: 'BallotCertificate', description: 'The result of a ballot and what proves it' });
export type CertificateBody = z.output<typeof certificateBody>;

export const certificateOfBallot = contract({
  subject: 'council.query.certificate.of-ballot.v1',
  summary: 'The signed certificate of a ballot, for everyone to read',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/ballots/:ballotId/certificate',
  input: z.object({ ballotId: values.id }),
  output: z
    .object({ certificate: certificateBody, signature: z.string(), publicKey: z.string() })
    .meta({ id: 'SignedCertificate', description: 'Ed25519 over the certificate as canonical JSON (RFC 8785); the key as SPKI PEM' }),
  errors: [ballotErrors.tallyHidden],
});

export const tallyOfBallot = contract({
  subject: 'council.query.certificate.tally.v1',
  summary: 'The counts and the outcome of a ballot; shown to nobody before it is certified',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/ballots/:ballotId/tally',
  input: z.object({ ballotId: values.id }),
  output: z.object({ counts: ballotCounts, outcome: decisionOutcome, explanation: z.array(gateResult) }).meta({ id: 'BallotTally' }),
  errors: [ballotErrors.tallyHidden],
});

export const votesOfBallot = contract({
  subject: 'council.query.certificate.votes.v1',
  summary: 'Every vote of a certified ballot in the order of its chain, for everyone to recount; entries by number, never by name',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/ballots/:ballotId/votes',
  input: z.object({ ballotId: values.id, after: values.pageInput.after, limit: z.int().min(1).max(2000).default(100) }),
  output: values.page(
    z
      .object({
        sequence: z.int(),
        entryNumber,
        voice: z.int(),
        choice: voteChoice,
        channel: voteChannel,
        castAt: values.instant,
        salt: z.string(),
      })
      .meta({ id: 'PublishedVote' }),
  ),
  errors: [ballotErrors.tallyHidden],
});
