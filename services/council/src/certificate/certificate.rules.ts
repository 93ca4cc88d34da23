import { ballotCertified, ballotErrors, sessionDecided, type CertificateBody, type Happened, type values } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { ballotLife, type BallotState } from '../ballot/ballot.rules.js';
import { evaluate } from '../decision-rule/threshold.rules.js';
import { countsOf, type Heard } from './tally.rules.js';

/** What is read of a closed ballot to certify it. */
export interface Proven {
  /** What every entry of the roll said, or in a secret ballot every head. */
  readonly heard: readonly Heard[];
  readonly votes: number;
  /** Computed again from roll and votes. */
  readonly rollHash: string;
  readonly headHash: string;
  readonly merkleRoot: string;
  /** Of a secret ballot: how many tokens were given. */
  readonly issued?: number;
}

/**
 * C-10 The first of two persons certifies a closed ballot; the result stays hidden. Refuses with `platform.request.wrong-state` or
 * `council.ballot.same-certifier` when the first comes again.
 */
export function certifyFirst(ballot: BallotState, certifierId: string): Decision<BallotState> {
  ballotLife.next(ballot.state, 'certify');
  ensure(ballot.firstCertifierId !== certifierId, ballotErrors.sameCertifier);
  return decide({ ...ballot, firstCertifierId: certifierId });
}

/**
 * C-10, C-T20, C-T23 The second person certifies: what was computed again from every vote agrees with what stood at closing, and the rule
 * decides. Refuses as `certifyFirst` does, or with `council.ballot.proof-broken` {part}.
 *
 * @param kept roll hash, head and root as they were at closing
 */
export function certify(
  ballot: BallotState,
  certifierId: string,
  proven: Proven,
  kept: Pick<Proven, 'rollHash' | 'headHash' | 'merkleRoot'>,
  now: values.Instant,
): Decision<BallotState> & { readonly certificate: CertificateBody } {
  const state = ballotLife.next(ballot.state, 'certify');
  ensure(ballot.firstCertifierId !== null && ballot.firstCertifierId !== certifierId, ballotErrors.sameCertifier);
  for (const part of ['rollHash', 'headHash', 'merkleRoot'] as const)
    ensure(proven[part] === kept[part], ballotErrors.proofBroken, { part });
  ensure(proven.rollHash === ballot.rollHash, ballotErrors.proofBroken, { part: 'rollHash' });
  const { outcome, explanation } = evaluate(ballot.rule, proven.heard, ballot.silenceCounts);
  const { id: ballotId, communityCode, estateId, electorate, question, matter, subjectId, majority, rule, silenceCounts } = ballot;
  const certificate: CertificateBody = {
    ...{ format: 'gezhi-certificate/1', ballotId, communityCode, estateId, electorate, question, matter, subjectId, majority, rule },
    ...{ silenceCounts, openedAt: ballot.openedAt!, closesAt: ballot.closesAt, closedAt: ballot.closedAt! },
    ...{ rollHash: proven.rollHash, votes: proven.votes, headHash: proven.headHash, merkleRoot: proven.merkleRoot },
    ...{ counts: countsOf(proven.heard), outcome, explanation, certifierIds: [ballot.firstCertifierId, certifierId], certifiedAt: now },
    ...(proven.issued !== undefined && { secrecy: { tokenKey: ballot.tokenKey!, issued: proven.issued } }),
  };
  return { state: { ...ballot, state, certifiedAt: now, outcome }, events: decisionOf(ballot, outcome, now), certificate };
}

/** Owners' decisions are told as a ballot, those of a residents' meeting as of a meeting; members and parties decide in their session. */
function decisionOf(ballot: BallotState, outcome: CertificateBody['outcome'], at: values.Instant): Happened[] {
  const { id, communityCode, estateId, matter, subjectId, majority, sessionId, version } = ballot;
  const decided = { communityCode, estateId, matter, subjectId, outcome, at, version: version + 1 };
  if (ballot.electorate === 'OWNERS') return [ballotCertified({ ...decided, ballotId: id, majority })];
  if (ballot.electorate !== 'RESIDENT_REPRESENTATIVES') return [];
  return [sessionDecided({ ...decided, sessionId: sessionId ?? id, decisionId: id })];
}
