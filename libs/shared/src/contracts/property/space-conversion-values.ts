import { z } from 'zod';
import * as values from '../values.js';

export const conversionTarget = z.enum(['POCKET_PARK', 'PARKING', 'SQUARE', 'CHARGING', 'OTHER']).meta({
  id: 'ConversionTarget',
  description: 'POCKET_PARK 口袋公园, PARKING 便民停车场, SQUARE 活动场地, CHARGING 充电设施, OTHER 其他',
});
export type ConversionTarget = z.output<typeof conversionTarget>;

export const conversionState = z
  .enum(['PROPOSED', 'APPROVED', 'BUILT', 'DONE', 'WITHDRAWN'])
  .meta({ id: 'ConversionState', description: 'PROPOSED 已提出, APPROVED 已表决通过, BUILT 已建成, DONE 已完成, WITHDRAWN 已撤回' });
export type ConversionState = z.output<typeof conversionState>;

/** Photographs, named so that whoever may read the conversion may see them. */
export const conversionPictures = z.object({ evidenceIds: z.array(values.id) });
export type ConversionPictures = z.output<typeof conversionPictures>;

export const spaceConversionView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    /** Where it is and what it is now. */
    location: z.string(),
    target: conversionTarget,
    state: conversionState,
    before: conversionPictures,
    /** The certified ballot of the owners. */
    decisionId: values.id.nullable(),
    /** Null until it is done. */
    after: conversionPictures.nullable(),
    proposedAt: values.instant,
    approvedAt: values.instant.nullable(),
    builtAt: values.instant.nullable(),
    endedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'SpaceConversion', description: 'A common part of an estate that is put to another use' });
