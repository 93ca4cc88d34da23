import { publishServiceItem, type OrderedTier } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestService } from '@gezhi/shared/testing';
import { today, type ServicedEstate } from '../trial/serviced-estate.fixture.js';

/** An item of an estate at a price of one visit, in force from today on; returns its version. */
export async function offeredVersion(
  service: TestService,
  { estateId, company }: ServicedEstate,
  priceFen: number,
  { tier = 'OPTIONAL' as OrderedTier, itemId = newId() } = {},
): Promise<string> {
  const versionId = newId();
  const terms = { name: '上门保洁', description: '每次两小时', priceFen, unit: 'VISIT', effectiveFrom: await today(service) } as const;
  await company.call(publishServiceItem, { id: itemId, versionId, estateId, tier, ...terms });
  return versionId;
}
