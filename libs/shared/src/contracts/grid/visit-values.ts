import { z } from 'zod';
import * as values from '../values.js';

/** 三访: 访民 RESIDENT, 访企 ENTERPRISE, 访街巷 STREET. */
export const visitKinds = ['RESIDENT', 'ENTERPRISE', 'STREET'] as const;
export const visitKind = z.enum(visitKinds).meta({ id: 'VisitKind', description: 'RESIDENT 访民, ENTERPRISE 访企, STREET 访街巷' });
export type VisitKind = z.output<typeof visitKind>;

/** 三优: 优作风 CONDUCT, 优治理 GOVERNANCE, 优环境 ENVIRONMENT. */
export const improvementAims = ['CONDUCT', 'GOVERNANCE', 'ENVIRONMENT'] as const;

const needCode = z
  .string()
  .regex(/^[A-Z][A-Z_]{1,39}$/)
  .meta({ id: 'NeedCode', description: 'Code of a need heard, as in PARKING; no personal data' });

export const visitView = z
  .object({
    id: values.id,
    householdId: values.id,
    communityCode: values.communityCode,
    campaignId: values.id.nullable(),
    kind: visitKind,
    occurredAt: values.instant,
    recordedAt: values.instant,
    actorId: z.string(),
    needs: z.array(needCode),
    evidence: z.array(values.id),
    version: values.version,
  })
  .meta({ id: 'Visit' });

/** How late visits may be recorded, and how often paired households are contacted; `source` and `assumed` say how well founded it is. */
export const visitPolicyBody = {
  offlineDays: z.int().min(0).max(366).meta({ description: 'Days a visit made offline may be recorded late' }),
  importDays: z.int().min(0).max(36_600).meta({ description: 'Days back a register of visits may reach' }),
  contactDays: z.int().min(1).max(366).default(30).meta({ description: 'Days within which the cadre of a pair is in touch again' }),
  source: values.text(200),
  assumed: z.boolean(),
};

export const campaignView = z
  .object({
    id: values.id,
    placeCode: values.placeCode,
    /** 三访三优 or a plain survey of all grids. */
    kind: z.enum(['THREE_VISITS_THREE_IMPROVEMENTS', 'SURVEY']),
    title: z.string(),
    aims: z.array(z.enum(improvementAims)),
    /** Percent of a grid's households that must have been visited for the grid to count as covered. */
    coveragePercent: z.int(),
    status: z.enum(['OPEN', 'CLOSED']),
    openedAt: values.instant,
    closedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'Campaign' });
