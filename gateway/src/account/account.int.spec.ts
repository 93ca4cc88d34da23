import {
  accountErrors,
  accountsOfPlace,
  activateAccount,
  assignmentChanged,
  assignRole,
  bindHousehold,
  changePassword,
  endAccount,
  endAssignment,
  householdView,
  inviteAccount,
  issueHouseholdCode,
  lockAccount,
  myAccount,
  mySessions,
  personsOfHousehold,
  readAccount,
  readHousehold,
  renewActivation,
  requestErrors,
  sessionErrors,
  sessionRevoked,
  signIn,
  unlockAccount,
  type Role,
  type SessionTokens,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { type DomainError } from '@gezhi/shared/domain';
import { eventually, type TestCaller } from '@gezhi/shared/testing';
import { startTestGateway, type TestGateway } from '../../../test/support/test-gateway.js';

const community = '320404004001';
const other = '320404004002';
const password = 'a long enough pass phrase';
let gateway: TestGateway;
let operator: TestCaller;
let secretary: TestCaller;

/** A household the grid service of this test knows, with one member; it is seen by whoever asks within its community. */
const household = { id: newId(), member: newId() };

beforeAll(async () => {
  gateway = await startTestGateway({ OPERATOR_USERNAME: 'first.operator', OPERATOR_PASSWORD: password });
  operator = gateway.as({ roles: ['operator'], place: '' });
  secretary = gateway.as({ roles: ['community-secretary'], place: community });
  const known = {
    ...household,
    kind: 'RESIDENT',
    communityCode: community,
    gridCode: `${community}001`,
    addressLabel: '1-101',
    lon: 119.9,
    lat: 31.8,
    status: 'ACTIVE',
    externalRef: '1',
    version: 1,
  };
  await gateway.bus.serve(readHousehold.subject, 'grid', async (body) =>
    (JSON.parse(body) as { input: { id: string } }).input.id === household.id
      ? { body: JSON.stringify(householdView.parse(known)) }
      : { body: JSON.stringify({ code: requestErrors.notFound.code, category: 'not-found', details: {} }), failed: true },
  );
  await gateway.bus.serve(personsOfHousehold.subject, 'grid', async () => ({
    body: JSON.stringify({ items: [{ id: household.member }] }),
  }));
}, 60_000);
afterAll(() => gateway.stop());

const rows = async <T extends object>(sql: string, ...parameters: unknown[]): Promise<T[]> =>
  (await gateway.database.pool.query<T>(sql, parameters)).rows;
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: DomainError) => error.code,
  );
let serial = 0;
const handle = () => `user.${++serial}`;
const invite = (by: TestCaller, role: Role, scope: string, more: object = {}) =>
  by.call(inviteAccount, { id: newId(), username: handle(), role, scope, ...more });
const enter = (username: string): Promise<SessionTokens> => gateway.public().call(signIn, { username, password });

async function member(role: Role, scope: string, more: object = {}): Promise<SessionTokens> {
  const invited = await invite(operator, role, scope, more);
  await gateway.public().call(activateAccount, { code: invited.code!, password });
  return enter(invited.username);
}

describe('X-02 the first operator comes from the environment', () => {
  it('signs in, may act everywhere, and says why', async () => {
    const session = await enter('first.operator');
    expect(session.roles).toEqual(['operator']);
    const mine = await gateway.with(session.accessToken, myAccount, {});
    expect(mine.assignments).toMatchObject([{ role: 'operator', scope: '', reason: 'first operator' }]);
    expect((await gateway.with(session.accessToken, accountsOfPlace, { limit: 10 })).items).toHaveLength(1);
  });

  it('is the last one: neither role nor account may end', async () => {
    const [{ id: accountId }] = (await rows<{ id: string }>(`SELECT id FROM account WHERE username = 'first.operator'`)) as [
      { id: string },
    ];
    const [{ id }] = (await rows<{ id: string }>('SELECT id FROM assignment WHERE account_id = $1', accountId)) as [{ id: string }];
    expect(await code(operator.call(endAssignment, { id }))).toBe(accountErrors.lastOperator.code);
    expect(await code(operator.call(endAccount, { id: accountId, reason: 'leaves' }))).toBe(accountErrors.lastOperator.code);
    expect(await code(operator.call(lockAccount, { id: accountId, reason: 'lost' }))).toBe(accountErrors.lastOperator.code);
    expect(await rows('SELECT status FROM account WHERE id = $1', accountId)).toEqual([{ status: 'ACTIVE' }]);
  });
});

