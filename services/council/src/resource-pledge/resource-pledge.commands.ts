import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { deliverResource, pledgeResource, retractPledge, type InputOf } from '@gezhi/shared/contracts';
import { UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { stillAdmitted } from '../council/council.plan.js';
import { CouncilQueries } from '../council/council.queries.js';
import { ServiceFieldQueries } from '../service-field/service-field.queries.js';
import { ResourcePledge } from './resource-pledge.entity.js';
import { deliver, pledge, retract } from './resource-pledge.rules.js';

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class ResourcePledgeCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly councils: CouncilQueries,
    private readonly fields: ServiceFieldQueries,
  ) {}

  @Handles(pledgeResource)
  async pledge(input: InputOf<typeof pledgeResource>, request: Request): Promise<Reply> {
    const organization = await this.councils.organization(input.organizationId, request);
    const policy = await this.fields.inForce({ placeCode: organization.communityCode });
    return this.work.create(
      request,
      ResourcePledge,
      (now) => pledge(input, { organization, policy }, now),
      (made) => ({ ...at(made), also: [stillAdmitted(organization.id)] }),
    );
  }

  @Handles(deliverResource)
  deliver({ id, delivered }: InputOf<typeof deliverResource>, request: Request): Promise<Reply> {
    return this.work.change(request, ResourcePledge, id, (made, now) => deliver(made, delivered, now), at);
  }

  @Handles(retractPledge)
  retract({ id, reason }: InputOf<typeof retractPledge>, request: Request): Promise<Reply> {
    return this.work.change(request, ResourcePledge, id, (made, now) => retract(made, reason, now), at);
  }
}
