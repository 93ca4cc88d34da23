import { z } from 'zod';
import { contract, errors } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { estateErrors } from './estate.js';
import { offerErrors } from './offer.js';
import { bookkeepers } from './ledger.js';

export const trialErrors = errors('property.trial', {
  unitUnknown: ['rule', '没有此房屋，或不在您的管辖范围内', 'There is no such unit within your scope'],
  alreadyUsed: ['rule', '该房屋已试用过，每套只能试用一次', 'The unit has had its trial; each has one'],
  consentRequired: [
    'rule',
    '转为付费须有住户本人同意：由住户本人提交，或附上签字件',
    'It takes the consent of the household: they say so themselves, or its signed form is attached',
  ],
  householdMissing: ['rule', '该房屋未登记住户，请先在房屋登记中补充', 'The unit names no household; enter it into the register first'],
  alreadyReminded: ['rule', '已提醒过', 'The household was reminded already'],
  stillRunning: ['rule', '试用期尚未结束', 'The free months are not over yet'],
  householdGone: [
    'rule',
    '房屋登记中已不是此户，不能由其转为付费；由现住户自行签约',
    'The unit does not name this household any more; whoever lives there now goes on, or signs a contract',
  ],
  trialRunning: [
    'rule',
    '该房屋正在试用，请从试用转为付费',
    'The unit is in its free months; go on from the trial instead of signing anew',
  ],
  contractStanding: ['rule', '该房屋已有有效合同', 'The unit has a contract already'],
});

export const trialState = z
  .enum(['ACTIVE', 'CONVERTED', 'DECLINED', 'EXPIRED'])
  .meta({ id: 'TrialState', description: 'ACTIVE 试用中, CONVERTED 已转为付费, DECLINED 不再继续, EXPIRED 到期未答复' });
export type TrialState = z.output<typeof trialState>;

export const trialView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    unitId: values.id,
    householdId: values.id,
    /** The version of the promise that applies. */
    offerId: values.id,
    signedOn: values.localDate,
    firstDay: values.localDate,
    lastDay: values.localDate,
    state: trialState,
    endedAt: values.instant.nullable(),
    /** The contract that followed. */
    contractId: values.id.nullable(),
    version: values.version,
  })
  .meta({ id: 'Trial', description: 'Free months of service for a unit' });

export const serviceContractState = z
  .enum(['STANDING', 'RETURNED'])
  .meta({ id: 'ServiceContractState', description: 'STANDING 有效, RETURNED 已无理由退货' });
export type ServiceContractState = z.output<typeof serviceContractState>;

export const serviceContractView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    unitId: values.id,
    householdId: values.id,
    /** The free months it followed; null when it was signed without any. */
    trialId: values.id.nullable(),
    /** The version of the promise that applies to a return. */
    offerId: values.id,
    startsOn: values.localDate,
    endsOn: values.localDate.nullable(),
    state: serviceContractState,
    version: values.version,
  })
  .meta({ id: 'ServiceContract', description: 'Paid service for a unit, begun by the consent of its household' });

const parties = { roles: [...bookkeepers, 'resident'], scope: ['place', 'estate', 'self'], method: 'POST', versioned: true } as const;

export const startTrial = contract({
  ...parties,
  subject: 'property.command.trial.start.v1',
  summary: 'Begin the free months of a unit, once for ever',
  path: '/v1/trials',
  input: z.object({ id: values.id, unitId: values.id }),
  output: trialView,
  errors: [
    ...[trialErrors.unitUnknown, trialErrors.householdMissing, trialErrors.alreadyUsed, trialErrors.contractStanding],
    ...[estateErrors.notSurveyed, offerErrors.offerUnknown],
  ],
});

export const convertTrial = contract({
  ...parties,
  subject: 'property.command.trial.convert.v1',
  summary: 'Go on with paid service after the free months; never without the recorded consent of the household',
  path: '/v1/trials/:id/convert',
  input: z.object({ id: values.id, contractId: values.id, consentEvidenceIds: values.evidence.default([]) }),
  output: trialView,
  errors: [trialErrors.consentRequired, trialErrors.householdGone, trialErrors.contractStanding, offerErrors.feeNotInForce],
});

