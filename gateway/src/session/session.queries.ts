import { Injectable } from '@nestjs/common';
import { mySessions, startOidc, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import type { Account, Request } from '@gezhi/shared/auth';
import { Database, named } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { Oidc } from './oidc.js';

type Row = Omit<OutputOf<typeof mySessions>['items'][number], 'current'>;

const mine = named(
  'session.mine',
  `SELECT id, method, started_at AS "startedAt", expires_at AS "expiresAt" FROM session
   WHERE account_id = $1 AND ended_at IS NULL AND expires_at > clock_timestamp() ORDER BY started_at DESC, id LIMIT 100`,
);

@Injectable()
export class SessionQueries {
  constructor(
    private readonly database: Database,
    private readonly oidc: Oidc,
  ) {}

  @Handles(mySessions)
  async mine(_input: InputOf<typeof mySessions>, request: Request): Promise<OutputOf<typeof mySessions>> {
    const rows = await this.database.read<Row>(mine, [request.actor.id]);
    return { items: rows.map((row) => ({ ...row, current: row.id === (request.actor as Account).session })) };
  }

  @Handles(startOidc)
  startOidc(): Promise<OutputOf<typeof startOidc>> {
    return this.oidc.start();
  }
}
