import { z } from 'zod';
import * as values from '../values.js';
import { serviceField, serviceSkill, timeSlot } from './service-field-values.js';

/** Who offers: of volunteers the list does not say who they are. */
export const offerProvider = z
  .enum(['ORGANIZATION', 'VOLUNTEER'])
  .meta({ id: 'OfferProvider', description: 'ORGANIZATION 成员单位, VOLUNTEER 志愿者' });
export type OfferProvider = z.output<typeof offerProvider>;

export const offerState = z.enum(['LISTED', 'WITHDRAWN']).meta({ id: 'ServiceOfferState', description: 'LISTED 已列, WITHDRAWN 已撤回' });
export type OfferState = z.output<typeof offerState>;

export const serviceOfferView = z
  .object({
    id: values.id,
    version: values.version,
    /** The community, or the larger place, where it is offered. */
    placeCode: values.placeCode,
    provider: offerProvider,
    organizationId: values.id.nullable(),
    field: serviceField,
    skills: z.array(serviceSkill),
    title: z.string(),
    slots: z.array(timeSlot),
    from: values.localDate,
    to: values.localDate,
    /** How many demands it serves in all, and how many have claimed it. */
    capacity: z.int(),
    taken: z.int(),
    state: offerState,
    withdrawalReason: z.string().nullable(),
  })
  .meta({ id: 'ServiceOffer', description: 'What is offered, on the list of services' });