export const signContract = contract({
  ...parties,
  subject: 'property.command.trial.sign.v1',
  summary: 'Begin paid service of a unit without free months, for who declined, returned or moved in; never without recorded consent',
  path: '/v1/service-contracts',
  input: z.object({ id: values.id, unitId: values.id, consentEvidenceIds: values.evidence.default([]) }),
  output: serviceContractView,
  errors: [
    ...[trialErrors.unitUnknown, trialErrors.householdMissing, trialErrors.consentRequired, trialErrors.trialRunning],
    ...[trialErrors.contractStanding, estateErrors.notSurveyed, offerErrors.offerUnknown, offerErrors.feeNotInForce],
  ],
});

export const declineTrial = contract({
  ...parties,
  subject: 'property.command.trial.decline.v1',
  summary: 'Do not go on after the free months; nothing is charged, no reason is asked and nothing is lost by it',
  path: '/v1/trials/:id/decline',
  input: z.object({ id: values.id }),
  output: trialView,
});

const readers = {
  roles: [...staff, 'property-company', 'committee-member', 'resident'],
  scope: ['place', 'estate', 'self'],
  method: 'GET',
} as const;

export const readTrial = contract({
  ...readers,
  subject: 'property.query.trial.read.v1',
  summary: 'One trial, with the days that are left',
  path: '/v1/trials/:id',
  input: z.object({ id: values.id }),
  output: trialView.extend({ daysLeft: z.int() }).meta({ id: 'TrialWithDaysLeft' }),
  versioned: true,
});

export const trialsOfEstate = contract({
  ...readers,
  subject: 'property.query.trial.of-estate.v1',
  summary: 'The trials of an estate, the latest first',
  path: '/v1/estates/:estateId/trials',
  input: z.object({ estateId: values.id, state: trialState.optional(), ...values.pageInput }),
  output: values.page(trialView),
});

export const trialConversions = contract({
  subject: 'property.query.trial.conversions.v1',
  summary: 'How many units of an estate tried, went on, declined or gave no answer',
  roles: [...staff, 'property-company', 'committee-member'],
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/trial-conversions',
  input: z.object({ estateId: values.id }),
  output: z
    .object({
      units: z.int(),
      trials: z.int(),
      active: z.int(),
      converted: z.int(),
      declined: z.int(),
      expired: z.int(),
      returned: z.int(),
      /** Of the trials that ended, those that went on. */
      conversion: values.rate,
    })
    .meta({ id: 'TrialConversions' }),
});

export const contractsOfEstate = contract({
  ...readers,
  subject: 'property.query.trial.contracts.v1',
  summary: 'The contracts of an estate, the latest first',
  path: '/v1/estates/:estateId/service-contracts',
  input: z.object({ estateId: values.id, state: serviceContractState.optional(), ...values.pageInput }),
  output: values.page(serviceContractView),
});

/** The forms that households signed are seen by those who keep their contracts, and by themselves. */
const keepers = { roles: [...bookkeepers, 'resident'], scope: ['place', 'estate', 'self'], method: 'GET' } as const;
const consent = z
  .object({ evidenceIds: z.array(values.id) })
  .meta({ id: 'RecordedConsent', description: 'The signed forms; none where the household said so itself' });

export const consentOfTrial = contract({
  ...keepers,
  subject: 'property.query.trial.consent.v1',
  summary: 'The forms by which a household said that it goes on after its free months',
  path: '/v1/trials/:id/consent',
  input: z.object({ id: values.id }),
  output: consent,
});

export const consentOfContract = contract({
  ...keepers,
  subject: 'property.query.trial.contract-consent.v1',
  summary: 'The forms by which a household agreed to its contract',
  path: '/v1/service-contracts/:id/consent',
  input: z.object({ id: values.id }),
  output: consent,
});
