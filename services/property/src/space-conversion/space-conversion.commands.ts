import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  approveSpaceConversion,
  buildSpaceConversion,
  completeSpaceConversion,
  proposeSpaceConversion,
  withdrawSpaceConversion,
  type InputOf,
} from '@gezhi/shared/contracts';
import { UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { KnownDecisionQueries } from '../known-decision/known-decision.queries.js';
import { SpaceConversion } from './space-conversion.entity.js';
import { approve, build, complete, propose, withdraw } from './space-conversion.rules.js';

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class SpaceConversionCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
    private readonly decisions: KnownDecisionQueries,
  ) {}

  @Handles(proposeSpaceConversion)
  async propose(input: InputOf<typeof proposeSpaceConversion>, request: Request): Promise<Reply> {
    const estate = await this.estates.estate(input.estateId, request);
    return this.work.create(request, SpaceConversion, (now) => propose(input, estate, now), at);
  }

  @Handles(approveSpaceConversion)
  async approve({ id, decisionId }: InputOf<typeof approveSpaceConversion>, request: Request): Promise<Reply> {
    const decision = await this.decisions.one(decisionId);
    return this.work.change(request, SpaceConversion, id, (conversion, now) => approve(conversion, decision, now), at);
  }

  @Handles(buildSpaceConversion)
  build({ id }: InputOf<typeof buildSpaceConversion>, request: Request): Promise<Reply> {
    return this.work.change(request, SpaceConversion, id, build, at);
  }

  @Handles(completeSpaceConversion)
  complete({ id, after }: InputOf<typeof completeSpaceConversion>, request: Request): Promise<Reply> {
    return this.work.change(request, SpaceConversion, id, (conversion, now) => complete(conversion, after, now), at);
  }

  @Handles(withdrawSpaceConversion)
  withdraw({ id }: InputOf<typeof withdrawSpaceConversion>, request: Request): Promise<Reply> {
    return this.work.change(request, SpaceConversion, id, withdraw, at);
  }
}
