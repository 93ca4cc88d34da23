import { decodeJwt, decodeProtectedHeader } from 'jose';
import {
  activateAccount,
  inviteAccount,
  mySessions,
  refreshSession,
  requestErrors,
  sessionErrors,
  signIn,
  signOut,
  startOidc,
  unlockAccount,
  type SessionTokens,
} from '@gezhi/shared/contracts';
import { tokenAudience, tokenIssuer } from '@gezhi/shared/auth';
import { newId } from '@gezhi/shared/database';
import type { DomainError } from '@gezhi/shared/domain';
import { eventually } from '@gezhi/shared/testing';
import { startTestGateway, type TestGateway } from '../../../test/support/test-gateway.js';
import { startTestIssuer, type TestIssuer } from '../../../test/support/test-issuer.js';

const password = 'a long enough pass phrase';
let gateway: TestGateway;
let issuer: TestIssuer;

beforeAll(async () => {
  issuer = await startTestIssuer({ id: 'gezhi', secret: 'known to both' });
  gateway = await startTestGateway({
    OPERATOR_USERNAME: 'first.operator',
    OPERATOR_PASSWORD: password,
    LOCK_OUT_FAILURES: '3',
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: 'gezhi',
    OIDC_CLIENT_SECRET: 'known to both',
    OIDC_REDIRECT_URI: 'https://console.example/signed-in',
  });
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await issuer.stop();
});

const rows = async <T extends object>(sql: string, ...parameters: unknown[]): Promise<T[]> =>
  (await gateway.database.pool.query<T>(sql, parameters)).rows;
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: DomainError) => error.code,
  );
const enter = (username: string, word = password): Promise<SessionTokens> => gateway.public().call(signIn, { username, password: word });
const refresh = (refreshToken: string): Promise<SessionTokens> => gateway.public().call(refreshSession, { refreshToken });
const operator = () => gateway.as({ roles: ['operator'], place: '' });
let serial = 0;
async function worker(): Promise<{ id: string; username: string }> {
  const invited = await operator().call(inviteAccount, {
    id: newId(),
    username: `worker.${++serial}`,
    role: 'grid-worker',
    scope: '320404004001001',
  });
  await gateway.public().call(activateAccount, { code: invited.code!, password });
  return invited;
}

describe('X-02 sign-in', () => {
  it('gives a token for at most five minutes that says who, which session and which roles', async () => {
    const { id, username } = await worker();
    const session = await enter(username);
    const claims = decodeJwt(session.accessToken);
    expect(claims).toMatchObject({ sub: id, sid: session.sessionId, roles: ['grid-worker'], iss: tokenIssuer, aud: tokenAudience });
    expect(claims.exp! - claims.iat!).toBeLessThanOrEqual(300);
    expect(decodeProtectedHeader(session.accessToken).alg).toBe('EdDSA');
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'roles', 'sid', 'sub']);
  });

  it('refuses an unknown name, a wrong password and an account not active alike', async () => {
    const { username } = await worker();
    const invited = await operator().call(inviteAccount, { id: newId(), username: 'not.yet.active', role: 'cadre', scope: '320404' });
    const refused = await Promise.all([enter('nobody.at.all'), enter(username, 'wrong'), enter(invited.username)].map(code));
    expect(new Set(refused)).toEqual(new Set([sessionErrors.signInRefused.code]));
  });

  it('takes as long for a name nobody has', async () => {
    const { username } = await worker();
    const timed = async (name: string) => {
      const began = performance.now();
      await code(enter(name, 'wrong'));
      return performance.now() - began;
    };
    const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let round = 0; round < 7; round++) {
      known.push(await timed(username));
      unknown.push(await timed('nobody.at.all'));
    }
    // Hashing dominates both: without it the unknown name would answer in a tenth of the time.
    expect(median(unknown)).toBeGreaterThan(median(known) / 2);
  });

  it('keeps no answer: the tokens are nowhere stored', async () => {
    const { username } = await worker();
    const session = await enter(username);
    const kept = JSON.stringify([
      await rows('SELECT * FROM idempotency'),
      await rows('SELECT * FROM audit'),
      await rows('SELECT * FROM outbox'),
    ]);
    for (const secret of [session.accessToken, session.refreshToken]) expect(kept).not.toContain(secret);
  });
});

