import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { convertTrial, declineTrial, startTrial, trialErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, insert, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { OfferQueries } from '../offer/offer.queries.js';
import { ServiceContract, Trial } from './trial.entity.js';
import { TrialQueries } from './trial.queries.js';
import { convert, decline, start } from './trial.rules.js';

constraint('trial_granted_key', trialErrors.alreadyUsed);
constraint('service_contract_standing_key', trialErrors.contractStanding);

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class TrialCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly offers: OfferQueries,
    private readonly trials: TrialQueries,
  ) {}

  @Handles(startTrial)
  async start(input: InputOf<typeof startTrial>, request: Request): Promise<Reply> {
    const unit = await this.trials.unit(input.unitId, request);
    const offer = unit && (await this.offers.latest(unit.estateId));
    // Whoever reaches the unit may begin its trial.
    return this.work.create(
      request,
      Trial,
      (now) => start(input, unit, offer, now),
      (trial) => ({ ...at(trial), own: true }),
    );
  }

  @Handles(convertTrial)
  async convert(input: InputOf<typeof convertTrial>, request: Request): Promise<Reply> {
    const own = await this.trials.isOwn(input.id, request);
    const change = (trial: Trial, now: string) => {
      const { decision, contract } = convert(trial, input, own, now);
      return { ...decision, contract };
    };
    return this.work.change(request, Trial, input.id, change, (trial, { contract }) => ({
      ...at(trial),
      also: [insert(ServiceContract, contract)],
    }));
  }

  @Handles(declineTrial)
  decline({ id }: InputOf<typeof declineTrial>, request: Request): Promise<Reply> {
    return this.work.change(request, Trial, id, (trial, now) => decline(trial, now), at);
  }
}
