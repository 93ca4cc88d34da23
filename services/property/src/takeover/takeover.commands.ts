import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  openTakeover,
  publishTakeoverPolicy,
  receiveHandOverItem,
  registerProvider,
  requestErrors,
  takeoverErrors,
  takeOverEstate,
  waiveHandOverItem,
  withdrawTakeover,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, Policies, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { takenOver } from '../estate/estate.plan.js';
import { EstateQueries } from '../estate/estate.queries.js';
import { registerProviderAt } from './provider.rules.js';
import { acceptPolicy } from './takeover-policy.rules.js';
import { ServiceProvider, Takeover, TakeoverPolicyVersion } from './takeover.entity.js';
import { TakeoverQueries } from './takeover.queries.js';
import { complete, open, receive, waive, withdraw } from './takeover.rules.js';

constraint('service_provider_name_key', takeoverErrors.providerNameTaken);
constraint('takeover_estate_key', takeoverErrors.alreadyOpen);

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class TakeoverCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: Policies,
    private readonly estates: EstateQueries,
    private readonly queries: TakeoverQueries,
  ) {}

  @Handles(registerProvider)
  registerProvider(input: InputOf<typeof registerProvider>, request: Request): Promise<Reply> {
    return this.work.create(
      request,
      ServiceProvider,
      (now) => registerProviderAt(input, now),
      ({ placeCode: place }) => ({ place }),
    );
  }

  @Handles(openTakeover)
  async open(input: InputOf<typeof openTakeover>, request: Request): Promise<Reply> {
    const [estate, provider] = await Promise.all([this.estates.estate(input.estateId, request), this.queries.provider(input.providerId)]);
    const policy = await this.queries.inForce({ placeCode: estate?.communityCode ?? '' });
    return this.work.create(request, Takeover, (now) => open(input, estate, provider, policy, now), at);
  }

  @Handles(receiveHandOverItem)
  receive(input: InputOf<typeof receiveHandOverItem>, request: Request): Promise<Reply> {
    return this.work.change(request, Takeover, input.id, (takeover, now) => receive(takeover, input, now), at);
  }

  @Handles(waiveHandOverItem)
  waive(input: InputOf<typeof waiveHandOverItem>, request: Request): Promise<Reply> {
    return this.work.change(request, Takeover, input.id, (takeover, now) => waive(takeover, input, now), at);
  }

  /** The list and the estate change in one statement: neither is done without the other. */
  @Handles(takeOverEstate)
  async takeOver({ id }: InputOf<typeof takeOverEstate>, request: Request): Promise<Reply> {
    const known = await this.queries.of(id);
    ensure(known, requestErrors.notFound);
    const [estate, provider] = await Promise.all([
      this.estates.read({ id: known.estateId }, request),
      this.queries.provider(known.providerId),
    ]);
    return this.work.change(
      request,
      Takeover,
      id,
      (takeover, now) => complete(takeover, estate, provider!, now),
      (takeover) => ({ ...at(takeover), also: [takenOver(estate)] }),
    );
  }

  @Handles(withdrawTakeover)
  withdraw({ id }: InputOf<typeof withdrawTakeover>, request: Request): Promise<Reply> {
    return this.work.change(request, Takeover, id, withdraw, at);
  }

  @Handles(publishTakeoverPolicy)
  publishPolicy({ id, jurisdictionId, ...policy }: InputOf<typeof publishTakeoverPolicy>, request: Request): Promise<Reply> {
    return this.policies.publish(request, TakeoverPolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
