import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Logger } from 'pino';

export interface NatsOptions {
  /** One address or several, separated by commas. */
  readonly url: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** The service; names the connection, and its inboxes where there is no user. */
  readonly name: string;
  /** Days a fact stays in the stream. */
  readonly streamDays: number;
  readonly log: Logger;
}

/** The prefix of all inboxes of this user, so that permissions can be given per user. */
export const inboxPrefixOf = ({ user, name }: NatsOptions): string => `_INBOX.${(user ?? name).replace(/[^A-Za-z0-9_-]/g, '_')}`;

/** One attempt to connect; a connection that has been made then reconnects for ever. */
export function openConnection(options: NatsOptions): Promise<NatsConnection> {
  const { url, user, password, name } = options;
  return connect({
    servers: url.split(','),
    ...(user !== undefined && { user }),
    ...(password !== undefined && { pass: password }),
    name,
    inboxPrefix: inboxPrefixOf(options),
    timeout: 2000,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 100,
    reconnectJitter: 150,
    reconnectJitterTLS: 150,
    ignoreAuthErrorAbort: true,
    noAsyncTraces: true,
    pingInterval: 5000,
    maxPingOut: 2,
  });
}
