import { Injectable } from '@nestjs/common';
import { Database, named } from '@gezhi/shared/database';
import { Every } from '@gezhi/shared/schedule';

const batch = 5000;
const forget = named(
  'session.forget',
  `DELETE FROM session WHERE id IN (SELECT id FROM session WHERE expires_at < clock_timestamp() - interval '30 days' ORDER BY expires_at LIMIT ${batch}) RETURNING 1`,
);

/** Sessions and their used tokens are forgotten a month after they ended; the audit keeps that they were. */
@Injectable()
export class SessionSchedule {
  constructor(private readonly database: Database) {}

  @Every('37 19 * * *')
  async forget(): Promise<void> {
    while ((await this.database.write(forget, [])).length === batch);
  }
}
