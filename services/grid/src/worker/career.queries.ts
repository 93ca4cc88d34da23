import { Injectable } from '@nestjs/common';
import { careerOfWorker, myCareer, requestErrors, type CareerEntry, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, named, type Statement } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { longestFile, timeline } from './career.rules.js';

/** A day before 1902 is an error of writing, and instants before the year 1 have no text. */
const dayBegins = (column: string) => `(greatest(${column}, DATE '1902-01-01')::timestamp AT TIME ZONE 'Asia/Shanghai')`;
const eventsOf = named(
  'worker.career-events',
  `SELECT ${dayBegins('t.on_date')} AS at, t.link, t.kind, t.id AS "refId", t.result AS label FROM career_event t
   WHERE t.worker_id = $1 ORDER BY t.on_date DESC, t.id LIMIT ${longestFile}`,
);
const postingsOf = named(
  'worker.career-postings',
  `SELECT * FROM (
     SELECT ${dayBegins('t.starts_on')} AS at, 'MANAGE' AS link, 'POSTED' AS kind, t.id AS "refId", t.grid_code AS label
     FROM worker_posting t WHERE t.worker_id = $1
     UNION ALL SELECT ${dayBegins('t.ended_on')}, 'MANAGE', 'RECALLED', t.id, t.grid_code
     FROM worker_posting t WHERE t.worker_id = $1 AND t.ended_on IS NOT NULL) entry ORDER BY at DESC, "refId" LIMIT ${longestFile}`,
);
/** Everything a career file is read from: $1 worker → at, link, kind, refId, label. Nothing of it is copied. */
const sources: readonly Statement[] = [eventsOf, postingsOf];

const inPlace = named('worker.career-of', `SELECT t.id FROM grid_worker t WHERE t.id = $3 AND ${inScope({ place: 't.home_place' })}`);
const own = named('worker.by-account', 'SELECT id FROM grid_worker WHERE account_id = $1');

@Injectable()
export class CareerQueries {
  constructor(private readonly database: Database) {}

  @Handles(careerOfWorker)
  async ofWorker({ workerId }: InputOf<typeof careerOfWorker>, request: Request): Promise<OutputOf<typeof careerOfWorker>> {
    const [worker] = await this.database.read<{ id: string }>(inPlace, [...scopeParameters(request), workerId]);
    ensure(worker, requestErrors.notFound);
    return this.file(workerId);
  }

  /** Empty for an account no worker is registered with. */
  @Handles(myCareer)
  async mine(_: InputOf<typeof myCareer>, request: Request): Promise<OutputOf<typeof myCareer>> {
    const [worker] = await this.database.read<{ id: string }>(own, [request.actor.id]);
    return worker ? this.file(worker.id) : { items: [] };
  }

  private async file(workerId: string): Promise<{ items: CareerEntry[] }> {
    return { items: timeline(await Promise.all(sources.map((source) => this.database.read<CareerEntry>(source, [workerId])))) };
  }
}
