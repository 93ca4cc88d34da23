import { z } from 'zod';
import * as values from '../values.js';

export const assetKind = z
  .enum(['BOOK', 'EQUIPMENT', 'OTHER'])
  .meta({ id: 'AssetKind', description: 'BOOK 图书, EQUIPMENT 器材, OTHER 其他' });
export type AssetKind = z.output<typeof assetKind>;

export const assetView = z
  .object({
    id: values.id,
    version: values.version,
    donationId: values.id,
    communityCode: values.communityCode,
    kind: assetKind,
    name: z.string(),
    quantity: z.int(),
    /** How many are lent now, and how many were written off. */
    lent: z.int(),
    writtenOff: z.int(),
    valueFen: values.fen.nullable(),
    /** Where they are kept. */
    venueId: values.id.nullable(),
  })
  .meta({ id: 'Asset', description: 'Donated things of one kind, in the register of assets' });

export const donationView = z
  .object({
    id: values.id,
    version: values.version,
    communityCode: values.communityCode,
    /** Of the receipt: the next of its community, without a gap. */
    receiptNumber: z.int(),
    organizationId: values.id.nullable(),
    donor: z.string(),
    receivedOn: values.localDate,
    evidenceIds: z.array(values.id),
  })
  .meta({ id: 'Donation', description: 'The receipt of a donation' });

export const assetUseView = z
  .object({
    id: values.id,
    version: values.version,
    assetId: values.id,
    communityCode: values.communityCode,
    quantity: z.int(),
    purpose: z.string(),
    lentAt: values.instant,
    dueOn: values.localDate,
    returnedAt: values.instant.nullable(),
    lost: z.int(),
  })
  .meta({ id: 'AssetUse', description: 'Things lent, and given back' });
