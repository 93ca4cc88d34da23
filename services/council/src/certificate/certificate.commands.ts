import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { ballotErrors, certifyBallot, requestErrors, type InputOf, type RollEntryView } from '@gezhi/shared/contracts';
import { UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { holdBallot, keepBallot } from '../ballot/ballot.plan.js';
import type { BallotState } from '../ballot/ballot.rules.js';
import { endChain } from '../chain/chain.plan.js';
import { BallotKey, chainStart, leafOf, linkOf, rollHashOf, rootOf } from '../proof/proof.plan.js';
import { entriesOf } from '../roll/roll.plan.js';
import { allSigned, secretVotesOf } from '../secret-vote/secret-vote.plan.js';
import { heardInSecret } from '../secret-vote/secret-vote.rules.js';
import { takeDecision } from '../session/session.plan.js';
import { SittingQueries } from '../session/sitting.queries.js';
import { topicDecided } from '../topic/topic.plan.js';
import { votesOf } from '../vote/vote.plan.js';
import { BallotCertificate } from './certificate.entity.js';
import { CertificateQueries } from './certificate.queries.js';
import { certify, certifyFirst, type Proven } from './certificate.rules.js';
import { heardOf } from './tally.rules.js';

@Injectable()
export class CertificateCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly key: BallotKey,
    private readonly queries: CertificateQueries,
    private readonly sittings: SittingQueries,
  ) {}

  @Handles(certifyBallot)
  async certify({ ballotId: id }: InputOf<typeof certifyBallot>, request: Request): Promise<Reply> {
    const place = await this.queries.placeReached(id, request);
    ensure(place, requestErrors.notFound);
    return this.work.act(request, { place, id, own: true }, async (act) => {
      const before = await holdBallot(act, id);
      const certifierId = request.actor.id;
      if (before.firstCertifierId === null) return keepBallot(act, before, certifyFirst(before, certifierId));
      certifyFirst(before, certifierId);
      const chain = (await endChain(act, id))!;
      const kept = { rollHash: chain.rollHash, headHash: chain.head.toString('hex'), merkleRoot: chain.merkleRoot!.toString('hex') };
      const { certificate, ...decision } = certify(before, certifierId, await proven(act, before), kept, act.now);
      const signed = { certificate, signature: this.key.signValue(certificate), publicKey: this.key.publicKey };
      await act.insert(BallotCertificate, [{ ballotId: id, ...signed }]);
      const { electorate, sessionId, topicId, matter, subjectId, estateId } = before;
      if (topicId) await topicDecided(act, topicId, id, certificate.outcome);
      // What members or parties decided is their session's, which tells of it when it holds.
      if (electorate === 'MEMBERS' || electorate === 'PARTIES')
        await takeDecision(
          act,
          { id, matter, subjectId, estateId, outcome: certificate.outcome },
          await this.sittings.held(act, sessionId!),
        );
      return keepBallot(act, before, decision);
    });
  }
}

/** Roll and votes as they stand in their tables, with everything that can be computed from them. */
async function proven(act: Act, { id: ballotId, tokenKey }: Pick<BallotState, 'id' | 'tokenKey'>): Promise<Proven> {
  const roll = await entriesOf(act, ballotId);
  const rollHash = rollHashOf(ballotId, roll);
  if (tokenKey !== null) return provenInSecret(roll, rollHash, await secretVotesOf(act, ballotId), { ballotId, tokenKey });
  const votes = await votesOf(act, ballotId);
  const leaves = votes.map(leafOf);
  const head = leaves.reduce(linkOf, chainStart(ballotId, rollHash));
  const proof = { rollHash, headHash: head.toString('hex'), merkleRoot: rootOf(leaves).toString('hex') };
  return { ...proof, heard: heardOf(roll, votes), votes: votes.length };
}

/** No chain joins secret votes: its head stays where it began. */
function provenInSecret(
  roll: readonly RollEntryView[],
  rollHash: string,
  { issued, votes, leaves }: Awaited<ReturnType<typeof secretVotesOf>>,
  { ballotId, tokenKey }: { readonly ballotId: string; readonly tokenKey: string },
): Proven {
  ensure(allSigned(tokenKey, votes), ballotErrors.proofBroken, { part: 'tokens' });
  const choices = votes.map(({ choice }) => choice);
  const proof = { rollHash, headHash: chainStart(ballotId, rollHash).toString('hex'), merkleRoot: rootOf(leaves).toString('hex') };
  return { ...proof, heard: heardInSecret(roll, issued.length, choices), votes: votes.length, issued: issued.length };
}
