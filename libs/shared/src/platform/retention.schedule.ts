import { Injectable, type Type } from '@nestjs/common';
import { system } from '../auth/actor.js';
import type { Request } from '../auth/request.js';
import { PlatformSettings } from '../boot/platform-settings.js';
import type { Service } from '../contracts/define.js';
import { Database } from '../database/database.js';
import { named } from '../database/lane.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Every } from '../schedule/every.js';
import { erasePersons } from './person-data.js';

const batch = 5000;
const old = (column: string) => `${column} < clock_timestamp() - $1 * interval '1 day'`;
const forgetAnswers = named(
  'retention.idempotency',
  `DELETE FROM idempotency WHERE (actor_id, operation, key) IN (SELECT actor_id, operation, key FROM idempotency WHERE ${old('created_at')} LIMIT ${batch}) RETURNING 1`,
);
const forgetHeard = named(
  'retention.inbox',
  `DELETE FROM inbox WHERE (consumer, event_id) IN (SELECT consumer, event_id FROM inbox WHERE ${old('received_at')} LIMIT ${batch}) RETURNING 1`,
);
const forgetTold = named(
  'retention.outbox',
  `DELETE FROM outbox WHERE position IN (SELECT position FROM outbox WHERE ${old('created_at')} AND published_at IS NOT NULL ORDER BY created_at LIMIT ${batch}) AND ${old('created_at')} RETURNING 1`,
);
const hasDuePersons = named(
  'retention.persons',
  `SELECT EXISTS (SELECT 1 FROM person WHERE erased_at IS NULL AND retain_until < (gezhi_now() AT TIME ZONE 'Asia/Shanghai')::date) AS due`,
);

/** Removes what has been kept for its time, by class of data, in batches. */
export function retentionSchedule(service: Service): Type {
  const operation = `${service}/retention`;
  const request: Request = { actor: system(operation), operation, roles: [] };

  @Injectable()
  class RetentionSchedule {
    constructor(
      private readonly database: Database,
      private readonly work: UnitOfWork,
      private readonly settings: PlatformSettings,
    ) {}

    /** Technical records, by real time: answers kept for replay, events heard, events told. */
    @Every('17 19 * * *')
    async forget(): Promise<void> {
      const { RETAIN_ANSWERS_DAYS, RETAIN_INBOX_DAYS, RETAIN_OUTBOX_DAYS } = this.settings.config;
      await this.drain(forgetAnswers, RETAIN_ANSWERS_DAYS);
      await this.drain(forgetHeard, RETAIN_INBOX_DAYS);
      await this.drain(forgetTold, RETAIN_OUTBOX_DAYS);
    }

    /** X-T8 Personal data whose day of retention has passed, by the day in Shanghai. */
    @Every('27 19 * * *')
    async erasePersons(): Promise<void> {
      const [row] = await this.database.read<{ due: boolean }>(hasDuePersons);
      if (!row!.due) return;
      await this.work.act(request, { place: '', id: 'person' }, async (act) => {
        const due = `retain_until < ($1::timestamptz AT TIME ZONE 'Asia/Shanghai')::date`;
        const erased = await erasePersons(act, this.database.entities, due);
        act.note({ erased });
        return { erased: erased.length };
      });
    }

    private async drain(statement: { name: string; text: string }, days: number): Promise<void> {
      while ((await this.database.write(statement, [days])).length === batch);
    }
  }
  return RetentionSchedule;
}
