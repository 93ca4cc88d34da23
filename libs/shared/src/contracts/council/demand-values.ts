import { z } from 'zod';
import * as values from '../values.js';
import { serviceField, serviceSkill, timeSlot } from './service-field-values.js';

export const demandState = z.enum(['OPEN', 'CLAIMED', 'FULFILLED', 'WITHDRAWN', 'RAISED']).meta({
  id: 'DemandState',
  description: 'OPEN 待认领, CLAIMED 已认领, FULFILLED 已兑现, WITHDRAWN 已撤回, RAISED 已转为议题',
});
export type DemandState = z.output<typeof demandState>;

/** Why no offer was proposed: the first condition that left none. */
export const demandLack = z.enum(['FIELD', 'PLACE', 'SKILL', 'SLOTS', 'CAPACITY']).meta({
  id: 'DemandLack',
  description: 'FIELD 无此领域服务, PLACE 服务不覆盖本社区, SKILL 无此技能, SLOTS 时段不合, CAPACITY 名额已满',
});
export type DemandLack = z.output<typeof demandLack>;

const demand = {
  id: values.id,
  version: values.version,
  communityCode: values.communityCode,
  householdId: values.id.nullable(),
  /** The need of a household that became this demand. */
  needId: values.id.nullable(),
  field: serviceField,
  skill: serviceSkill.nullable(),
  title: z.string(),
  slots: z.array(timeSlot),
  state: demandState,
  listedAt: values.instant,
  /** The instant from which it is unmet while it is open. */
  unmetFrom: values.instant,
  unmetAt: values.instant.nullable(),
  /** The topic that an unmet demand became. */
  topicId: values.id.nullable(),
  withdrawalReason: z.string().nullable(),
};

export const demandView = z.object(demand).meta({ id: 'Demand', description: 'What is wanted, on the list of demands' });

export const unmetDemandView = z
  .object({
    demandId: values.id,
    communityCode: values.communityCode,
    field: serviceField,
    skill: serviceSkill.nullable(),
    title: z.string(),
    listedAt: values.instant,
    waitedDays: z.int(),
    /** Null while it was not looked at, or offers are proposed that nobody claims. */
    lack: demandLack.nullable(),
    version: values.version,
  })
  .meta({ id: 'UnmetDemand', description: 'A demand that found no service in time' });
