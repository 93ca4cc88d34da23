import { Injectable } from '@nestjs/common';
import { sessionErrors, type ErrorDefinition, type Role, type SessionTokens } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { newId, UnitOfWork, type Act } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { ownRequest } from './secret-request.js';
import { GatewaySettings } from '../config/gateway-config.js';
import { AccessTokens } from './access-tokens.js';
import { giveRefreshToken } from './refresh-tokens.js';
import { SignInFailures } from './sign-in-failures.js';

export interface Known {
  readonly id: string;
  readonly username: string;
  readonly placeCode: string;
}

type Opened = Omit<SessionTokens, 'accessToken' | 'accessTokenExpiresAt'>;

/** Opens sessions and issues their tokens, however the person has proved who it is. */
@Injectable()
export class Sessions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly failures: SignInFailures,
    private readonly tokens: AccessTokens,
    private readonly settings: GatewaySettings,
  ) {}

  /** X-02 Opens a session unless the account was locked, locked out or ended meanwhile; that is refused with `refusal`. */
  async open(account: Known, method: 'password' | 'oidc', request: Request, refusal: ErrorDefinition): Promise<SessionTokens> {
    const sessionId = newId();
    const reply = await this.work.act(
      withoutContract(ownRequest(request, account.id)),
      { place: account.placeCode, id: sessionId },
      async (act) => {
        const [active] = await act.query(`SELECT 1 FROM account WHERE id = $1 AND status = 'ACTIVE' FOR SHARE`, [account.id]);
        ensure(active, refusal);
        await this.failures.ensureOpen(act, account.id, refusal);
        await act.query(
          `INSERT INTO session (id, version, account_id, method, started_at, expires_at) VALUES ($1, 1, $2, $3, clock_timestamp(), clock_timestamp() + $4 * interval '1 day')`,
          [sessionId, account.id, method, this.settings.config.SESSION_DAYS],
        );
        act.note({ accountId: account.id, method });
        return this.next(act, account, sessionId);
      },
    );
    return this.withAccessToken(reply.value as Opened);
  }

  /** The next refresh token of an open session, with what the account may do now. */
  async next(act: Act, account: Known, sessionId: string): Promise<Opened> {
    const refreshToken = await giveRefreshToken(act, sessionId, this.settings.config.SESSION_IDLE_HOURS);
    const [session] = await act.query<{ sessionExpiresAt: string; roles: Role[] }>(
      `SELECT expires_at AS "sessionExpiresAt", ARRAY(SELECT DISTINCT role FROM assignment WHERE account_id = s.account_id AND NOT ended ORDER BY role) AS roles
       FROM session s WHERE id = $1`,
      [sessionId],
    );
    ensure(session, sessionErrors.refreshRefused);
    return { sessionId, accountId: account.id, username: account.username, refreshToken, ...session };
  }

  async withAccessToken(opened: Opened): Promise<SessionTokens> {
    const { token, expiresAt } = await this.tokens.issue(opened.accountId, opened.sessionId, opened.roles);
    return { ...opened, accessToken: token, accessTokenExpiresAt: expiresAt };
  }
}

/** What the act answers is not the contract's output yet. */
export const withoutContract = ({ contract: _contract, ...request }: Request): Request => request;
