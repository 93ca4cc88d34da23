import { Injectable } from '@nestjs/common';
import { refreshSession, requestErrors, sessionErrors, signIn, signOut, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { Database, named, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { DomainError, ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { ownRequest } from './secret-request.js';
import { hashOfToken, useRefreshToken } from './refresh-tokens.js';
import { revokeSessions } from './revoke-sessions.js';
import { Sessions, withoutContract, type Known } from './sessions.js';
import { SignInMethods } from './sign-in-methods.js';

const findByToken = named(
  'session.by-token',
  `SELECT s.id AS "sessionId", a.id, a.username, a.place_code AS "placeCode" FROM refresh_token r JOIN session s ON s.id = r.session_id JOIN account a ON a.id = s.account_id
   WHERE r.token_hash = $1`,
);
const findOwn = named('session.own', 'SELECT 1 FROM session WHERE id = $1 AND account_id = $2');

/** Begins, continues and ends sessions. */
@Injectable()
export class SessionCommands {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly methods: SignInMethods,
  ) {}

  /** X-02 One refusal for every failure, in the same time: nobody learns whether a username exists or is locked out. */
  @Handles(signIn)
  async signIn({ username, password, oidc }: InputOf<typeof signIn>, request: Request): Promise<OutputOf<typeof signIn>> {
    if (oidc) return this.sessions.open(await this.methods.byIssuer(oidc), 'oidc', request, sessionErrors.oidcRefused);
    ensure(username && password, requestErrors.invalid, { fields: ['username', 'password'] });
    return this.sessions.open(await this.methods.byPassword(username, password), 'password', request, sessionErrors.signInRefused);
  }

  /** X-02 A refresh token counts once; whoever brings a used one ends the session, since one of two has stolen it. */
  @Handles(refreshSession)
  async refresh({ refreshToken }: InputOf<typeof refreshSession>, request: Request): Promise<OutputOf<typeof refreshSession>> {
    const [known] = await this.database.read<Known & { sessionId: string }>(findByToken, [hashOfToken(refreshToken)]);
    ensure(known, sessionErrors.refreshRefused);
    const { sessionId } = known;
    const reply = await this.work.act(
      withoutContract(ownRequest(request, known.id)),
      { place: known.placeCode, id: sessionId },
      async (act) => {
        const exchange = await useRefreshToken(act, refreshToken);
        act.note({ exchange });
        if (exchange === 'reused') await revokeSessions(act, known.id, 'TOKEN_REUSED', { only: sessionId });
        return exchange === 'accepted' ? await this.sessions.next(act, known, sessionId) : null;
      },
    );
    // Refused only now: the end of the session had to be committed.
    if (!reply.value) throw new DomainError(sessionErrors.refreshRefused);
    return this.sessions.withAccessToken(reply.value as Awaited<ReturnType<Sessions['next']>>);
  }

  /** X-02 Ends an own session everywhere within a second; ending it again changes nothing. */
  @Handles(signOut)
  async signOut({ id }: InputOf<typeof signOut>, request: Request): Promise<Reply> {
    const accountId = request.actor.id;
    const [own] = await this.database.read(findOwn, [id, accountId]);
    ensure(own, requestErrors.notFound);
    return this.work.act(ownRequest(request, accountId), { place: '', id }, async (act) => {
      await revokeSessions(act, accountId, 'SIGNED_OUT', { only: id });
      const [ended] = await act.query<{ endedAt: string }>('SELECT ended_at AS "endedAt" FROM session WHERE id = $1', [id]);
      return { id, ...ended };
    });
  }
}
