import { z } from 'zod';
import * as values from '../values.js';

export const fitListStatus = z
  .enum(['DRAFT', 'PUBLISHED', 'SUPERSEDED'])
  .meta({ id: 'FitListStatus', description: 'Of a place one list at most is PUBLISHED; the one before is SUPERSEDED' });
export type FitListStatus = z.output<typeof fitListStatus>;

/** Where a cadre has to stand back: one grid, or a whole community. */
export const recusalPlace = z
  .string()
  .regex(/^\d{12}((?!000)\d{3})?$/)
  .meta({ id: 'RecusalPlace', description: 'Grid or community a cadre stands back from' });

export const recusalView = z
  .object({
    id: values.id,
    version: values.version,
    cadreId: values.id,
    placeCode: recusalPlace,
    reason: z.string(),
    declaredById: values.id,
    declaredAt: values.instant,
    endedAt: values.instant.nullable(),
  })
  .meta({ id: 'FitRecusal' });

/** How well a cadre fits, in ten-thousandths. */
export const fitScore = z.int().min(0).max(10_000).meta({ id: 'FitScore', description: 'Ten-thousandths: 7667 is 0.7667' });

export const fitListView = z
  .object({
    id: values.id,
    version: values.version,
    placeCode: values.placeCode,
    /** Counts from 1 at the place. */
    number: z.int().positive(),
    status: fitListStatus,
    playbookVersion: z.int(),
    cadres: z.int(),
    grids: z.int(),
    /** Grids that lack a cadre of a line they need; with any the list is not published. */
    gaps: z.array(values.gridCode),
    /** Cadres who stand back from every grid of the place. */
    unplaced: z.array(values.id),
    generatedById: values.id,
    generatedAt: values.instant,
    publishedById: values.id.nullable(),
    publishedAt: values.instant.nullable(),
  })
  .meta({ id: 'FitList' });

const entry = {
  listId: values.id,
  cadreId: values.id,
  gridCode: values.gridCode,
  score: fitScore,
  computedGridCode: values.gridCode,
  overrideReason: z.string().nullable(),
  overriddenById: values.id.nullable(),
};
export const fitEntryView = z
  .object({ ...entry, deployed: z.boolean().meta({ description: 'Whether the cadre serves in the grid now' }) })
  .meta({ id: 'FitEntry' });
export const overriddenFit = z
  .object({ ...entry, version: values.version.meta({ description: 'Version of the list' }) })
  .meta({ id: 'OverriddenFit' });

export const fitReason = z
  .object({
    term: z.string(),
    percent: z.int(),
    level: z.int(),
    contribution: z.int().meta({ description: 'Ten-thousandths, rounded by itself' }),
  })
  .meta({ id: 'FitReason' });
/** How a pair stands in a list. */
export const fitStanding = z.enum(['CHOSEN', 'OVERRIDDEN', 'RECUSED', 'FULL', 'OUTBID', 'ELSEWHERE']).meta({
  id: 'FitStanding',
  description:
    'CHOSEN by the computation, OVERRIDDEN placed or taken away by a person, RECUSED, ELSEWHERE fits another grid better or was needed there, OUTBID better ones have the places, FULL the places went to what the grid needed first',
});
export type FitStanding = z.output<typeof fitStanding>;
export const fitPairView = z
  .object({
    cadreId: values.id,
    gridCode: values.gridCode,
    score: fitScore,
    reasons: z.array(fitReason),
    standing: fitStanding,
    better: z.array(values.id).meta({ description: 'Cadres listed in the grid who fit it better, the best first, five at most' }),
  })
  .meta({ id: 'FitPair' });
export const fitDiffView = z
  .object({
    moved: z.array(z.object({ cadreId: values.id, from: values.gridCode, to: values.gridCode })),
    joined: z.array(values.id),
    left: z.array(values.id),
  })
  .meta({ id: 'FitListDiff' });
