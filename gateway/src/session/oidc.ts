import { Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  Configuration,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  ResponseBodyError,
  AuthorizationResponseError,
} from 'openid-client';
import { requestErrors, sessionErrors } from '@gezhi/shared/contracts';
import { DomainError, ensure } from '@gezhi/shared/domain';
import { Telemetry } from '@gezhi/shared/telemetry';
import { GatewaySettings } from '../config/gateway-config.js';
import { SealedState } from './sealed-state.js';

export interface OidcAnswer {
  readonly code: string;
  readonly state: string;
  readonly iss?: string | undefined;
}

const minutes = 10;
const onThisHost = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Sign-in at the configured OpenID Connect issuer: authorization code with PKCE; nothing is remembered in between. */
@Injectable()
export class Oidc {
  private readonly states: SealedState;
  private issuer: Promise<Configuration> | undefined;

  constructor(
    private readonly settings: GatewaySettings,
    private readonly telemetry: Telemetry,
  ) {
    this.states = new SealedState(settings.config.CURSOR_KEY);
  }

  /** Where to send the browser, and the state to compare when it comes back. */
  async start(): Promise<{ authorizationUrl: string; state: string }> {
    const { OIDC_REDIRECT_URI, OIDC_SCOPE } = this.settings.config;
    const issuer = await this.discovered();
    const [verifier, nonce] = [randomPKCECodeVerifier(), randomNonce()];
    const state = this.states.seal({ verifier, nonce, until: Date.now() + minutes * 60_000 });
    const authorizationUrl = buildAuthorizationUrl(issuer, {
      redirect_uri: OIDC_REDIRECT_URI!,
      scope: OIDC_SCOPE,
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { authorizationUrl: authorizationUrl.href, state };
  }

  /**
   * @returns `<issuer>#<subject>` of the verified ID token
   * @throws DomainError `gateway.session.oidc-refused`, or `unavailable` when the issuer does not answer
   */
  async subject({ code, state, iss }: OidcAnswer): Promise<string> {
    const { OIDC_ISSUER, OIDC_REDIRECT_URI } = this.settings.config;
    const issuer = await this.discovered();
    const known = this.states.open(state, Date.now());
    ensure(known, sessionErrors.oidcRefused);
    const returned = new URL(OIDC_REDIRECT_URI!);
    for (const [name, value] of Object.entries({ code, state, iss })) if (value !== undefined) returned.searchParams.set(name, value);
    const checks = { pkceCodeVerifier: known.verifier, expectedNonce: known.nonce, expectedState: state, idTokenExpected: true };
    const tokens = await authorizationCodeGrant(issuer, returned, checks).catch((error: unknown) => this.refuse(error));
    return `${OIDC_ISSUER}#${tokens.claims()!.sub}`;
  }

  /** The issuer's own description of itself, asked once and again after a failure. */
  private discovered(): Promise<Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_REDIRECT_URI } = this.settings.config;
    ensure(OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_REDIRECT_URI, sessionErrors.oidcAbsent);
    const server = new URL(OIDC_ISSUER);
    const execute = server.protocol === 'http:' && onThisHost.has(server.hostname) ? [allowInsecureRequests] : [];
    this.issuer ??= discovery(server, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, undefined, { execute, timeout: 5 }).catch((error: unknown) => {
      this.issuer = undefined;
      return this.refuse(error);
    });
    return this.issuer;
  }

  private refuse(error: unknown): never {
    const refused =
      error instanceof ResponseBodyError ||
      error instanceof AuthorizationResponseError ||
      (error instanceof ClientError && error.code !== 'OAUTH_TIMEOUT');
    // The name and code of the failure only: messages may quote what was sent.
    this.telemetry.log.warn({ reason: (error as Error).name, code: (error as { code?: string }).code }, 'sign-in at the issuer failed');
    throw new DomainError(refused ? sessionErrors.oidcRefused : requestErrors.unavailable);
  }
}
