import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { changeServiceCapacity, listService, withdrawService, type InputOf } from '@gezhi/shared/contracts';
import { UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { stillAdmitted } from '../council/council.plan.js';
import { CouncilQueries } from '../council/council.queries.js';
import { ServiceFieldQueries } from '../service-field/service-field.queries.js';
import { ServiceOffer } from './service-offer.entity.js';
import { changeCapacity, list, withdraw } from './service-offer.rules.js';

const at = ({ placeCode: place }: { readonly placeCode: string }) => ({ place });

@Injectable()
export class ServiceOfferCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly councils: CouncilQueries,
    private readonly fields: ServiceFieldQueries,
  ) {}

  @Handles(listService)
  async list(input: InputOf<typeof listService>, request: Request): Promise<Reply> {
    const { organizationId, placeCode } = input;
    const organization = organizationId === undefined ? undefined : await this.councils.organization(organizationId, request);
    const policy = await this.fields.inForce({ placeCode });
    const also = organization ? [stillAdmitted(organization.id)] : [];
    return this.work.create(
      request,
      ServiceOffer,
      (now) => list(input, { organization, policy }, now),
      (offer) => ({ ...at(offer), also }),
    );
  }

  @Handles(changeServiceCapacity)
  changeCapacity({ id, capacity }: InputOf<typeof changeServiceCapacity>, request: Request): Promise<Reply> {
    return this.work.change(request, ServiceOffer, id, (offer) => changeCapacity(offer, capacity), at);
  }

  @Handles(withdrawService)
  withdraw({ id, reason }: InputOf<typeof withdrawService>, request: Request): Promise<Reply> {
    return this.work.change(request, ServiceOffer, id, (offer) => withdraw(offer, reason), at);
  }
}
