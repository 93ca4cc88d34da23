import { z } from 'zod';
import * as values from '../values.js';

export const needKind = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,39}$/)
  .meta({ id: 'NeedKind', description: 'A kind of need of the catalogue in force where the estate is' });

/** One kind of need; `source` and `assumed` say how well founded it is. */
export const needKindItem = z
  .object({ code: needKind, zh: values.text(40), source: values.text(200), assumed: z.boolean() })
  .meta({ id: 'NeedKindItem' });

/** What a jurisdiction lays down for needs. */
export const needPolicyBody = { kinds: z.array(needKindItem).min(1).max(50) };

export const needView = z
  .object({
    id: values.id,
    visitId: values.id,
    householdId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    kind: needKind,
    note: z.string().nullable(),
    recordedAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'HouseholdNeed', description: 'What a household needs, as it said on a visit' });

/** How often a kind of need was recorded, and by how many households. */
export const needCounts = z
  .object({ needs: z.int(), households: z.int(), kinds: z.array(z.object({ kind: needKind, needs: z.int(), households: z.int() })) })
  .meta({ id: 'NeedCounts' });

/** Distinct households visited of all households of the units. */
export const visitCoverage = z.object({ visits: z.int(), coverage: values.rate }).meta({ id: 'VisitCoverage' });
