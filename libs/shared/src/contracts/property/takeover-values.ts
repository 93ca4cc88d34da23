import { z } from 'zod';
import * as values from '../values.js';

export const providerKind = z.enum(['PUBLIC_WELFARE', 'COMMERCIAL']).meta({
  id: 'ProviderKind',
  description: 'PUBLIC_WELFARE 公益性物业（结余不得分配）, COMMERCIAL 市场化物业',
});
export type ProviderKind = z.output<typeof providerKind>;

export const serviceProviderView = z
  .object({
    id: values.id,
    placeCode: values.placeCode,
    name: z.string(),
    kind: providerKind,
    /** Whether it may hand its profit to anyone; a public-welfare provider never does. */
    distributesProfit: z.boolean(),
    registeredAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'ServiceProvider', description: 'Who cares for estates' });

export const handOverCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,39}$/)
  .meta({ id: 'HandOverCode', description: 'An item of the hand-over list of the jurisdiction' });

/** One item of the catalogue; `source` and `assumed` say how well founded it is. */
export const handOverCatalogueItem = z
  .object({ code: handOverCode, zh: values.text(60), source: values.text(200), assumed: z.boolean() })
  .meta({ id: 'HandOverCatalogueItem' });

/** What a jurisdiction lays down for take-overs. */
export const takeoverPolicyBody = { items: z.array(handOverCatalogueItem).min(1).max(50) };

export const handOverItemState = z
  .enum(['MISSING', 'RECEIVED', 'WAIVED'])
  .meta({ id: 'HandOverItemState', description: 'MISSING 未交接, RECEIVED 已接收, WAIVED 经批准免交' });
export type HandOverItemState = z.output<typeof handOverItemState>;

export const handOverItem = z
  .object({
    code: handOverCode,
    zh: z.string(),
    state: handOverItemState,
    evidenceIds: z.array(values.id),
    /** Why it was waived; kept when it comes after all. */
    reason: z.string().nullable(),
    decidedAt: values.instant.nullable(),
  })
  .meta({ id: 'HandOverItem' });
export type HandOverItem = z.output<typeof handOverItem>;

export const takeoverState = z
  .enum(['OPEN', 'COMPLETED', 'WITHDRAWN'])
  .meta({ id: 'TakeoverState', description: 'OPEN 交接中, COMPLETED 已接管, WITHDRAWN 已撤回' });
export type TakeoverState = z.output<typeof takeoverState>;

export const takeoverView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    providerId: values.id,
    state: takeoverState,
    items: z.array(handOverItem),
    openedAt: values.instant,
    endedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'Takeover', description: 'The hand-over list of an estate, and who takes the estate over' });
