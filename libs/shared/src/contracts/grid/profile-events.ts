import { z } from 'zod';
import { event } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { profileFieldView } from './profile-values.js';

const { classCode } = profileFieldView.shape;

export const profileCalibrated = event({
  subject: 'grid.event.profile.calibrated.v1',
  summary: 'A field of a grid profile was calibrated',
  data: z.object({
    fieldId: values.id,
    gridCode: values.gridCode,
    classCode,
    key: z.string(),
    expiresAt: values.instant,
    version: values.version,
  }),
});

export const profilePublished = event({
  subject: 'grid.event.profile.published.v1',
  summary: 'A complete version of a grid profile was published',
  data: z.object({ gridCode: values.gridCode, number: z.int(), publishedAt: values.instant, fields: z.int() }),
  audience: { roles: [...staff], placeField: 'gridCode' },
});

/** Told once per field, when its life has passed. */
export const profileStale = event({
  subject: 'grid.event.profile.stale.v1',
  summary: 'A field of a grid profile is past its life and wants a new survey',
  data: z.object({
    fieldId: values.id,
    gridCode: values.gridCode,
    classCode,
    key: z.string(),
    expiredAt: values.instant,
    version: values.version,
  }),
  audience: { roles: ['grid-worker', 'cadre', 'community-secretary'], placeField: 'gridCode' },
});
