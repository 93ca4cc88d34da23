import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  activateAccount,
  bindHousehold,
  councilOverview,
  gridOverview,
  inviteAccount,
  metricsOfPlace,
  mySessions,
  placeOverview,
  propertyOverview,
  readHousehold,
  refreshSession,
  signIn,
  unlockAccount,
  type Role,
} from '@gezhi/shared/contracts';
import { keyId, tokenAudience, tokenIssuer } from '@gezhi/shared/auth';
import { eventually } from '@gezhi/shared/testing';
import { SignJWT } from 'jose';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { connectBus, type TestBus } from '../support/bus.js';
import { drawCommunity, settle, xilin, type Community } from '../support/community.js';
import { appoint, bindResident, newId, operatorOf, Person, refusal, visitor } from '../support/people.js';

describe('X-02 signing in, staying signed in and being signed out, over five processes', () => {
  let cluster: Cluster;
  let operator: Person;
  let community: Community;
  let bus: TestBus;
  const ofServices = [gridOverview, propertyOverview, councilOverview, metricsOfPlace] as const;

  beforeAll(async () => {
    cluster = await startCluster();
    operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
    bus = await connectBus(cluster);
  }, 120_000);
  afterAll(async () => {
    await bus?.close();
    await cluster?.stop();
  }, 60_000);

  const worker = () => appoint(cluster, operator, { role: 'grid-worker', scope: community.west });
  const everyService = (token?: string) =>
    Promise.all(ofServices.map((contract) => bus.ask(contract, { placeCode: community.west }, token === undefined ? {} : { token })));

  it('a wrong password and an unknown username are refused alike', async () => {
    const person = await worker();
    const [wrong, unknown] = await Promise.all([
      refusal(visitor(cluster).call(signIn, { username: person.username, password: 'quite another one' })),
      refusal(visitor(cluster).call(signIn, { username: 'nobody-here', password: 'quite another one' })),
    ]);
    expect(wrong).toEqual({ status: 401, code: 'gateway.session.sign-in-refused' });
    expect(unknown).toEqual(wrong);
  });

  it('five wrong passwords lock out, and the right one does not help until the account is unlocked', async () => {
    const person = await worker();
    for (let failure = 0; failure < 5; failure++)
      await refusal(visitor(cluster).call(signIn, { username: person.username, password: `guess ${failure}` }));
    expect(await refusal(Person.signIn(cluster, person.username))).toEqual({ status: 401, code: 'gateway.session.sign-in-refused' });
    await operator.call(unlockAccount, { id: person.accountId });
    expect((await Person.signIn(cluster, person.username)).accountId).toBe(person.accountId);
  });

  it('an activation code works once, and only with a password that is long enough', async () => {
    const { code } = await operator.call(inviteAccount, { id: newId(), username: 'newcomer', role: 'grid-worker', scope: community.east });
    const activate = (password: string) => refusal(visitor(cluster).call(activateAccount, { code: code!, password }));
    expect(await activate('short')).toMatchObject({ code: 'gateway.account.password-too-short' });
    expect(await activate('a password of enough letters')).toBeUndefined();
    expect(await activate('a password of enough letters')).toMatchObject({ code: 'gateway.account.code-refused' });
  });

  it('a household code makes a resident of that household and of no other, once', async () => {
    const secretary = await appoint(cluster, operator, { role: 'community-secretary', scope: community.code });
    const [own, other] = [await settle(secretary, community, 'west', 1), await settle(secretary, community, 'west', 2)];
    const resident = await bindResident(cluster, secretary, own);
    expect(await resident.call(readHousehold, { id: own })).toMatchObject({ id: own });
    expect(await refusal(resident.call(readHousehold, { id: other }))).toEqual({ status: 404, code: 'platform.request.not-found' });
    const again = { code: '0000-0000-0000-0000', username: 'somebody-else', password: 'a password of enough letters' };
    expect(await refusal(visitor(cluster).call(bindHousehold, again))).toMatchObject({ code: 'gateway.account.code-refused' });
  });

  it('a refresh token counts once; using it again ends the session on every service', async () => {
    const person = await worker();
    const first = person.tokens;
    await person.refresh();
    expect(person.tokens.refreshToken).not.toBe(first.refreshToken);
    expect(await everyService(person.tokens.accessToken)).toEqual([undefined, undefined, undefined, undefined]);
    expect(await refusal(visitor(cluster).call(refreshSession, { refreshToken: first.refreshToken }))).toEqual({
      status: 401,
      code: 'gateway.session.refresh-refused',
    });
    expect(await refusal(visitor(cluster).call(refreshSession, { refreshToken: person.tokens.refreshToken }))).toEqual({
      status: 401,
      code: 'gateway.session.refresh-refused',
    });
    await eventually(
      async () => (await everyService(person.tokens.accessToken)).every((code) => code === 'platform.request.unauthenticated'),
      { withinMs: 1000 },
    );
  });

  it('signing out ends the session everywhere within a second, and no other session', async () => {
    const person = await worker();
    const other = await Person.signIn(cluster, person.username);
    expect(await everyService(person.tokens.accessToken)).toEqual([undefined, undefined, undefined, undefined]);
    await person.signOut();
    await eventually(
      async () => (await everyService(person.tokens.accessToken)).every((code) => code === 'platform.request.unauthenticated'),
      { withinMs: 1000 },
    );
    await eventually(async () => (await refusal(person.client.call(mySessions, {})))?.status === 401, { withinMs: 1000 });
    expect((await other.call(mySessions, {})).items.map(({ id }) => id)).toEqual([other.tokens.sessionId]);
  });

  describe('a token that the gateway did not issue', () => {
    const account = newId();
    const signed = (key: KeyObject, kid: string, change: (token: SignJWT) => SignJWT = (token) => token): Promise<string> =>
      change(
        new SignJWT({ sid: newId(), roles: ['operator'] satisfies Role[] })
          .setProtectedHeader({ alg: 'EdDSA', kid })
          .setSubject(account)
          .setIssuer(tokenIssuer)
          .setAudience(tokenAudience)
          .setIssuedAt()
          .setExpirationTime('5m'),
      ).sign(key);
    const keys = () => {
      const own = createPrivateKey(cluster.privateKey);
      const kid = keyId(createPublicKey(own).export({ type: 'spki', format: 'pem' }).toString());
      return { own, kid, foreign: generateKeyPairSync('ed25519').privateKey };
    };
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

    it.each([
      ['signed with another key under the name of ours', () => signed(keys().foreign, keys().kid), 'unauthenticated'],
      ['signed with a key nobody knows', () => signed(keys().foreign, 'ffffffffffffffff'), 'unauthenticated'],
      ['for another audience', () => signed(keys().own, keys().kid, (token) => token.setAudience('elsewhere')), 'unauthenticated'],
      ['of another issuer', () => signed(keys().own, keys().kid, (token) => token.setIssuer('elsewhere')), 'unauthenticated'],
      ['that has expired', () => signed(keys().own, keys().kid, (token) => token.setExpirationTime('-1m')), 'token-expired'],
      [
        'without a signature',
        async () => `${part({ alg: 'none', kid: keys().kid })}.${part({ sub: account, roles: ['operator'] })}.`,
        'unauthenticated',
      ],
      ['of two words', async () => 'no.token', 'unauthenticated'],
    ])('%s is refused at the door and by every service itself', async (_case, make, code) => {
      const token = await make();
      const response = await fetch(`${cluster.url}/v1/places/${community.west}/overview`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(response.status).toBe(401);
      expect(await everyService(token)).toEqual(ofServices.map(() => `platform.request.${code}`));
    });

    it('with our signature and every role sees nothing without an assignment', async () => {
      const token = await signed(keys().own, keys().kid);
      expect(await bus.ask(readHousehold, { id: newId() }, { token })).toBe('platform.request.not-found');
      const response = await fetch(`${cluster.url}/v1/grids?placeCode=${community.code}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(((await response.json()) as { items: unknown[] }).items).toEqual([]);
    });
  });

  it('without a token nothing but the public is answered', async () => {
    expect(await refusal(visitor(cluster).call(placeOverview, { code: community.west }))).toEqual({
      status: 401,
      code: 'platform.request.unauthenticated',
    });
    // What is public is public from a community up: of a single grid a service knows nothing for a visitor.
    const nothing = ['platform.request.unauthenticated', 'platform.request.not-found'];
    for (const code of await everyService()) expect(nothing).toContain(code);
  });
});
