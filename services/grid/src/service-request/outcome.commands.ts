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
import { guard, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { annualItemOpen } from '../problem/open.queries.js';
import { handle, handleOnTheSpot, listAsAnnualSpecial, refuse } from './outcome.rules.js';
import { byOf, RequestChanges, type RequestRule } from './request-change.commands.js';
import type { ServiceRequest } from './service-request.entity.js';

@Injectable()
export class OutcomeCommands {
  constructor(private readonly changes: RequestChanges) {}

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
  listAsAnnualSpecial({ id, annualItemId }: InputOf<typeof listAsAnnualSpecialContract>, request: Request): Promise<Reply> {
    const rule: RequestRule = (state, now, terms) => listAsAnnualSpecial(state, annualItemId, byOf(request), terms, now);
    const underWay = ({ communityCode }: ServiceRequest) =>
      guard(serviceRequestErrors.annualItemUnknown, annualItemOpen, annualItemId, communityCode, communityCode);
    return this.changes.step(request, id, 'listAsAnnualSpecial', rule, { also: (next) => [underWay(next)] });
  }
}
