import { Readable } from 'node:stream';
import type { Request } from '@gezhi/shared/auth';
import type { RequestClient } from '@gezhi/shared/messaging';
import type { ObjectStore } from '../file/object-store.js';
import { IntakeBatches, type Sheet } from './intake-batches.js';

const sheet: Sheet = {
  id: '0190a1b2-0000-7000-8000-000000000001',
  kind: 'households',
  placeCode: '320404004001',
  campaignId: null,
  sha256: 'a'.repeat(64),
};

describe('X-03 what is wrong with a sheet is told from the top down', () => {
  it('whoever has found it', async () => {
    const rows = ['H-1,居民', 'H-2,猫', 'H-3,居民', 'H-4,猫'].map((start) => `${start},320404004001,1幢101,119.9,31.8`);
    const content = ['台账编号,类别,社区代码,门牌标签,经度,纬度', ...rows].join('\n');
    const store = { get: () => Promise.resolve(Readable.from([Buffer.from(content)])) } as unknown as ObjectStore;
    const refused = ['H-3', 'H-1'].map((externalRef) => ({ externalRef, code: 'grid.household.outside-every-grid' }));
    const requests = { call: () => Promise.resolve({ imported: 0, repeated: 0, refused }) } as unknown as RequestClient;
    const tally = await new IntakeBatches(requests, store).send(sheet, {} as Request, { dryRun: true, from: 0 }, () => Promise.resolve());
    expect(tally.errors.map(({ row }) => row)).toEqual([2, 3, 4, 5]);
  });
});
