import { createHash } from 'node:crypto';
import {
  acceptServiceRequest,
  answerFeedbackLink,
  dispatchServiceRequest,
  fileServiceRequest,
  handleServiceRequest,
  issueFeedbackLink,
  platformContracts,
  readServiceRequest,
  refuseServiceRequest,
  registerHousehold,
  registerPerson,
  reopenServiceRequest,
  respondToServiceRequest,
  serviceRequestHistory,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';

const { exportPerson, erasePerson } = platformContracts('grid');
const community = '320404004001';
const householdId = newId();
const secret = 'a secret that only the reporter has been told';

let service: TestService;
let secretary: TestCaller;
let worker: TestCaller;
let clerk: TestCaller;
let resident: TestCaller;
let neighbour: TestCaller;
const personId = newId();

beforeAll(async () => {
  service = await startTestService(gridService);
  const place = { place: community };
  secretary = service.as({ roles: ['community-secretary'], ...place });
  worker = service.as({ roles: ['grid-worker'], ...place });
  clerk = service.as({ roles: ['grid-worker'], ...place });
  const door = {
    kind: 'RESIDENT' as const,
    communityCode: community,
    addressLabel: '试1幢101',
    lon: 119.005,
    lat: 31.005,
    externalRef: 'R-1',
  };
  await secretary.call(registerHousehold, { id: householdId, ...door });
  await worker.call(registerPerson, { id: personId, householdId, name: '灯草测试戊' });
  resident = service.as({ roles: ['resident'], household: householdId });
  service.as({ roles: ['resident'], household: personId, accountId: resident.accountId });
  neighbour = service.as({ roles: ['resident'], household: householdId });
}, 120_000);
afterAll(() => service?.stop());

const filing = (summary: string, more: object = {}) => ({
  ...{ id: newId(), class: 'GENERAL', origin: 'RESIDENT' as const, summary, householdId },
  ...more,
});
const inHand = async (id: string, note: string): Promise<void> => {
  await worker.call(acceptServiceRequest, { id });
  await worker.call(dispatchServiceRequest, { id, handlerId: worker.accountId });
  await worker.call(respondToServiceRequest, { id, note });
};
/** Every table with a row that holds the text. */
async function tablesHolding(text: string): Promise<string[]> {
  const { pool } = service.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const found = await Promise.all(
    tables.map(async ({ name }) =>
      (await pool.query(`SELECT 1 FROM ${name} t WHERE t::text LIKE $1 LIMIT 1`, [`%${text}%`])).rowCount ? [name] : [],
    ),
  );
  return found.flat();
}

describe('X-T8 the requests of a reporter are theirs to have and to erase', () => {
  const [called, own, others, linkId] = [newId(), newId(), newId(), newId()];
  const point = { type: 'Point' as const, coordinates: [119.0051234, 31.0051234] as [number, number] };

  beforeAll(async () => {
    const reporter = { personId, name: '灯草测试戊' };
    await worker.call(fileServiceRequest, filing('灯草来电', { id: called, origin: 'HOTLINE', point, reporter }));
    await resident.call(fileServiceRequest, filing('灯草自述', { id: own }));
    await neighbour.call(fileServiceRequest, filing('邻居自述', { id: others }));
    await inHand(called, '灯草回访');
    await worker.call(refuseServiceRequest, { id: called, rightBody: '灯草供水公司', reason: '灯草户外' });
    await clerk.call(issueFeedbackLink, { id: called, linkId, secretHash: createHash('sha256').update(secret).digest('hex') });
    await service.public().call(answerFeedbackLink, { linkId, secret, resolved: false, note: '灯草不服' });
    await inHand(own, '灯草回电');
    await worker.call(handleServiceRequest, { id: own, note: '灯草已换' });
    await resident.call(reopenServiceRequest, { id: own, note: '灯草仍暗' });
  });

  it('the export lists them, told or filed, with their steps and links, and no others', async () => {
    for (const actor of [resident, secretary]) {
      const { held, records } = await actor.call(exportPerson, { personId });
      expect([held, Object.keys(records)]).toEqual([true, ['service_request', 'request_step', 'feedback_link']]);
      expect(records.service_request!.map(({ id }) => id).toSorted()).toEqual([called, own].toSorted());
      expect(records.request_step!.map(({ note }) => note)).toEqual(expect.arrayContaining(['灯草不服', '灯草仍暗']));
      expect(records.feedback_link).toEqual([expect.objectContaining({ id: linkId, requestId: called, usedAt: expect.any(String) })]);
      expect(JSON.stringify(records)).not.toContain(createHash('sha256').update(secret).digest('hex'));
    }
    expect((await neighbour.call(exportPerson, { personId })).held).toBe(false);
  });

  it('erasure leaves the requests with their ids, times and states, and none of the words', async () => {
    expect(await tablesHolding('灯草')).toEqual(['idempotency', 'person', 'request_step', 'service_request']);
    const before = await worker.call(readServiceRequest, { id: called });
    await resident.call(erasePerson, { personId });
    expect(await tablesHolding('灯草')).toEqual([]);
    expect(await tablesHolding('119.0051234')).toEqual([]);
    expect(await worker.call(readServiceRequest, { id: called })).toEqual({
      ...before,
      ...{ summary: '', rightBody: '', refusalReason: '', point: null, version: before.version + 1 },
    });
    const { steps, feedbackLinks } = await worker.call(serviceRequestHistory, { id: own });
    expect(steps.map(({ action, note }) => [action, note])).toEqual([
      ['file', null],
      ['accept', null],
      ['dispatch', null],
      ['respond', ''],
      ['handle', ''],
      ['reopen', ''],
    ]);
    expect(feedbackLinks).toEqual([]);
    expect((await worker.call(readServiceRequest, { id: others })).summary).toBe('邻居自述');
  });

  it('a request erased goes on, and so does its export by id', async () => {
    await expect(worker.call(respondToServiceRequest, { id: own }, { match: 1 })).rejects.toMatchObject({
      code: 'platform.request.stale-version',
    });
    expect(await worker.call(respondToServiceRequest, { id: own })).toMatchObject({ state: 'IN_PROGRESS', summary: '' });
    const { person, records } = await secretary.call(exportPerson, { personId });
    expect([person!.name, records.service_request!.map(({ id }) => id).toSorted()]).toEqual([null, [called, own].toSorted()]);
  });
});
