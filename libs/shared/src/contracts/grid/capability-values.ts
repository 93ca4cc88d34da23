import { z } from 'zod';
import * as values from '../values.js';
import { cadreStratum } from './cadre-values.js';
import { capabilityTag } from './playbook-values.js';

/** Whose capability it is: that of a cadre or of a grid worker. */
export const holderKind = z.enum(['CADRE', 'WORKER']).meta({ id: 'HolderKind' });
export type HolderKind = z.output<typeof holderKind>;
/** How a level was found: by an interview, by a scenario drill, by an assessment of the career file. */
export const capabilitySource = z.enum(['INTERVIEW', 'DRILL', 'ASSESSMENT']).meta({ id: 'CapabilitySource' });
export type CapabilitySource = z.output<typeof capabilitySource>;
export const capabilityLevel = z
  .int()
  .min(0)
  .max(3)
  .meta({ id: 'CapabilityLevel', description: 'How well a capability is held: 0 not at all, 3 fully' });

/** A capability as somebody rated it, and what the rating rests on. */
export const ratedCapability = z
  .object({ tag: capabilityTag, level: capabilityLevel, evidence: values.text(200) })
  .meta({ id: 'RatedCapability' });
export type RatedCapability = z.output<typeof ratedCapability>;

export const interviewView = z
  .object({
    id: values.id,
    version: values.version,
    cadreId: values.id,
    placeCode: values.placeCode,
    stratum: cadreStratum,
    heldOn: values.localDate,
    interviewerId: values.id,
    summary: z.string(),
    levels: z.array(ratedCapability.extend({ evidence: z.string() })),
  })
  .meta({ id: 'CapabilityInterview' });

export const heldCapability = z
  .object({ tag: capabilityTag, zh: z.string(), level: capabilityLevel, source: capabilitySource, at: values.instant })
  .meta({ id: 'HeldCapability', description: 'The latest level of a capability' });

export const stratumCoverage = z
  .object({
    stratum: cadreStratum,
    interviewed: values.rate,
    levels: z.array(
      z.object({ tag: capabilityTag, mean: z.number().meta({ description: 'Mean of those who hold a level, two decimals' }) }),
    ),
  })
  .meta({ id: 'StratumCoverage' });
