import { registry } from '@gezhi/shared/contracts';
import type { TokenVerifier } from '@gezhi/shared/auth';
import { named, type Database } from '@gezhi/shared/database';
import type { Bus, Fact } from '@gezhi/shared/messaging';
import type { Telemetry } from '@gezhi/shared/telemetry';
import type { Connection } from './connection.js';
import { liveEvent } from './live-event.js';
import { RecentEvents } from './recent-events.js';
import type { Assignment } from './visibility.rules.js';

const history = 15 * 60_000;
const beatMs = 15_000;
/** How soon an ended session, a recall or a redraw closes or narrows an open stream. */
const checkMs = 1000;
const assigned = named(
  'live.assignments',
  'SELECT account_id AS "accountId", role, axis, scope FROM known_assignment WHERE account_id = ANY($1::uuid[]) AND NOT ended',
);

export interface HubParts {
  readonly bus: Bus;
  readonly database: Database;
  readonly tokens: TokenVerifier;
  readonly telemetry: Telemetry;
}

/** Hears every event that has an audience and tells the open connections. */
export class LiveHub {
  private readonly recent = new RecentEvents();
  private readonly connections = new Set<Connection>();
  private readonly timers: NodeJS.Timeout[] = [];
  private checking = false;
  closed = false;

  constructor(private readonly parts: HubParts) {}

  start(): void {
    const { bus, telemetry } = this.parts;
    bus
      .follow('*.event.>', new Date(Date.now() - history).toISOString(), (fact) => this.hear(fact))
      .catch((error: unknown) => telemetry.log.error({ err: error }, 'events not followed'));
    this.timers.push(
      setInterval(() => this.each((connection) => connection.beat()), beatMs),
      setInterval(() => void this.check(), checkMs),
    );
    for (const timer of this.timers) timer.unref();
  }

  /** Open connections of an account. */
  count(account: string): number {
    return [...this.connections].filter((connection) => connection.account.id === account).length;
  }

  /** Adds a connection and tells it what it missed since `lastEventId`, in one turn so that nothing falls between. */
  open(connection: Connection, lastEventId: string | undefined): void {
    if (lastEventId !== undefined) {
      const missed = this.recent.after(lastEventId);
      if (missed) for (const event of missed) connection.tell(liveEvent(event));
      else connection.resync();
    }
    this.connections.add(connection);
  }

  /** What an account is assigned to now. @throws DomainError without the database */
  async assignmentsOf(account: string): Promise<readonly Assignment[]> {
    return (await this.assignments([account])).get(account) ?? [];
  }

  leave(connection: Connection): void {
    this.connections.delete(connection);
  }

  close(): void {
    this.closed = true;
    for (const timer of this.timers) clearInterval(timer);
    this.each((connection) => connection.end());
  }

  private hear({ subject, event }: Fact): void {
    if (!registry.event(subject)?.audience) return;
    const recent = { id: eventId(event), subject, event };
    if (!this.recent.add(recent) || !this.connections.size) return;
    const live = liveEvent(recent);
    this.each((connection) => connection.tell(live));
  }

  private each(act: (connection: Connection) => void): void {
    for (const connection of this.connections) act(connection);
  }

  /** Ends streams whose token has expired or whose session was revoked; renews what the others may see. */
  private async check(): Promise<void> {
    if (this.checking || !this.connections.size) return;
    this.checking = true;
    try {
      for (const connection of this.connections) await this.parts.tokens.verify(connection.token).catch(() => connection.end());
      const found = await this.assignments([...new Set([...this.connections].map(({ account }) => account.id))]);
      this.each((connection) => (connection.assignments = found.get(connection.account.id) ?? []));
    } catch (error) {
      this.parts.telemetry.log.warn({ err: error }, 'assignments of live connections not renewed');
    } finally {
      this.checking = false;
    }
  }

  private async assignments(accounts: readonly string[]): Promise<Map<string, Assignment[]>> {
    const rows = await this.parts.database.read<Assignment & { accountId: string }>(assigned, [accounts]);
    const found = new Map<string, Assignment[]>();
    for (const row of rows) found.set(row.accountId, [...(found.get(row.accountId) ?? []), row]);
    return found;
  }
}

/** The id of an event that is not parsed: the first of its envelope, which stands before the data. */
const eventId = (event: string): string => /"id":"([^"]+)"/.exec(event)?.[1] ?? '';
