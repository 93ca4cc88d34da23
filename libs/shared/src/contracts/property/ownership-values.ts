import { z } from 'zod';
import * as values from '../values.js';

export const ownershipForm = z
  .enum(['SOLE', 'JOINT', 'BY_SHARES'])
  .meta({ id: 'OwnershipForm', description: 'SOLE 单独所有, JOINT 共同共有, BY_SHARES 按份共有' });
export type OwnershipForm = z.output<typeof ownershipForm>;

export const ownershipBasis = z.enum(['TITLE_REGISTER', 'SALE_CONTRACT', 'COURT_DECISION', 'INHERITANCE', 'PUBLIC_HOUSING']).meta({
  id: 'OwnershipBasis',
  description:
    'TITLE_REGISTER 不动产登记, SALE_CONTRACT 已交付的买卖合同, COURT_DECISION 生效法律文书, INHERITANCE 继承, PUBLIC_HOUSING 公有住房',
});
export type OwnershipBasis = z.output<typeof ownershipBasis>;

export const ownerKind = z.enum(['PERSON', 'ORGANISATION']).meta({ id: 'OwnerKind', description: 'PERSON 自然人, ORGANISATION 单位' });
export type OwnerKind = z.output<typeof ownerKind>;

const part = z.int().min(1).max(1_000_000);
/** Part of a unit as a fraction, so that shares add up to one exactly. */
export const share = z.object({ numerator: part, denominator: part }).meta({ id: 'Share', description: 'Fraction of a unit' });
export type Share = z.output<typeof share>;

/** Owners by their ids, never by name; a share only where ownership is by shares. */
export const titles = z
  .array(z.object({ ownerId: values.id, share: share.nullable().default(null) }))
  .min(1)
  .max(50);
export type Title = z.output<typeof titles>[number];

export const ownerView = z
  .object({ id: values.id, estateId: values.id, communityCode: values.communityCode, kind: ownerKind, version: values.version })
  .meta({ id: 'Owner', description: 'An owner by id: no personal data' });

export const ownershipView = z
  .object({
    id: values.id,
    unitId: values.id,
    form: ownershipForm,
    titles,
    basis: ownershipBasis,
    evidenceIds: z.array(values.id),
    validFrom: values.instant,
    /** Null: the present one. */
    validTo: values.instant.nullable(),
    /** The entry that stands in its place, when it was wrong: then it ends where it begins. */
    correctedBy: values.id.nullable(),
    version: values.version,
  })
  .meta({ id: 'Ownership', description: 'Who owned a unit from when to when' });
