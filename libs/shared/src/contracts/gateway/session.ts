import { z } from 'zod';
import { contract, errors, event } from '../define.js';
import { roles } from '../roles.js';
import * as values from '../values.js';
import { passwordText, roleName, usernameText } from './account-values.js';

export const sessionErrors = errors('gateway.session', {
  signInRefused: [
    'unauthenticated',
    '用户名或密码不正确，或因多次失败暂时锁定，请核对后稍后再试',
    'Wrong username or password, or locked for a while after failures; check them and try again later',
  ],
  refreshRefused: ['unauthenticated', '会话已结束，请重新登录', 'The session has ended; sign in again'],
  oidcAbsent: ['rule', '未配置统一认证，请用用户名和密码登录', 'No OpenID Connect issuer is configured; use username and password'],
  oidcRefused: [
    'unauthenticated',
    '统一认证登录未通过，或该身份没有账号，请重试或联系运维',
    'The issuer refused, or its subject has no account; try again or ask the operators',
  ],
});

export const sessionRevoked = event({
  subject: 'gateway.event.session.revoked.v1',
  summary: 'A session ended before its time; its access tokens count no more',
  data: z.object({ sessionId: values.id, accountId: values.id }),
  audience: { roles, accountField: 'accountId' },
});

/** An access token for at most five minutes and the refresh token that gets the next one, once. */
export const sessionTokens = z
  .object({
    sessionId: values.id,
    accountId: values.id,
    username: z.string(),
    roles: z.array(roleName),
    accessToken: z.string(),
    accessTokenExpiresAt: values.instant,
    refreshToken: z.string(),
    sessionExpiresAt: values.instant,
  })
  .meta({ id: 'SessionTokens' });
export type SessionTokens = z.output<typeof sessionTokens>;

export const signIn = contract({
  subject: 'gateway.command.session.sign-in.v1',
  summary: 'Sign in with username and password, or finish a sign-in at the OpenID Connect issuer',
  roles: [],
  scope: ['public'],
  method: 'POST',
  path: '/v1/sessions',
  input: z.object({
    username: usernameText.optional(),
    password: passwordText.optional(),
    oidc: z
      .object({ code: z.string().min(1).max(4000), state: z.string().min(1).max(4000), iss: z.string().max(500).optional() })
      .optional(),
  }),
  output: sessionTokens,
  errors: [sessionErrors.signInRefused, sessionErrors.oidcAbsent, sessionErrors.oidcRefused],
  idempotencyExempt: true,
  timeoutMs: 15_000,
});

export const startOidc = contract({
  subject: 'gateway.query.session.start-oidc.v1',
  summary: 'Where to sign in at the OpenID Connect issuer; keep the state and compare it before finishing',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/sessions/oidc',
  input: z.object({}),
  output: z.object({ authorizationUrl: z.string(), state: z.string() }).meta({ id: 'OidcStart' }),
  errors: [sessionErrors.oidcAbsent],
  timeoutMs: 15_000,
});

export const refreshSession = contract({
  subject: 'gateway.command.session.refresh.v1',
  summary: 'Exchange the refresh token for new tokens; a token used twice ends the session',
  roles: [],
  scope: ['public'],
  method: 'POST',
  path: '/v1/sessions/refresh',
  input: z.object({ refreshToken: z.string().min(1).max(200) }),
  output: sessionTokens,
  errors: [sessionErrors.refreshRefused],
  idempotencyExempt: true,
});

export const signOut = contract({
  subject: 'gateway.command.session.sign-out.v1',
  summary: 'End one of the own sessions, at once and everywhere',
  roles,
  scope: ['self'],
  method: 'DELETE',
  path: '/v1/sessions/:id',
  input: z.object({ id: values.id }),
  output: z.object({ id: values.id, endedAt: values.instant }).meta({ id: 'EndedSession' }),
});

export const mySessions = contract({
  subject: 'gateway.query.session.mine.v1',
  summary: 'The own open sessions, the latest first',
  roles,
  scope: ['self'],
  method: 'GET',
  path: '/v1/sessions',
  input: z.object({}),
  output: z.object({
    items: z
      .array(
        z
          .object({
            id: values.id,
            method: z.enum(['password', 'oidc']),
            startedAt: values.instant,
            expiresAt: values.instant,
            current: z.boolean(),
          })
          .meta({ id: 'Session' }),
      )
      .max(100),
  }),
});
