import { Injectable } from '@nestjs/common';
import { developmentRecords, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';

const ofPlace = named(
  'worker.development-records',
  `SELECT t.id, t.version, t.worker_id AS "workerId", nullif(t.kind, '') AS kind, t.since_on AS "sinceOn", t.ended_on AS "endedOn", t.note
   FROM development_record t WHERE ${within('$3', 't.place_code')}
     AND (t.since_on, t.id) < ($4::date, $5::uuid) ORDER BY t.since_on DESC, t.id DESC LIMIT $6`,
);

@Injectable()
export class DevelopmentQueries {
  constructor(private readonly database: Database) {}

  @Handles(developmentRecords)
  async ofPlace(input: InputOf<typeof developmentRecords>, request: Request): Promise<OutputOf<typeof developmentRecords>> {
    const { placeCode, limit, after } = input;
    const parameters = [...scopeParameters(request), placeCode, ...keyset(after, descending('date', 'uuid')), limit + 1];
    const rows = await this.database.read<OutputOf<typeof developmentRecords>['items'][number]>(ofPlace, parameters);
    return pageOf(rows, limit, (row) => [row.sinceOn, row.id]);
  }
}
