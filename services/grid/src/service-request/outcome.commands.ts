import { Injectable } from '@nestjs/common';
import {
  handleOnTheSpot as handleOnTheSpotContract,
  handleServiceRequest,
  listAsAnnualSpecial as listAsAnnualSpecialContract,
  refuseServiceRequest,
  serviceRequestErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import type { Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { ProblemQueries } from '../problem/problem.queries.js';
import { handle, handleOnTheSpot, listAsAnnualSpecial, refuse } from './outcome.rules.js';
import { byOf, RequestChanges, type RequestRule } from './request-change.commands.js';

@Injectable()
export class OutcomeCommands {
  constructor(
    private readonly changes: RequestChanges,
    private readonly problems: ProblemQueries,
  ) {}

  @Handles(handleServiceRequest)
  handle({ id, evidenceIds, note }: InputOf<typeof handleServiceRequest>, request: Request): Promise<Reply> {
    return this.changes.step(request, id, 'handle', (state, now, terms) => handle(state, evidenceIds, byOf(request), terms, now), { note });
  }

  @Handles(handleOnTheSpotContract)
  onTheSpot({ id, evidenceIds, note }: InputOf<typeof handleOnTheSpotContract>, request: Request): Promise<Reply> {
    const rule: RequestRule = (state, now, terms) => handleOnTheSpot(state, evidenceIds, byOf(request), terms, now);
    return this.changes.step(request, id, 'handleOnTheSpot', rule, { note });
  }

  @Handles(refuseServiceRequest)
  refuse({ id, ...why }: InputOf<typeof refuseServiceRequest>, request: Request): Promise<Reply> {
    return this.changes.step(request, id, 'refuse', (state, now, terms) => refuse(state, why, byOf(request), terms, now));
  }

  @Handles(listAsAnnualSpecialContract)
  async listAsAnnualSpecial({ id, annualItemId }: InputOf<typeof listAsAnnualSpecialContract>, request: Request): Promise<Reply> {
    const { communityCode } = await this.changes.facts(id);
    ensure(await this.problems.hasOpenAnnualItem(annualItemId, communityCode), serviceRequestErrors.annualItemUnknown);
    return this.changes.step(request, id, 'listAsAnnualSpecial', (state, now, terms) =>
      listAsAnnualSpecial(state, annualItemId, byOf(request), terms, now),
    );
  }
}
