import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';

const data = z.object({
  trialId: values.id,
  unitId: values.id,
  estateId: values.id,
  communityCode: values.communityCode,
  householdId: values.id,
  offerId: values.id,
  lastDay: values.localDate,
  at: values.instant,
  version: values.version,
});
const audience = { roles: ['resident'], householdField: 'householdId' } as const;

export const trialStarted = event({
  subject: 'property.event.trial.started.v1',
  summary: 'The free months of a unit began',
  data,
  audience,
});
export const trialConverted = event({
  subject: 'property.event.trial.converted.v1',
  summary: 'A household goes on with paid service',
  data: data.extend({ contractId: values.id, startsOn: values.localDate }),
  audience,
});
export const trialDeclined = event({
  subject: 'property.event.trial.declined.v1',
  summary: 'A household does not go on after its free months',
  data,
  audience,
});
export const trialExpired = event({
  subject: 'property.event.trial.expired.v1',
  summary: 'Free months ended without an answer; nothing is charged',
  data,
  audience,
});
export const trialReminded = event({
  subject: 'property.event.trial.reminded.v1',
  summary: 'A household is reminded that its free months end',
  data,
  audience,
});
export const contractSigned = event({
  subject: 'property.event.trial.contract-signed.v1',
  summary: 'A household began paid service without free months',
  data: data.omit({ trialId: true, lastDay: true }).extend({ contractId: values.id, startsOn: values.localDate }),
  audience,
});