describe('X-02 lock-out', () => {
  it('after three failures the right password is refused too, until the time is over or somebody unlocks', async () => {
    const { id, username } = await worker();
    for (let attempt = 0; attempt < 3; attempt++) await code(enter(username, 'wrong'));
    expect(await code(enter(username))).toBe(sessionErrors.signInRefused.code);
    await rows(`UPDATE sign_in_failure SET locked_until = clock_timestamp() WHERE account_id = $1`, id);
    expect(await code(enter(username))).toBe('no error');
    for (let attempt = 0; attempt < 3; attempt++) await code(enter(username, 'wrong'));
    await operator().call(unlockAccount, { id });
    expect(await code(enter(username))).toBe('no error');
  });

  it('failures before a success, or long ago, do not add up', async () => {
    const { id, username } = await worker();
    for (let round = 0; round < 3; round++) {
      for (let attempt = 0; attempt < 2; attempt++) await code(enter(username, 'wrong'));
      expect(await code(enter(username))).toBe('no error');
    }
    for (let attempt = 0; attempt < 2; attempt++) await code(enter(username, 'wrong'));
    await rows(`UPDATE sign_in_failure SET last_at = clock_timestamp() - interval '1 hour' WHERE account_id = $1`, id);
    await code(enter(username, 'wrong'));
    expect(await code(enter(username))).toBe('no error');
  });

  it('counts guesses that arrive together: after the burst the account is locked out', async () => {
    const { id, username } = await worker();
    await Promise.all(Array.from({ length: 20 }, () => code(enter(username, 'wrong'))));
    expect(
      await rows('SELECT attempts, locked_until > clock_timestamp() AS locked FROM sign_in_failure WHERE account_id = $1', id),
    ).toEqual([{ attempts: 20, locked: true }]);
    expect(await code(enter(username))).toBe(sessionErrors.signInRefused.code);
  });
});

describe('X-02 refresh tokens rotate', () => {
  it('each counts once; a used one ends the session, also for its rightful holder, within a second', async () => {
    const { username } = await worker();
    const first = await enter(username);
    const second = await refresh(first.refreshToken);
    expect(second).toMatchObject({ sessionId: first.sessionId, sessionExpiresAt: first.sessionExpiresAt });
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await code(refresh(first.refreshToken))).toBe(sessionErrors.refreshRefused.code);
    expect(await code(refresh(second.refreshToken))).toBe(sessionErrors.refreshRefused.code);
    await eventually(
      async () => expect(await code(gateway.with(second.accessToken, mySessions, {}))).toBe(requestErrors.unauthenticated.code),
      { withinMs: 1000 },
    );
    expect(await rows('SELECT end_reason FROM session WHERE id = $1', first.sessionId)).toEqual([{ end_reason: 'TOKEN_REUSED' }]);
  });

  it('of two at once with one token at most one is answered', async () => {
    const session = await enter((await worker()).username);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => code(refresh(session.refreshToken))));
    expect(outcomes.filter((outcome) => outcome === 'no error').length).toBeLessThanOrEqual(1);
    expect(await rows('SELECT ended_at IS NOT NULL AS ended FROM session WHERE id = $1', session.sessionId)).toEqual([{ ended: true }]);
  });

  it.each<[string, (session: SessionTokens) => Promise<unknown>]>([
    ['an invented token', async () => undefined],
    [
      'a token of an expired session',
      (session) => rows('UPDATE session SET expires_at = clock_timestamp() WHERE id = $1', session.sessionId),
    ],
    [
      'a token not used for too long',
      (session) => rows('UPDATE refresh_token SET expires_at = clock_timestamp() WHERE session_id = $1', session.sessionId),
    ],
    ['a token of a locked account', (session) => rows(`UPDATE account SET status = 'LOCKED' WHERE id = $1`, session.accountId)],
  ])('refuses %s', async (label, spoil) => {
    const session = await enter((await worker()).username);
    await spoil(session);
    expect(await code(refresh(label === 'an invented token' ? 'invented' : session.refreshToken))).toBe(sessionErrors.refreshRefused.code);
  });

  it('gives a role that was assigned meanwhile', async () => {
    const { id, username } = await worker();
    const session = await enter(username);
    await rows(
      `INSERT INTO assignment (id, version, account_id, role, axis, scope, place_code, source, granted_by, granted_at, ended) VALUES ($1, 1, $2, 'cadre', 'place', '320404004001002', '320404004001002', 'grid', 'x', now(), false)`,
      newId(),
      id,
    );
    expect((await refresh(session.refreshToken)).roles).toEqual(['cadre', 'grid-worker']);
  });
});

