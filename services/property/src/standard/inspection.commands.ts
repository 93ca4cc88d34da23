import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  askCorrection as askCorrectionOf,
  inspectionErrors,
  inspectPromise,
  reinspectPromise,
  requestErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, update, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { decide, ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { askCorrection, inspect, inspected, reinspect } from './inspection.rules.js';
import { StandardPolicyQueries } from './standard-policy.queries.js';
import { Inspection } from './standard.entity.js';
import { StandardQueries } from './standard.queries.js';

constraint('inspection_reinspects_key', inspectionErrors.alreadyReinspected);

/** That the actor acts at the estate, by place or by the estate itself, was looked up. */
const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place, own: true });

@Injectable()
export class InspectionCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: StandardPolicyQueries,
    private readonly estates: EstateQueries,
    private readonly queries: StandardQueries,
  ) {}

  @Handles(inspectPromise)
  async inspect(input: InputOf<typeof inspectPromise>, request: Request): Promise<Reply> {
    const [estate, adopted] = await Promise.all([this.estates.standing(input.estateId, request), this.queries.ofEstate(input.estateId)]);
    return this.work.create(request, Inspection, (now) => inspect(input, estate, adopted, now), at);
  }

  @Handles(askCorrectionOf)
  async askCorrection({ id, correction }: InputOf<typeof askCorrectionOf>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, Inspection, id);
    const policy = await this.policies.inForce({ placeCode: known.communityCode });
    return this.work.change(request, Inspection, id, (inspection, now) => askCorrection(inspection, correction, policy, now), at);
  }

  @Handles(reinspectPromise)
  async reinspect(input: InputOf<typeof reinspectPromise>, request: Request): Promise<Reply> {
    const { state: before } = await this.work.load(request, Inspection, input.reinspectsId);
    const [estate, standard] = await Promise.all([this.estates.standing(before.estateId, request), this.queries.one(before.standardId)]);
    ensure(estate && standard, requestErrors.notFound);
    const looked = (now: string) => reinspect(input, before, estate, standard, now);
    return this.work.create(
      request,
      Inspection,
      (now) => {
        const { again } = looked(now);
        return decide(again, inspected(again));
      },
      (again) => ({ ...at(again), also: [update(Inspection, looked(again.inspectedAt).before, before.version)] }),
    );
  }
}
