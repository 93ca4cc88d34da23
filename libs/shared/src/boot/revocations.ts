import type { Logger } from 'pino';
import type { TokenVerifier } from '../auth/token.js';
import { sessionRevoked } from '../contracts/gateway/session.js';
import type { Bus } from '../messaging/bus.js';

/** Longer than any access token lives. */
const lookBackMs = 600_000;

/** Ends sessions in this replica as they are revoked anywhere; the result says whether all earlier revocations have been heard. */
export function hearRevocations(bus: Bus, tokens: TokenVerifier, log: Logger): () => boolean {
  let caughtUp = false;
  bus
    .follow(sessionRevoked.subject, new Date(Date.now() - lookBackMs).toISOString(), (fact) =>
      tokens.revoke((JSON.parse(fact.event) as { data: { sessionId: string } }).data.sessionId),
    )
    .then(() => (caughtUp = true))
    .catch((error: unknown) => log.error({ err: error }, 'revocations are not heard'));
  return () => caughtUp;
}