describe('X-02 sign-out', () => {
  it('ends the own session at once and everywhere; those of others are not found', async () => {
    const { username } = await worker();
    const [one, two] = [await enter(username), await enter(username)];
    const stranger = await enter((await worker()).username);
    expect(await code(gateway.with(stranger.accessToken, signOut, { id: one.sessionId }))).toBe(requestErrors.notFound.code);
    expect((await gateway.with(two.accessToken, mySessions, {})).items.map(({ id, current }) => [id, current])).toEqual([
      [two.sessionId, true],
      [one.sessionId, false],
    ]);
    const ended = await gateway.with(two.accessToken, signOut, { id: one.sessionId });
    expect(await gateway.with(two.accessToken, signOut, { id: one.sessionId })).toEqual(ended);
    await eventually(
      async () => expect(await code(gateway.with(one.accessToken, mySessions, {}))).toBe(requestErrors.unauthenticated.code),
      { withinMs: 1000 },
    );
    expect(await code(refresh(one.refreshToken))).toBe(sessionErrors.refreshRefused.code);
    expect((await gateway.with(two.accessToken, mySessions, {})).items).toHaveLength(1);
  });
});

describe('X-02 sign-in at an OpenID Connect issuer', () => {
  const subject = 'staff-4711';
  const start = () => gateway.public().call(startOidc, {});
  const finish = (oidc: { code: string; state: string }) => gateway.public().call(signIn, { oidc });

  beforeAll(() =>
    operator().call(inviteAccount, { id: newId(), username: 'by.issuer', role: 'cadre', scope: '320404004', oidcSubject: subject }),
  );
  beforeEach(() => issuer.claim({}));

  it('opens a session for the account of the subject', async () => {
    const { authorizationUrl, state } = await start();
    expect(new URL(authorizationUrl).searchParams.get('code_challenge_method')).toBe('S256');
    const session = await finish({ code: issuer.authorize(authorizationUrl, subject), state });
    expect(session).toMatchObject({ username: 'by.issuer', roles: ['cadre'] });
    expect((await gateway.with(session.accessToken, mySessions, {})).items).toMatchObject([{ method: 'oidc' }]);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'a subject without an account',
      async () => {
        const { authorizationUrl, state } = await start();
        return finish({ code: issuer.authorize(authorizationUrl, 'somebody'), state });
      },
    ],
    [
      'a code used before',
      async () => {
        const { authorizationUrl, state } = await start();
        const code = issuer.authorize(authorizationUrl, subject);
        await finish({ code, state });
        return finish({ code, state });
      },
    ],
    [
      'a code of another sign-in',
      async () => {
        const [mine, theirs] = [await start(), await start()];
        return finish({ code: issuer.authorize(theirs.authorizationUrl, subject), state: mine.state });
      },
    ],
    [
      'a state nobody sealed',
      async () => {
        const { authorizationUrl, state } = await start();
        return finish({
          code: issuer.authorize(authorizationUrl, subject),
          state: `${state.startsWith('A') ? 'B' : 'A'}${state.slice(1)}`,
        });
      },
    ],
    [
      'an ID token for another client',
      async () => {
        issuer.claim({ aud: 'somebody else' });
        const { authorizationUrl, state } = await start();
        return finish({ code: issuer.authorize(authorizationUrl, subject), state });
      },
    ],
    [
      'an ID token with another nonce',
      async () => {
        issuer.claim({ nonce: 'other' });
        const { authorizationUrl, state } = await start();
        return finish({ code: issuer.authorize(authorizationUrl, subject), state });
      },
    ],
  ])('refuses %s', async (_, act) => expect(await code(act())).toBe(sessionErrors.oidcRefused.code));
});
