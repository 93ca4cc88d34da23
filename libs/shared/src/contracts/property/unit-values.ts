import { z } from 'zod';
import * as values from '../values.js';

export const unitKind = z
  .enum(['RESIDENTIAL', 'COMMERCIAL', 'OTHER'])
  .meta({ id: 'UnitKind', description: 'RESIDENTIAL 住宅, COMMERCIAL 经营性用房, OTHER 其他' });
export type UnitKind = z.output<typeof unitKind>;

/** What says how large a unit is, in the order in which the supreme court lets them count. */
export const areaSource = z.enum(['TITLE_REGISTER', 'MEASUREMENT', 'SALE_CONTRACT']).meta({
  id: 'AreaSource',
  description: 'TITLE_REGISTER 不动产登记簿, MEASUREMENT 测绘机构实测, SALE_CONTRACT 房屋买卖合同',
});
export type AreaSource = z.output<typeof areaSource>;

export const buildingView = z
  .object({ id: values.id, estateId: values.id, communityCode: values.communityCode, label: z.string(), version: values.version })
  .meta({ id: 'Building' });

export const unitView = z
  .object({
    id: values.id,
    estateId: values.id,
    buildingId: values.id,
    communityCode: values.communityCode,
    label: z.string(),
    kind: unitKind,
    area: values.area,
    areaSource,
    /** The household that lives or works there; null when none is known. */
    householdId: values.id.nullable(),
    /** The register's own number of the unit, for instance the 28 digits of its title; unique within the estate. */
    externalRef: z.string().nullable(),
    version: values.version,
  })
  .meta({ id: 'Unit', description: 'A part of a building that is owned by itself: what votes and fees rest on' });
