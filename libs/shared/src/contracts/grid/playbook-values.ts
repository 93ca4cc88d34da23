import { z } from 'zod';
import * as values from '../values.js';
import { departmentLine, dutyAim } from './cadre-values.js';
import { gridType } from './partition-values.js';

const code = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,39}$/)
  .meta({ id: 'PlaybookCode' });
const days = z.int().min(1).max(1000).meta({ description: 'Calendar days, the start day not counted' });
const foundation = { source: values.text(200), assumed: z.boolean() };

/** What a cadre or a grid worker is able to do; the jurisdiction's one vocabulary (G-12, G-32). */
export const capabilityTag = code.meta({ id: 'CapabilityTag', description: 'Code of a capability in the catalogue of the jurisdiction' });
export const playbookCapability = z.object({ code: capabilityTag, zh: values.text(40), ...foundation }).meta({ id: 'PlaybookCapability' });
export type PlaybookCapability = z.output<typeof playbookCapability>;

export const playbookMeasure = z
  .object({ code, zh: values.text(100), days })
  .meta({ id: 'PlaybookMeasure', description: 'A measure every strategy for the type begins with' });
export type PlaybookMeasure = z.output<typeof playbookMeasure>;

const duty = { code, zh: values.text(100), aim: dutyAim, criterion: values.text(300), days };
export const playbookDuty = z.object(duty).meta({ id: 'PlaybookDuty', description: 'A duty of every cadre in a grid of the type' });
export type PlaybookDuty = z.output<typeof playbookDuty>;
export const lineDuty = z
  .object({ line: departmentLine, ...duty })
  .meta({ id: 'LineDuty', description: 'A duty of every cadre of a line' });
export type LineDuty = z.output<typeof lineDuty>;

/** LINE: whether the cadre belongs to a line the type requires; every other term is a capability. */
export const lineTerm = 'LINE';
export const fitWeight = z.object({ term: code, percent: z.int().min(1).max(100) }).meta({ id: 'FitWeight' });
export type FitWeight = z.output<typeof fitWeight>;

/** PEOPLE are counted where they serve; money is in fen. */
export const resourceKind = z.enum(['PEOPLE', 'MONEY', 'EQUIPMENT']).meta({ id: 'ResourceKind' });
export type ResourceKind = z.output<typeof resourceKind>;
export const resourceStandard = z
  .object({
    kind: resourceKind,
    code,
    zh: values.text(40),
    unit: values.text(10),
    per: z.enum(['GRID', 'HUNDRED_HOUSEHOLDS']),
    quantity: z.int().min(1).max(1_000_000_000_000),
  })
  .meta({ id: 'ResourceStandard', description: 'What a grid of the type shall have' });
export type ResourceStandard = z.output<typeof resourceStandard>;

export const typePlaybook = z
  .object({
    type: gridType,
    measures: z.array(playbookMeasure).min(1).max(20),
    duties: z.array(playbookDuty).max(20),
    requiredLines: z.array(departmentLine).max(departmentLine.options.length),
    taskForce: z
      .object({ lead: departmentLine, coLines: z.array(departmentLine).max(departmentLine.options.length) })
      .nullable()
      .meta({ description: 'Which line leads a task force on a hard case, and which join it' }),
    weights: z.array(fitWeight).min(1).max(20).meta({ description: 'What a cadre is chosen by; 100 percent in all' }),
    cadres: z.object({ minimum: z.int().min(0).max(1000), maximum: z.int().min(0).max(1000) }),
    resources: z.array(resourceStandard).max(40),
    ...foundation,
  })
  .meta({ id: 'TypePlaybook' });
export type TypePlaybook = z.output<typeof typePlaybook>;

/** What a jurisdiction lays down for the five types of grids. */
export const playbookPolicyBody = {
  capabilities: z.array(playbookCapability).min(2).max(20),
  types: z.array(typePlaybook).min(1).max(20),
  lineDuties: z.array(lineDuty).max(60),
};
