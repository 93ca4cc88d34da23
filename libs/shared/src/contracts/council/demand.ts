import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { demandState, demandView, unmetDemandView } from './demand-values.js';
import { serviceField, serviceSkill, timeSlots } from './service-field-values.js';
import { serviceFieldErrors } from './service-field.js';

export const demandErrors = errors('council.demand', {
  needUnknown: [
    'rule',
    '没有此项需求，或已过有效期，请重新走访核实',
    'There is no such need, or it holds no longer; ask the household again',
  ],
  needListed: ['conflict', '该需求已列入需求清单', 'The need is on the list of demands already'],
  householdElsewhere: ['rule', '该户不在本社区，请核对', 'The household does not live in this community; check it'],
  notUnmet: ['rule', '该需求尚未超期未配，暂不能转为议题', 'The demand is not unmet; it cannot become a topic yet'],
});

/** Whoever is near to what is wanted: those on duty, and residents for their own household. */
export const demandListers = ['grid-worker', 'cadre', 'resident', ...leaders] as const;

export const listDemand = contract({
  subject: 'council.command.demand.list.v1',
  summary: 'Put what is wanted on the list of demands; out of a need of a household when named',
  roles: demandListers,
  scope: ['place', 'self'],
  method: 'POST',
  path: '/v1/demands',
  input: z.object({
    id: values.id,
    communityCode: values.communityCode,
    householdId: values.id.optional(),
    needId: values.id.optional(),
    field: serviceField,
    skill: serviceSkill.optional(),
    title: values.text(100),
    slots: timeSlots,
  }),
  output: demandView,
  errors: [
    serviceFieldErrors.fieldUnknown,
    serviceFieldErrors.skillUnknown,
    demandErrors.needUnknown,
    demandErrors.needListed,
    demandErrors.householdElsewhere,
  ],
  versioned: true,
});

export const withdrawDemand = contract({
  subject: 'council.command.demand.withdraw.v1',
  summary: 'Take an open demand off the list, with the reason',
  roles: demandListers,
  scope: ['place', 'self'],
  method: 'POST',
  path: '/v1/demands/:id/withdraw',
  input: z.object({ id: values.id, reason: values.text(200) }),
  output: demandView,
  versioned: true,
});

export const readDemand = contract({
  subject: 'council.query.demand.read.v1',
  summary: 'One demand',
  roles: demandListers,
  scope: ['place', 'self'],
  method: 'GET',
  path: '/v1/demands/:id',
  input: z.object({ id: values.id }),
  output: demandView,
  versioned: true,
});

const reading = { roles: ['grid-worker', 'cadre', ...leaders], scope: ['place'], method: 'GET' } as const;

export const demandsOfPlace = contract({
  ...reading,
  subject: 'council.query.demand.of-place.v1',
  summary: 'The list of demands of a place, those that wait longest first',
  path: '/v1/demands',
  input: z.object({
    placeCode: values.placeCode,
    state: demandState.default('OPEN'),
    field: serviceField.optional(),
    ...values.pageInput,
  }),
  output: values.page(demandView),
});

export const unmetDemands = contract({
  ...reading,
  subject: 'council.query.demand.unmet.v1',
  summary: 'The demands of a place that found no service in time, and what was lacking, those that wait longest first',
  path: '/v1/unmet-demands',
  input: z.object({ placeCode: values.placeCode, field: serviceField.optional(), ...values.pageInput }),
  output: values.page(unmetDemandView),
  exports: ['csv', 'xlsx'],
});

export const demandHeat = contract({
  ...reading,
  wholePlace: true,
  subject: 'council.query.demand.heat.v1',
  summary: 'How many demands of a place were listed, fulfilled and left unmet, by field of service',
  path: '/v1/demand-heat',
  input: z.object({ placeCode: values.placeCode }),
  output: z
    .object({
      fields: z.array(
        z.object({ field: serviceField, listed: z.int(), open: z.int(), unmet: z.int(), raised: z.int(), fulfilled: values.rate }),
      ),
    })
    .meta({ id: 'DemandHeat' }),
});
