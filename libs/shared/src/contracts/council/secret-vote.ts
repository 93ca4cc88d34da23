import { z } from 'zod';
import { contract, errors } from '../define.js';
import * as values from '../values.js';
import { ballotErrors, ballotVoters, entryNumber, hash, voteChoice, votingCode } from './ballot-values.js';
import { votingCodeErrors } from './voting-code-values.js';

export const secretVoteErrors = errors('council.secret-vote', {
  blindedInvalid: [
    'invalid',
    '盲化凭证无效，请用本次表决的公钥重新生成',
    'The blinded token is not one for the key of this ballot; blind it with the key that the ballot names',
  ],
  tokenIssued: [
    'conflict',
    '该条目已领取凭证，每个条目只能领取一次',
    'The entry was given its token for another blinded one; each entry is given one alone',
  ],
  designationWanted: [
    'rule',
    '该条目有多名共有人，请先书面确定一名表决人',
    'The entry has several owners; they have to designate one of them in writing first',
  ],
  notPresent: ['rule', '本次会议表决仅限到会人员领取凭证', 'In a meeting those alone who are present are given a token'],
  tokenInvalid: ['forbidden', '凭证无效，未计票', 'The token was not signed for this ballot; nothing was counted'],
});

/** 256 bytes: as long as the key of a secret ballot. */
const signed = z.base64().length(344);
const token = z
  .base64()
  .length(88)
  .meta({ id: 'BallotToken', description: '64 random bytes that the voter made (RFC 9474, prepared message), in base64' });

export const issueToken = contract({
  subject: 'council.command.secret-vote.issue-token.v1',
  summary: 'Have the token of your entry in a secret ballot signed without showing it; once for each entry',
  roles: ballotVoters,
  scope: ['self', 'council', 'place', 'estate'],
  method: 'POST',
  path: '/v1/ballot-tokens',
  input: z.object({ ballotId: values.id, entryNumber, blinded: signed, votingCode: votingCode.optional() }),
  output: z.object({ blindSignature: signed }).meta({ id: 'BlindSignature', description: 'RFC 9474, RSABSSA-SHA384-PSS-Randomized' }),
  errors: [
    ...[ballotErrors.closed, ballotErrors.notEligible, ballotErrors.recused, ballotErrors.entryUnknown, ballotErrors.notSecret],
    ...[secretVoteErrors.blindedInvalid, secretVoteErrors.tokenIssued, secretVoteErrors.designationWanted, secretVoteErrors.notPresent],
    ...Object.values(votingCodeErrors),
  ],
});

export const castSecretVote = contract({
  subject: 'council.command.secret-vote.cast.v1',
  summary: 'Cast a signed token with your choice, without signing in; the first vote of a token counts, and a resend answers the same',
  roles: [],
  scope: ['public'],
  anonymous: true,
  idempotencyExempt: true,
  method: 'POST',
  path: '/v1/secret-votes',
  input: z.object({ ballotId: values.id, token, signature: signed, choice: voteChoice }),
  output: z
    .object({ ballotId: values.id, tokenHash: hash, choice: voteChoice, leaf: hash, signature: z.string() })
    .meta({ id: 'SecretVoteReceipt', description: 'The service’s Ed25519 signature over the leaf; it names nobody' }),
  errors: [ballotErrors.closed, ballotErrors.notSecret, ballotErrors.alreadyVoted, secretVoteErrors.tokenInvalid],
});

export const secretVotesOfBallot = contract({
  subject: 'council.query.secret-vote.of-ballot.v1',
  summary: 'Every vote of a certified secret ballot in the order of the hashes of its tokens, for everyone to recount and find their own',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/ballots/:ballotId/secret-votes',
  input: z.object({ ballotId: values.id, after: values.pageInput.after, limit: z.int().min(1).max(2000).default(100) }),
  output: values.page(
    z.object({ tokenHash: hash, token: z.string(), signature: z.string(), choice: voteChoice }).meta({ id: 'PublishedSecretVote' }),
  ),
  errors: [ballotErrors.tallyHidden],
});

export const issuedTokensOfBallot = contract({
  subject: 'council.query.secret-vote.issued.v1',
  summary: 'Which entries of the roll of a certified secret ballot were given a token; who never asked sees whether somebody did instead',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/ballots/:ballotId/issued-tokens',
  input: z.object({ ballotId: values.id, after: values.pageInput.after, limit: z.int().min(1).max(2000).default(100) }),
  output: values.page(z.object({ entryNumber }).meta({ id: 'IssuedToken' })),
  errors: [ballotErrors.tallyHidden],
});
