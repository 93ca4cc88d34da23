import { partitionActivated } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestService } from '@gezhi/shared/testing';
import { propertyService } from '../service.module.js';

/** Where the estates of specs are. */
const communities = [
  ...['230521100001', '230521100002', '230521100003', '230521100007', '230521100008', '230521100009', '230599100001'],
  ...['320404004001', '110101001001', '110101001002', '110101009001', '440103001001', '440303001001'],
];

/** The property service, which has heard that these communities have grids. */
export async function startPropertyService(options: Parameters<typeof startTestService>[1] = {}): Promise<TestService> {
  const service = await startTestService(propertyService, options);
  const drawn = { chunk: 1, chunks: 1, effectiveFrom: new Date(0).toISOString(), grids: [], retired: [], lineage: [], placements: [] };
  await Promise.all(
    communities.map((communityCode) => service.publish(partitionActivated, { planId: newId(), communityCode, ...drawn, version: 1 })),
  );
  await eventually(async () => {
    const { rows } = await service.database.pool.query('SELECT code FROM known_community');
    if (rows.length < communities.length) throw new Error('not heard of all communities yet');
  });
  return service;
}
