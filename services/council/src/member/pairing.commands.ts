import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { addFollowUp, completeFollowUp, endLeaderPairing, leaderPairingErrors, pairLeader, type InputOf } from '@gezhi/shared/contracts';
import { guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { holdsRoleNear } from '@gezhi/shared/platform';
import { CouncilQueries } from '../council/council.queries.js';
import { FollowUp, LeaderPairing } from './member.entity.js';
import { PersonQueries } from './person.queries.js';
import { addItem, completeItem, endPairing, pair } from './pairing.rules.js';

const stillPaired = 'EXISTS (SELECT 1 FROM leader_pairing WHERE id = ?::uuid AND ended_on IS NULL)';
const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class PairingCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly councils: CouncilQueries,
    private readonly people: PersonQueries,
  ) {}

  @Handles(pairLeader)
  async pair(input: InputOf<typeof pairLeader>, request: Request): Promise<Reply> {
    const council = await this.councils.council(input.councilId, request);
    const { leaderAccountNotInvited } = leaderPairingErrors;
    const also = [
      ...(await this.people.newAmong([input], council.communityCode)),
      ...holdsRoleNear(leaderAccountNotInvited, 'street-leader', input.accountId, council.communityCode),
    ];
    return this.work.create(
      request,
      LeaderPairing,
      (now) => pair(input, council, now),
      (pairing) => ({ ...at(pairing), also }),
    );
  }

  @Handles(endLeaderPairing)
  end({ id, reason }: InputOf<typeof endLeaderPairing>, request: Request): Promise<Reply> {
    return this.work.change(request, LeaderPairing, id, (pairing, now) => endPairing(pairing, reason, now), at);
  }

  @Handles(addFollowUp)
  async add(input: InputOf<typeof addFollowUp>, request: Request): Promise<Reply> {
    const { state: pairing } = await this.work.load(request, LeaderPairing, input.pairingId);
    const also = [guard(leaderPairingErrors.pairingEnded, stillPaired, pairing.id)];
    return this.work.create(
      request,
      FollowUp,
      (now) => addItem(input, pairing, now),
      (item) => ({ ...at(item), also }),
    );
  }

  @Handles(completeFollowUp)
  complete(input: InputOf<typeof completeFollowUp>, request: Request): Promise<Reply> {
    return this.work.change(request, FollowUp, input.id, (item, now) => completeItem(item, input, now), at);
  }
}
