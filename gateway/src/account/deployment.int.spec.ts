import {
  activateAccount,
  assignmentChanged,
  cadreDeployed,
  cadreRecalled,
  endAccount,
  endAssignment,
  accountErrors,
  inviteAccount,
  workerPosted,
  workerRecalled,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { DomainError } from '@gezhi/shared/domain';
import { eventually } from '@gezhi/shared/testing';
import { startTestGateway, type TestGateway } from '../../../test/support/test-gateway.js';

const gridCode = '320404004001001';
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
}, 60_000);
afterAll(() => gateway.stop());

const rows = async <T extends object>(sql: string, ...parameters: unknown[]): Promise<T[]> =>
  (await gateway.database.pool.query<T>(sql, parameters)).rows;
let serial = 0;
async function cadre(role: 'cadre' | 'grid-worker' = 'cadre', scope = '320404004002'): Promise<string> {
  const operator = gateway.as({ roles: ['operator'], place: '' });
  const invited = await operator.call(inviteAccount, { id: newId(), username: `cadre.${++serial}`, role, scope });
  await gateway.public().call(activateAccount, { code: invited.code!, password: 'a long enough pass phrase' });
  return invited.id;
}
const facts = (accountId: string | null) => ({ cadreId: newId(), deploymentId: newId(), accountId, gridCode, from: '2026-11-23' });
const settled = (eventId: string) =>
  eventually(async () => expect(await rows('SELECT FROM inbox WHERE event_id = $1', eventId)).toHaveLength(1));
const state = (id: string) => rows('SELECT role, scope, version, ended FROM known_assignment WHERE id = $1', id);

describe('X-02 a cadre may act in a grid from deployment to recall', () => {
  it.each([
    ['in order', ['deployed', 'recalled']],
    ['the recall first', ['recalled', 'deployed']],
    ['repeated', ['deployed', 'deployed', 'recalled', 'deployed', 'recalled']],
  ])('%s, the recall holds', async (_, order) => {
    const deployment = facts(await cadre());
    for (const event of order) {
      if (event === 'deployed') await gateway.publish(cadreDeployed, { ...deployment, to: null, version: 1 });
      else await gateway.publish(cadreRecalled, { ...deployment, lastDay: '2026-11-30', version: 2 });
    }
    await eventually(async () =>
      expect(await state(deployment.deploymentId)).toEqual([{ role: 'cadre', scope: gridCode, version: 2, ended: true }]),
    );
    await eventually(async () =>
      expect((await gateway.told(assignmentChanged)).at(-1)!.data).toMatchObject({
        assignmentId: deployment.deploymentId,
        version: 2,
        ended: true,
      }),
    );
  });

  it('begins with the deployment; it ends by recall, not by hand', async () => {
    const deployment = facts(await cadre());
    await gateway.publish(cadreDeployed, { ...deployment, to: null, version: 1 });
    await eventually(async () =>
      expect(await state(deployment.deploymentId)).toEqual([{ role: 'cadre', scope: gridCode, version: 1, ended: false }]),
    );
    const error = await gateway
      .as({ roles: ['operator'], place: '' })
      .call(endAssignment, { id: deployment.deploymentId })
      .catch((thrown: unknown) => thrown);
    expect((error as DomainError).code).toBe(accountErrors.followsDeployment.code);
  });

  it('gives an ended account nothing, and a cadre without an account nothing', async () => {
    const accountId = await cadre();
    await gateway.as({ roles: ['operator'], place: '' }).call(endAccount, { id: accountId, reason: 'leaves' });
    const [ended, nobody] = [facts(accountId), facts(null)];
    await gateway.publish(cadreDeployed, { ...nobody, to: null, version: 1 });
    await gateway.publish(cadreDeployed, { ...ended, to: null, version: 1 });
    await eventually(async () => expect(await state(ended.deploymentId)).toMatchObject([{ ended: true }]));
    expect(await state(nobody.deploymentId)).toEqual([]);
  });
});

describe('X-02 a deployment makes nobody a cadre, nor a posting a grid worker, who was not invited as one in the county', () => {
  it.each<[string, () => Promise<string>]>([
    ['unknown', async () => newId()],
    ['invited for another role', () => cadre('grid-worker')],
    ['invited in another county', () => cadre('cadre', '230521100')],
  ])('an account that is %s gets nothing by a deployment', async (_, account) => {
    const [stranger, known] = [facts(await account()), facts(await cadre('cadre', '320404'))];
    const heard = await gateway.publish(cadreDeployed, { ...stranger, to: null, version: 1 });
    await gateway.publish(cadreDeployed, { ...known, to: null, version: 1 });
    await eventually(async () => expect(await state(known.deploymentId)).toMatchObject([{ role: 'cadre', ended: false }]));
    await settled(heard);
    expect(await state(stranger.deploymentId)).toEqual([]);
  });

  it('a cadre is not posted as a grid worker', async () => {
    const posted = { postingId: newId(), workerId: newId(), accountId: await cadre(), gridCode, home: true, startsOn: '2026-11-23' };
    await settled(await gateway.publish(workerPosted, { ...posted, version: 1 }));
    expect(await state(posted.postingId)).toEqual([]);
  });

  it('who was once invited is deployed on, also when the invitation has been taken back: the deployments tell', async () => {
    const [accountId, operator] = [await cadre(), gateway.as({ roles: ['operator'], place: '' })];
    const [{ id }] = (await rows<{ id: string }>('SELECT id FROM assignment WHERE account_id = $1', accountId)) as [{ id: string }];
    await operator.call(endAssignment, { id });
    const deployment = facts(accountId);
    await gateway.publish(cadreDeployed, { ...deployment, to: null, version: 1 });
    await eventually(async () => expect(await state(deployment.deploymentId)).toMatchObject([{ ended: false }]));
  });
});

describe('X-02 a grid worker may act in a grid from posting to recall', () => {
  const posting = async () => {
    const operator = gateway.as({ roles: ['operator'], place: '' });
    const invitation = { id: newId(), username: `worker.${++serial}`, role: 'grid-worker' as const, scope: '320404004002' };
    const { id: accountId, code } = await operator.call(inviteAccount, invitation);
    await gateway.public().call(activateAccount, { code: code!, password: 'a long enough pass phrase' });
    return { postingId: newId(), workerId: newId(), accountId, gridCode, home: true, startsOn: '2026-11-23' };
  };

  it.each([
    ['in order', ['posted', 'recalled']],
    ['the recall first', ['recalled', 'posted']],
  ])('%s, the recall holds', async (_, order) => {
    const posted = await posting();
    for (const event of order) {
      if (event === 'posted') await gateway.publish(workerPosted, { ...posted, version: 1 });
      else await gateway.publish(workerRecalled, { ...posted, lastDay: '2026-11-30', version: 3 });
    }
    await eventually(async () =>
      expect(await state(posted.postingId)).toEqual([{ role: 'grid-worker', scope: gridCode, version: 3, ended: true }]),
    );
  });

  it('begins with the posting, ends by recall and not by hand', async () => {
    const posted = await posting();
    await gateway.publish(workerPosted, { ...posted, version: 1 });
    await eventually(async () =>
      expect(await state(posted.postingId)).toEqual([{ role: 'grid-worker', scope: gridCode, version: 1, ended: false }]),
    );
    await expect(gateway.as({ roles: ['operator'], place: '' }).call(endAssignment, { id: posted.postingId })).rejects.toEqual(
      expect.objectContaining({ code: accountErrors.followsDeployment.code }),
    );
  });
});
