import { ballotCheckpointed, checkpointsOfBallot } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestService } from '@gezhi/shared/testing';
import { propertyService } from '../service.module.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(propertyService);
}, 120_000);
afterAll(() => service?.stop());

describe('C-10 chains of ballots are kept by another service', () => {
  it('what was told stays, in whatever order and however often, what contradicts it beside it, and everyone reads it', async () => {
    const hash = (n: number) => String(n).repeat(64);
    const ballotId = newId();
    const told = { ballotId, communityCode: '230521100001', rollHash: hash(9), merkleRoot: null, at: '2026-06-01T00:00:00.000Z' };
    const opened = { ...told, kind: 'OPENED' as const, sequence: 0, headHash: hash(0) };
    const running = { ...told, kind: 'RUNNING' as const, sequence: 3, headHash: hash(3) };
    const closed = { ...told, kind: 'CLOSED' as const, sequence: 3, headHash: hash(3), merkleRoot: hash(7) };
    const heard = (count: number) =>
      eventually(async () => {
        const { rows } = await service.database.pool.query('SELECT count(*)::int AS n FROM inbox');
        expect(rows[0]).toEqual({ n: count });
      });
    for (const each of [closed, running, opened, running]) await service.publish(ballotCheckpointed, each);
    await heard(4);
    await service.publish(ballotCheckpointed, { ...running, headHash: hash(8) });
    await heard(5);
    const anyone = service.public();
    const { items } = await anyone.call(checkpointsOfBallot, { ballotId });
    expect(items.map(({ kind, sequence, headHash, merkleRoot }) => [kind, sequence, headHash, merkleRoot])).toEqual([
      ['OPENED', 0, hash(0), null],
      ['CLOSED', 3, hash(3), hash(7)],
      ['RUNNING', 3, hash(3), null],
      ['RUNNING', 3, hash(8), null],
    ]);
    const first = await anyone.call(checkpointsOfBallot, { ballotId, limit: 2 });
    expect((await anyone.call(checkpointsOfBallot, { ballotId, after: first.next! })).items).toEqual(items.slice(2));
    await expect(service.database.pool.query('UPDATE ballot_checkpoint SET sequence = 4')).rejects.toThrow('never changed');
  });
});
