import { z } from 'zod';
import { roles } from '../roles.js';
import * as values from '../values.js';

const classCode = z
  .string()
  .regex(/^[A-Z][A-Z_]{2,39}$/)
  .meta({ id: 'ProfileClassCode', description: 'Code of a profile class, as in POPULATION_STRUCTURE' });

/** COLLECTED 走访摸排 → CALIBRATED 动态校准 → CURRENT 持续更新 → STALE; a newer value of the same key makes it SUPERSEDED. */
export const profileFieldStates = ['COLLECTED', 'CALIBRATED', 'CURRENT', 'STALE', 'SUPERSEDED'] as const;
const fieldState = z.enum(profileFieldStates);

/** What is stated, as in `elderly-over-80`. */
export const profileFieldKey = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);

const catalogueItem = z
  .object({
    code: classCode,
    zh: values.text(20),
    /** After how many days a calibrated field is stale. */
    ttlDays: z.int().min(1).max(3650),
    /** How many days a new survey may take once a field is stale. */
    resurveyDays: z.int().min(1).max(365).default(14),
    /** The roles whose duty needs this class; null when it is not sensitive. */
    visibleTo: z.array(z.enum(roles)).min(1).nullable(),
    source: values.text(200),
    assumed: z.boolean(),
  })
  .meta({ id: 'ProfileClass' });
export type ProfileClass = z.output<typeof catalogueItem>;

export const profileCatalogueView = z
  .object({ id: values.id, jurisdictionId: values.placeCode, version: values.version, items: z.array(catalogueItem) })
  .meta({ id: 'ProfileCatalogue' });

export const profileFieldView = z
  .object({
    id: values.id,
    gridCode: values.gridCode,
    classCode,
    key: z.string(),
    value: z.string(),
    status: fieldState,
    source: z.string(),
    submittedBy: z.string(),
    submittedAt: values.instant,
    secondSource: z.string().nullable(),
    verifiedBy: z.string().nullable(),
    verifiedAt: values.instant.nullable(),
    expiresAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'ProfileField' });

export const profileClassStates = ['CURRENT', 'STALE', 'PENDING', 'MISSING'] as const;
