import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { ballotErrors, freezeRoll, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { holdBallot, keepBallot } from '../ballot/ballot.plan.js';
import { BallotQueries } from '../ballot/ballot.queries.js';
import { ensureFreezable, freeze, type BallotState } from '../ballot/ballot.rules.js';
import { unitsOfEstate } from '../known-unit/known-unit.plan.js';
import { rollHashOf, sealOf } from '../proof/proof.plan.js';
import { seatedMembers, seatsOf, SittingQueries, type SeatedMember, type SeatedParty } from '../session/sitting.queries.js';
import { RollEntry } from './roll.entity.js';
import { numbered, rollOfOwners, rollOfRepresentatives, rollOfSeats, totalsOf, type Listed } from './roll.rules.js';

constraint('roll_entry_pkey', ballotErrors.rollFrozen);

const salt = () => randomBytes(16).toString('hex');

@Injectable()
export class RollCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ballots: BallotQueries,
    private readonly sittings: SittingQueries,
  ) {}

  @Handles(freezeRoll)
  async freeze({ ballotId: id, representatives }: InputOf<typeof freezeRoll>, request: Request): Promise<Reply> {
    const ballot = await this.ballots.one(id);
    ensure(ballot, requestErrors.notFound);
    return this.work.act(request, { place: ballot.communityCode, id }, async (act) => {
      const before = await holdBallot(act, id);
      ensureFreezable(before);
      const entries = numbered(id, await this.listed(act, before, representatives), salt, sealOf);
      await act.insert(RollEntry, entries);
      return keepBallot(act, before, freeze(before, { rollHash: rollHashOf(id, entries), totals: totalsOf(entries) }, act.now));
    });
  }

  /** Who stands on the roll: owners come from the register, members and parties from their open session, representatives from a list. */
  private async listed(
    act: Act,
    { electorate, estateId, sessionId, communityCode, topicId, matter, subjectId }: BallotState,
    representatives: InputOf<typeof freezeRoll>['representatives'],
  ): Promise<Listed[]> {
    ensure((electorate === 'RESIDENT_REPRESENTATIVES') === (representatives !== undefined), ballotErrors.rollGiven);
    if (electorate === 'OWNERS') return rollOfOwners(await unitsOfEstate(act, estateId!, act.now));
    if (representatives) return rollOfRepresentatives(representatives);
    const session = await this.sittings.open(act, sessionId!);
    const sits = session.communityCode === communityCode && (session.kind === 'FIVE_PARTY') === (electorate === 'PARTIES');
    ensure(sits, ballotErrors.sessionWanted);
    if (electorate === 'PARTIES') return rollOfSeats((await seatsOf(act, session.id)).map(partySeat));
    const members = await seatedMembers(act, session, { topicId, matter, subjectIds: subjectId ? [subjectId] : [] });
    return rollOfSeats(members.map(memberSeat));
  }
}

const memberSeat = ({ accountId: voterId, recused, present: attends }: SeatedMember) => ({ voterId, recused, attends, group: null });
const partySeat = ({ accountId: voterId, residentsSide, present: attends }: SeatedParty) => ({
  ...{ voterId, attends, recused: false },
  group: residentsSide ? ('RESIDENTS_SIDE' as const) : null,
});
