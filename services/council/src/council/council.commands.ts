import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  abandonProject,
  admitOrganization,
  completeProject,
  concludeAgreement,
  councilErrors,
  endAgreement,
  foundCouncil,
  openProgramme,
  reportProject,
  startProject,
  withdrawOrganization,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { abandon, complete, conclude, end, report, start } from './agreement.rules.js';
import { CoBuildingAgreement, CoBuildingProject, Council, MemberOrganization, Programme } from './council.entity.js';
import { CouncilQueries } from './council.queries.js';
import { admit, found, open, withdraw } from './council.rules.js';
import { stillAdmitted } from './council.plan.js';

constraint('council_community_key', councilErrors.alreadyFounded);
constraint('member_organization_name_key', councilErrors.nameTaken);

const stillConcluded = "EXISTS (SELECT 1 FROM co_building_agreement WHERE id = ?::uuid AND state = 'CONCLUDED')";
const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class CouncilCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly councils: CouncilQueries,
  ) {}

  @Handles(foundCouncil)
  found(input: InputOf<typeof foundCouncil>, request: Request): Promise<Reply> {
    return this.work.create(request, Council, (now) => found(input, now), at);
  }

  @Handles(admitOrganization)
  async admit(input: InputOf<typeof admitOrganization>, request: Request): Promise<Reply> {
    const { state: council } = await this.work.load(request, Council, input.councilId);
    return this.work.create(request, MemberOrganization, (now) => admit(input, council, now), at);
  }

  @Handles(withdrawOrganization)
  withdraw({ id, reason }: InputOf<typeof withdrawOrganization>, request: Request): Promise<Reply> {
    return this.work.change(request, MemberOrganization, id, (organization, now) => withdraw(organization, reason, now), at);
  }

  @Handles(concludeAgreement)
  async conclude(input: InputOf<typeof concludeAgreement>, request: Request): Promise<Reply> {
    const { state: organization } = await this.work.load(request, MemberOrganization, input.organizationId);
    const also = [stillAdmitted(organization.id)];
    return this.work.create(
      request,
      CoBuildingAgreement,
      () => conclude(input, organization),
      (agreement) => ({ ...at(agreement), also }),
    );
  }

  @Handles(endAgreement)
  endAgreement({ id, reason }: InputOf<typeof endAgreement>, request: Request): Promise<Reply> {
    return this.work.change(request, CoBuildingAgreement, id, (agreement, now) => end(agreement, reason, now), at);
  }

  @Handles(startProject)
  async start(input: InputOf<typeof startProject>, request: Request): Promise<Reply> {
    const { state: agreement } = await this.work.load(request, CoBuildingAgreement, input.agreementId);
    const programme = await this.councils.programme(input.programmeId);
    const also = [guard(councilErrors.agreementNotInForce, stillConcluded, agreement.id)];
    return this.work.create(
      request,
      CoBuildingProject,
      (now) => start(input, agreement, programme, now),
      (project) => ({ ...at(project), also }),
    );
  }

  @Handles(reportProject)
  report(input: InputOf<typeof reportProject>, request: Request): Promise<Reply> {
    return this.work.change(request, CoBuildingProject, input.id, (project) => report(project, input), at);
  }

  @Handles(completeProject)
  complete(input: InputOf<typeof completeProject>, request: Request): Promise<Reply> {
    return this.work.change(request, CoBuildingProject, input.id, (project, now) => complete(project, input, now), at);
  }

  @Handles(abandonProject)
  abandon(input: InputOf<typeof abandonProject>, request: Request): Promise<Reply> {
    return this.work.change(request, CoBuildingProject, input.id, (project, now) => abandon(project, input, now), at);
  }

  @Handles(openProgramme)
  openProgramme(input: InputOf<typeof openProgramme>, request: Request): Promise<Reply> {
    return this.work.create(
      request,
      Programme,
      () => open(input),
      ({ placeCode: place }) => ({ place }),
    );
  }
}
