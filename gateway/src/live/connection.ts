import type { ServerResponse } from 'node:http';
import type { Account } from '@gezhi/shared/auth';
import type { LiveEvent } from './live-event.js';
import { isVisible, type Assignment } from './visibility.rules.js';

const unreadLimit = 1024 * 1024;
const resync = 'event: resync\ndata: {}\n\n';

/** One open stream of one account. */
export class Connection {
  constructor(
    readonly account: Account,
    readonly token: string,
    /** Renewed while the stream is open. */
    public assignments: readonly Assignment[],
    private readonly response: ServerResponse,
  ) {}

  /** Sends the event when the account may see it. A reader that does not keep up is cut off and may resume. */
  tell(event: LiveEvent): void {
    if (!isVisible(event.audience, event.data, { account: this.account.id, roles: this.account.roles, assignments: this.assignments }))
      return;
    this.write(event.frame);
  }

  /** Tells the reader that what it missed is not known any more: read the lists again. */
  resync(): void {
    this.write(resync);
  }

  /** A comment that keeps proxies from closing a quiet stream. */
  beat(): void {
    this.write(': \n\n');
  }

  end(): void {
    this.response.end();
  }

  private write(frame: string): void {
    if (this.response.writableEnded) return;
    this.response.write(frame);
    if (this.response.writableLength > unreadLimit) this.response.destroy();
  }
}
