import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { activities, stations, stationSummary, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';

/** What is at place `$3`, or in the community of grid `$3`. */
const atPlace = `starts_with(t.community_code, left($3, 12)) AND (${inScope({ place: 't.community_code' })} OR ${inScope({ place: '$3::text' })})`;
const stationsAt = named(
  'station.stations',
  `SELECT t.id, t.version, t.community_code AS "communityCode", t.name, t.address_label AS "addressLabel", t.status
   FROM steward_station t WHERE ${atPlace} AND ($4::text IS NULL OR t.status = $4) AND t.id > $5::uuid ORDER BY t.id LIMIT $6`,
);
const activitiesAt = named(
  'station.activities',
  `SELECT t.id, t.version, t.station_id AS "stationId", t.community_code AS "communityCode", t.theme, t.starts_at AS "startsAt", t.status,
     t.residents, t.workers, t.summary, t.evidence_ids AS "evidenceIds"
   FROM station_activity t WHERE ${atPlace} AND ($4::uuid IS NULL OR t.station_id = $4) AND ($5::text IS NULL OR t.status = $5)
     AND (t.starts_at, t.id) < ($6::timestamptz, $7::uuid)
   ORDER BY t.starts_at DESC, t.id DESC LIMIT $8`,
);
const summaryAt = named(
  'station.summary',
  `SELECT (SELECT count(*)::int FROM steward_station t WHERE t.status = 'OPEN' AND ${atPlace}) AS stations, count(*)::int AS activities,
     coalesce(sum(t.residents), 0)::int AS residents, coalesce(sum(t.workers), 0)::int AS workers
   FROM station_activity t WHERE t.status = 'HELD' AND ${atPlace}
     AND ($4::timestamptz IS NULL OR t.starts_at >= $4) AND ($5::timestamptz IS NULL OR t.starts_at < $5)`,
);

@Injectable()
export class StationQueries {
  constructor(private readonly database: Database) {}

  @Handles(stations)
  async stations(input: InputOf<typeof stations>, request: Request): Promise<OutputOf<typeof stations>> {
    const { placeCode, status = null, after, limit } = input;
    const parameters = [...scopeParameters(request), placeCode, status, ...keyset(after, ascending('uuid')), limit + 1];
    const rows = await this.database.read<OutputOf<typeof stations>['items'][number]>(stationsAt, parameters);
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  @Handles(activities)
  async activities(input: InputOf<typeof activities>, request: Request): Promise<OutputOf<typeof activities>> {
    const { placeCode, stationId = null, status = null, after, limit } = input;
    const parameters = [
      ...scopeParameters(request),
      placeCode,
      stationId,
      status,
      ...keyset(after, descending('timestamptz', 'uuid')),
      limit + 1,
    ];
    const rows = await this.database.read<OutputOf<typeof activities>['items'][number]>(activitiesAt, parameters);
    return pageOf(rows, limit, ({ startsAt, id }) => [startsAt, id]);
  }

  @Handles(stationSummary)
  async summary(input: InputOf<typeof stationSummary>, request: Request): Promise<OutputOf<typeof stationSummary>> {
    const { placeCode, from = null, to = null } = input;
    const parameters = [...scopeParameters(request), placeCode, from, to];
    return (await this.database.read<OutputOf<typeof stationSummary>>(summaryAt, parameters))[0]!;
  }
}