describe('X-02 accounts are invited by operator or secretary and activated by a one-time code', () => {
  it('the code works once, and the account may act at once where it was assigned', async () => {
    const invited = await invite(secretary, 'grid-worker', `${community}001`, { name: '测试网格员甲', phone: '13000000001' });
    expect(invited.code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    expect(await code(enter(invited.username))).toBe(sessionErrors.signInRefused.code);
    await gateway.public().call(activateAccount, { code: invited.code!.toLowerCase(), password });
    const session = await enter(invited.username);
    expect(session.roles).toEqual(['grid-worker']);
    expect(await code(gateway.public().call(activateAccount, { code: invited.code!, password }))).toBe(accountErrors.codeRefused.code);
    expect(await rows('SELECT role, scope, ended FROM known_assignment WHERE account_id = $1', invited.id)).toEqual([
      { role: 'grid-worker', scope: `${community}001`, ended: false },
    ]);
    expect(await secretary.call(readAccount, { id: invited.id })).toMatchObject({ name: '测试网格员甲', status: 'ACTIVE' });
  });

  it('the same request under the same key invites once and tells the code once', async () => {
    const [input, key] = [{ id: newId(), username: handle(), role: 'grid-worker', scope: `${community}001` } as const, newId()];
    const first = await secretary.call(inviteAccount, input, { key });
    expect(await secretary.call(inviteAccount, input, { key })).toEqual({ ...first, code: null });
    expect(await rows('SELECT 1 FROM one_time_code WHERE account_id = $1', input.id)).toHaveLength(1);
  });

  it.each<[string, () => Promise<unknown>, { code: string }]>([
    ['a secretary no secretary', () => invite(secretary, 'community-secretary', community), accountErrors.roleNotYours],
    ['a secretary nobody in another community', () => invite(secretary, 'grid-worker', `${other}001`), requestErrors.notFound],
    ['a secretary no resident of a household the grid does not show', () => invite(secretary, 'resident', newId()), requestErrors.notFound],
    ['nobody a scope that does not fit the role', () => invite(operator, 'grid-worker', newId()), accountErrors.scopeUnfit],
    [
      'nobody a telephone number as username',
      () => operator.call(inviteAccount, { id: newId(), username: '13000000002', role: 'cadre', scope: community }),
      requestErrors.invalid,
    ],
    [
      'nobody a username twice',
      () => operator.call(inviteAccount, { id: newId(), username: 'First.Operator', role: 'cadre', scope: community }),
      accountErrors.usernameTaken,
    ],
  ])('%s', async (_, act, error) => expect(await code(act())).toBe(error.code));

  it('an expired code is refused, a new one makes earlier ones void', async () => {
    const invited = await invite(secretary, 'grid-worker', `${community}002`);
    const renewed = await secretary.call(renewActivation, { id: invited.id });
    expect(await code(gateway.public().call(activateAccount, { code: invited.code!, password }))).toBe(accountErrors.codeRefused.code);
    await rows('UPDATE one_time_code SET expires_at = gezhi_now() WHERE account_id = $1', invited.id);
    expect(await code(gateway.public().call(activateAccount, { code: renewed.code!, password }))).toBe(accountErrors.codeRefused.code);
  });

  it('of many at once one activates', async () => {
    const invited = await invite(secretary, 'grid-worker', `${community}003`);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        code(gateway.public().call(activateAccount, { code: invited.code!, password: `${password} ${index}` })),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'no error')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['no error', accountErrors.codeRefused.code]));
  });

  it('refuses a password that is short or holds the username, and the code stays good', async () => {
    const invited = await invite(secretary, 'grid-worker', `${community}004`);
    expect(await code(gateway.public().call(activateAccount, { code: invited.code!, password: 'too short' }))).toBe(
      accountErrors.passwordTooShort.code,
    );
    expect(
      await code(gateway.public().call(activateAccount, { code: invited.code!, password: `${invited.username}${invited.username}` })),
    ).toBe(accountErrors.passwordIsUsername.code);
    expect(await code(gateway.public().call(activateAccount, { code: invited.code!, password }))).toBe('no error');
  });
});

