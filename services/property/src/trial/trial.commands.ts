import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { convertTrial, declineTrial, signContract, startTrial, trialErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, guard, insert, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { FeeScheduleQueries } from '../fee-schedule/fee-schedule.queries.js';
import { OfferQueries } from '../offer/offer.queries.js';
import { sign } from './contract.rules.js';
import { ServiceContract, Trial } from './trial.entity.js';
import { TrialQueries } from './trial.queries.js';
import { convert, decline, start } from './trial.rules.js';

constraint('trial_granted_key', trialErrors.alreadyUsed);
constraint('trial_active_key', trialErrors.alreadyUsed);
constraint('trial_without_contract', trialErrors.contractStanding);
constraint('service_contract_standing_key', trialErrors.contractStanding);
constraint('service_contract_without_trial', trialErrors.trialRunning);

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });
/** No other trial came in between of which the owners were not looked at. */
const onlyThese = '(SELECT count(*) FROM trial o WHERE o.unit_id = ?::uuid AND o.id <> ?::uuid) = ?::integer';
/** The unit still names the household, which has not left, while this is stored. */
const livesThere = `EXISTS (SELECT 1 FROM unit u WHERE u.id = ?::uuid AND u.household_id = ?::uuid
  AND NOT EXISTS (SELECT 1 FROM known_household h WHERE h.household_id = u.household_id AND h.has_left) FOR SHARE OF u)`;
const there = ({ unitId, householdId }: { readonly unitId: string; readonly householdId: string }) =>
  guard(trialErrors.householdGone, livesThere, unitId, householdId);

@Injectable()
export class TrialCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly offers: OfferQueries,
    private readonly trials: TrialQueries,
    private readonly fees: FeeScheduleQueries,
  ) {}

  @Handles(startTrial)
  async start(input: InputOf<typeof startTrial>, request: Request): Promise<Reply> {
    const { id, unitId } = input;
    const unit = await this.trials.unit(unitId, id, request);
    const offer = unit && (await this.offers.latest(unit.estateId));
    const unchanged = guard(trialErrors.alreadyUsed, onlyThese, unitId, id, unit?.ownersThen.length ?? 0);
    // Whoever reaches the unit may begin its trial.
    return this.work.create(
      request,
      Trial,
      (now) => start(input, unit, offer, now),
      (trial) => ({ ...at(trial), own: true, also: [unchanged] }),
    );
  }

  @Handles(convertTrial)
  async convert(input: InputOf<typeof convertTrial>, request: Request): Promise<Reply> {
    const given = await this.trials.given(input.id, request);
    const change = (trial: Trial, now: string) => {
      const { decision, contract } = convert(trial, input, given, now);
      return { ...decision, contract };
    };
    return this.work.change(request, Trial, input.id, change, (trial, { contract }) => ({
      ...at(trial),
      also: [there(trial), insert(ServiceContract, contract)],
    }));
  }

  @Handles(declineTrial)
  decline({ id }: InputOf<typeof declineTrial>, request: Request): Promise<Reply> {
    return this.work.change(request, Trial, id, (trial, now) => decline(trial, now), at);
  }

  @Handles(signContract)
  async sign(input: InputOf<typeof signContract>, request: Request): Promise<Reply> {
    const unit = await this.trials.servedUnit(input.unitId, request);
    const [offer, feeFrom] = unit
      ? await Promise.all([this.offers.latest(unit.estateId), this.fees.firstDay(unit.estateId)])
      : [undefined, null];
    // Whoever reaches the unit may sign for it, with the form of its household.
    return this.work.create(
      request,
      ServiceContract,
      (now) => sign(input, unit, offer, { own: unit?.own ?? false, feeFrom }, now),
      (contract) => ({ ...at(contract), own: true, also: [there(contract)] }),
    );
  }
}
