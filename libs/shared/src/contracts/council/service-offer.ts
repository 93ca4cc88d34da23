import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { councilErrors } from './council.js';
import { serviceField, serviceSkill, timeSlots } from './service-field-values.js';
import { serviceFieldErrors } from './service-field.js';
import { serviceOfferView } from './service-offer-values.js';

export const serviceOfferErrors = errors('council.service-offer', {
  periodInvalid: [
    'rule',
    '起止日期有误：截止日不得早于起始日或今天',
    'The last day lies before the first or before today; correct the days',
  ],
  capacityTaken: ['rule', '名额不得少于已认领数', 'The capacity cannot be less than what was claimed already'],
});

const deciding = { roles: leaders, scope: ['place'], method: 'POST', versioned: true } as const;

/** What is offered, whoever offers it. */
export const offeredService = {
  placeCode: values.placeCode,
  field: serviceField,
  skills: z.array(serviceSkill).max(20).default([]),
  title: values.text(100),
  slots: timeSlots,
  from: values.localDate,
  to: values.localDate,
  capacity: z.int().min(1).max(10_000),
};

export const listService = contract({
  ...deciding,
  subject: 'council.command.service-offer.list.v1',
  summary: 'Put what a member organisation or volunteers offer on the list of services, with its capacity',
  path: '/v1/service-offers',
  input: z.object({ id: values.id, organizationId: values.id.optional(), ...offeredService }),
  output: serviceOfferView,
  errors: [
    serviceFieldErrors.fieldUnknown,
    serviceFieldErrors.skillUnknown,
    serviceOfferErrors.periodInvalid,
    councilErrors.organizationWithdrawn,
  ],
});

export const changeServiceCapacity = contract({
  ...deciding,
  subject: 'council.command.service-offer.change-capacity.v1',
  summary: 'Change how many demands an offer serves in all',
  path: '/v1/service-offers/:id/change-capacity',
  input: z.object({ id: values.id, capacity: offeredService.capacity }),
  output: serviceOfferView,
  errors: [serviceOfferErrors.capacityTaken],
});

export const withdrawService = contract({
  ...deciding,
  subject: 'council.command.service-offer.withdraw.v1',
  summary: 'Take an offer off the list, with the reason; what was claimed of it stays claimed',
  path: '/v1/service-offers/:id/withdraw',
  input: z.object({ id: values.id, reason: values.text(200) }),
  output: serviceOfferView,
});

export const serviceOffersOfPlace = contract({
  subject: 'council.query.service-offer.of-place.v1',
  summary: 'The list of services offered in a place, those with the earliest end first',
  roles: ['grid-worker', 'cadre', ...leaders],
  scope: ['place'],
  method: 'GET',
  path: '/v1/service-offers',
  input: z.object({
    placeCode: values.placeCode,
    field: serviceField.optional(),
    /** Only those that can still be claimed. */
    free: z.boolean().default(true),
    ...values.pageInput,
  }),
  output: values.page(serviceOfferView),
});
