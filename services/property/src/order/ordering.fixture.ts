import { publishServiceItem, type OrderedTier } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestCaller, TestService } from '@gezhi/shared/testing';

/** An item of an estate at a price of one visit, in force from today on; returns its version. */
export async function offeredVersion(
  service: TestService,
  { estateId, company }: { readonly estateId: string; readonly company: TestCaller },
  priceFen: number,
  { tier = 'OPTIONAL' as OrderedTier, itemId = newId() } = {},
): Promise<string> {
  const versionId = newId();
  const { rows } = await service.database.pool.query<{ day: string }>(
    "SELECT (gezhi_now() AT TIME ZONE 'Asia/Shanghai')::date::text AS day",
  );
  const terms = { name: '上门保洁', description: '每次两小时', priceFen, unit: 'VISIT', effectiveFrom: rows[0]!.day } as const;
  await company.call(publishServiceItem, { id: itemId, versionId, estateId, tier, ...terms });
  return versionId;
}