describe('X-02 nobody takes over an account above or beside the own place', () => {
  it('a secretary governs grid workers, not a leader or a worker of two communities', async () => {
    const leader = await invite(operator, 'street-leader', community);
    const worker = await invite(secretary, 'grid-worker', `${community}005`);
    expect(await code(secretary.call(lockAccount, { id: worker.id, reason: 'lost phone' }))).toBe(requestErrors.wrongState.code);
    await operator.call(assignRole, { id: newId(), accountId: worker.id, role: 'grid-worker', scope: `${other}001` });
    for (const id of [leader.id, worker.id]) {
      expect(await code(secretary.call(renewActivation, { id }))).toBe(accountErrors.roleNotYours.code);
      expect(await code(secretary.call(endAccount, { id, reason: 'leaves' }))).toBe(accountErrors.roleNotYours.code);
    }
  });

  it('nobody draws in an account of another county: it is not found, as one that there is not', async () => {
    const leader = await invite(operator, 'street-leader', '230521100');
    const worker = await invite(operator, 'grid-worker', `${other}021`);
    const assigning = (accountId: string) => ({ id: newId(), accountId, role: 'grid-worker' as const, scope: `${community}021` });
    expect(await code(secretary.call(assignRole, assigning(leader.id)))).toBe(requestErrors.notFound.code);
    expect(await code(secretary.call(assignRole, assigning(newId())))).toBe(requestErrors.notFound.code);
    expect((await secretary.call(assignRole, assigning(worker.id))).ended).toBe(false);
    expect((await operator.call(assignRole, assigning(leader.id))).ended).toBe(false);
  });

  it('a code to set the password anew does not outlive a role given meanwhile', async () => {
    const worker = await member('grid-worker', `${community}014`);
    const renewed = await secretary.call(renewActivation, { id: worker.accountId });
    await operator.call(assignRole, { id: newId(), accountId: worker.accountId, role: 'street-leader', scope: '320404004' });
    expect(await code(gateway.public().call(activateAccount, { code: renewed.code!, password }))).toBe(accountErrors.codeRefused.code);
  });

  it('a secretary of another community does not find the account', async () => {
    const worker = await invite(secretary, 'grid-worker', `${community}006`);
    const neighbour = gateway.as({ roles: ['community-secretary'], place: other });
    expect(await code(neighbour.call(readAccount, { id: worker.id }))).toBe(requestErrors.notFound.code);
    expect(await code(neighbour.call(endAccount, { id: worker.id, reason: 'x' }))).toBe(requestErrors.notFound.code);
    expect((await neighbour.call(accountsOfPlace, { placeCode: community })).items).toEqual([]);
  });
});

