import { z } from 'zod';
import { needKind } from '../property/need-values.js';
import * as values from '../values.js';

const code = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/);
export const serviceField = code.meta({
  id: 'ServiceField',
  description: 'A field of service of the taxonomy in force, as HEALTH 健康关怀',
});
export const serviceSkill = code.meta({ id: 'ServiceSkill', description: 'A skill within a field of service, as BLOOD_PRESSURE 血压测量' });

/** When something is wanted or can be done. */
export const timeSlot = z.enum(['WEEKDAY_DAY', 'WEEKDAY_EVENING', 'WEEKEND_DAY', 'WEEKEND_EVENING']).meta({
  id: 'TimeSlot',
  description: 'WEEKDAY_DAY 工作日白天, WEEKDAY_EVENING 工作日晚间, WEEKEND_DAY 周末白天, WEEKEND_EVENING 周末晚间',
});
export type TimeSlot = z.output<typeof timeSlot>;
export const timeSlots = z.array(timeSlot).min(1).max(4);

/** One field with its skills and the kinds of needs that belong to it; `source` and `assumed` say how well founded it is. */
export const serviceFieldItem = z
  .object({
    code: serviceField,
    zh: values.text(40),
    skills: z.array(z.object({ code: serviceSkill, zh: values.text(40) })).max(50),
    needKinds: z.array(needKind).max(50),
    source: values.text(200),
    assumed: z.boolean(),
  })
  .meta({ id: 'ServiceFieldItem' });

/** Points an offer gets at most for what speaks for it. */
export const matchWeights = z
  .object({ skill: z.int().min(0).max(100), slots: z.int().min(0).max(100), near: z.int().min(0).max(100), spare: z.int().min(0).max(100) })
  .meta({ id: 'MatchWeights' });

/** What a jurisdiction lays down for the two lists. */
export const serviceFieldPolicyBody = {
  fields: z.array(serviceFieldItem).min(1).max(50),
  weights: matchWeights,
  /** Proposals for one demand at most. */
  proposalsMost: z.int().min(1).max(20),
  /** So many calendar days a demand waits before it is unmet. */
  unmetDays: z.int().min(1).max(365),
  /** So many calendar days a need holds by the channel it came by, unless it is said again. */
  needDays: z.object({ VISIT: z.int().min(1).max(1825), QUESTIONNAIRE: z.int().min(1).max(1825) }),
};