describe('X-02 roles begin and end at once, and every service is told by version', () => {
  it('assigned twice is refused; ended it bites at once; the events carry versions 1 and 2', async () => {
    const worker = await member('grid-worker', `${community}007`);
    const assignment = { id: newId(), accountId: worker.accountId, role: 'grid-worker', scope: `${community}008` } as const;
    await secretary.call(assignRole, assignment);
    expect(await code(secretary.call(assignRole, { ...assignment, id: newId() }))).toBe(accountErrors.alreadyAssigned.code);
    expect(await secretary.call(endAssignment, { id: assignment.id })).toMatchObject({ ended: true, version: 2 });
    expect(await code(secretary.call(endAssignment, { id: assignment.id }))).toBe(requestErrors.wrongState.code);
    expect(await rows('SELECT ended FROM known_assignment WHERE id = $1', assignment.id)).toEqual([{ ended: true }]);
    const told = (await gateway.told(assignmentChanged)).map(({ data }) => data).filter((data) => data.assignmentId === assignment.id);
    expect(told.map(({ version, ended }) => [version, ended])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect((await gateway.with(worker.accessToken, myAccount, {})).assignments).toHaveLength(1);
  });
});

describe('X-02 residents are bound by a one-time household code', () => {
  it('binds to the household and, where the code names one, to the member', async () => {
    const worker = gateway.as({ roles: ['grid-worker'], place: `${community}001` });
    const issued = await worker.call(issueHouseholdCode, { id: newId(), householdId: household.id, personId: household.member });
    const username = handle();
    await gateway.public().call(bindHousehold, { code: issued.code!, username, password });
    const session = await enter(username);
    expect(session.roles).toEqual(['resident']);
    const mine = await gateway.with(session.accessToken, myAccount, {});
    expect(mine).toMatchObject({ personId: household.member, placeCode: community });
    expect(mine.assignments.map(({ axis, scope }) => [axis, scope]).sort()).toEqual(
      [
        ['self', household.id],
        ['self', household.member],
      ].sort(),
    );
    expect(await code(gateway.public().call(bindHousehold, { code: issued.code!, username: handle(), password }))).toBe(
      accountErrors.codeRefused.code,
    );
  });

  it.each<[string, () => Promise<unknown>]>([
    ['for a household the grid does not show', () => secretary.call(issueHouseholdCode, { id: newId(), householdId: newId() })],
    [
      'for a person who is no member',
      () => secretary.call(issueHouseholdCode, { id: newId(), householdId: household.id, personId: newId() }),
    ],
    [
      'by a worker of another grid',
      () =>
        gateway
          .as({ roles: ['grid-worker'], place: `${community}009` })
          .call(issueHouseholdCode, { id: newId(), householdId: household.id }),
    ],
  ])('no code %s', async (_, act) => expect(await code(act())).toBe(requestErrors.notFound.code));
});

describe('X-02 an account ends when the person leaves', () => {
  it('sessions, roles and codes end with it, everywhere within a second', async () => {
    const worker = await member('grid-worker', `${community}010`);
    await secretary.call(endAccount, { id: worker.accountId, reason: 'leaves' });
    await eventually(
      async () => expect(await code(gateway.with(worker.accessToken, mySessions, {}))).toBe(requestErrors.unauthenticated.code),
      { withinMs: 1000 },
    );
    expect(await code(enter(worker.username))).toBe(sessionErrors.signInRefused.code);
    expect(await rows('SELECT DISTINCT ended FROM known_assignment WHERE account_id = $1', worker.accountId)).toEqual([{ ended: true }]);
    expect((await gateway.told(sessionRevoked)).map(({ data }) => data)).toContainEqual({
      sessionId: worker.sessionId,
      accountId: worker.accountId,
    });
    expect(await code(operator.call(assignRole, { id: newId(), accountId: worker.accountId, role: 'cadre', scope: community }))).toBe(
      requestErrors.notFound.code,
    );
  });

  it('a locked account is out at once and comes back by unlocking', async () => {
    const worker = await member('grid-worker', `${community}011`);
    await secretary.call(lockAccount, { id: worker.accountId, reason: 'lost phone' });
    await eventually(
      async () => expect(await code(gateway.with(worker.accessToken, mySessions, {}))).toBe(requestErrors.unauthenticated.code),
      { withinMs: 1000 },
    );
    expect(await code(enter(worker.username))).toBe(sessionErrors.signInRefused.code);
    await secretary.call(unlockAccount, { id: worker.accountId });
    expect(await code(enter(worker.username))).toBe('no error');
  });
});

describe('X-02 the own password', () => {
  it('changes with the current one; other sessions end, this one goes on', async () => {
    const worker = await member('grid-worker', `${community}012`);
    const second = await enter(worker.username);
    const change = (currentPassword: string) =>
      gateway.with(worker.accessToken, changePassword, { currentPassword, newPassword: 'another long pass phrase' });
    expect(await code(change('wrong'))).toBe(accountErrors.passwordWrong.code);
    await change(password);
    await eventually(
      async () => expect(await code(gateway.with(second.accessToken, mySessions, {}))).toBe(requestErrors.unauthenticated.code),
      { withinMs: 1000 },
    );
    expect((await gateway.with(worker.accessToken, mySessions, {})).items).toMatchObject([{ id: worker.sessionId, current: true }]);
    expect(await code(enter(worker.username))).toBe(sessionErrors.signInRefused.code);
  });
});

describe('X-T8 secrets and names stay where they belong', () => {
  it('no password, code, name or phone in audit, answers or events', async () => {
    const invited = await invite(secretary, 'grid-worker', `${community}013`, { name: '测试金丝雀', phone: '13000000099' });
    await gateway.public().call(activateAccount, { code: invited.code!, password });
    await enter(invited.username);
    const kept = JSON.stringify([
      await rows('SELECT * FROM audit'),
      await rows('SELECT * FROM idempotency'),
      await rows('SELECT * FROM outbox'),
      await rows('SELECT * FROM one_time_code'),
    ]);
    for (const secret of [password, invited.code!, invited.code!.replaceAll('-', ''), '测试金丝雀', '13000000099', '$argon2'])
      expect(kept).not.toContain(secret);
    expect(
      await rows(`SELECT 1 FROM audit WHERE operation IN ($1, $2) AND input_hash IS NOT NULL`, activateAccount.subject, signIn.subject),
    ).toEqual([]);
  });
});
