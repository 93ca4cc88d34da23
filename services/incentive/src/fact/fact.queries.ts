import { Injectable } from '@nestjs/common';
import { factsOfSubject, type FactKind, type FactView, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { ascending, Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';

const view = `t.event_id || '/' || t.item AS "factId", t.event_id AS "eventId", t.kind, t.subject_id AS "subjectId",
  t.aggregate_version AS "aggregateVersion", t.place_code AS "placeCode", t.at, t.actor_id AS "actorId", t.value`;

const ofSubject = named(
  'fact.of-subject',
  `SELECT ${view}, t.item FROM fact t
   WHERE t.subject_id = $3 AND ${inScope({ place: 't.place_code' })}
     AND (t.aggregate_version, t.event_id, t.item) > ($4::integer, $5::uuid, $6::smallint)
   ORDER BY t.aggregate_version, t.event_id, t.item LIMIT $7`,
);

const behind = named(
  'fact.behind',
  `SELECT ${view} FROM fact t WHERE t.subject_id = ANY($1::uuid[]) AND t.kind = ANY($2::text[])
   ORDER BY t.subject_id, t.aggregate_version, t.event_id, t.item`,
);

const casesIn = named(
  'fact.cases-in',
  `SELECT DISTINCT t.subject_id AS "subjectId" FROM fact t
   WHERE starts_with(t.place_code, $1) AND t.kind <> 'visit-recorded' AND ($2::uuid IS NULL OR t.subject_id > $2)
   ORDER BY t.subject_id LIMIT $3`,
);

@Injectable()
export class FactQueries {
  constructor(private readonly database: Database) {}

  @Handles(factsOfSubject)
  async ofSubject(input: InputOf<typeof factsOfSubject>, request: Request): Promise<OutputOf<typeof factsOfSubject>> {
    const position = keyset(input.after, ascending('integer', 'uuid', 'smallint'));
    const parameters = [...scopeParameters(request), input.subjectId, ...position, input.limit + 1];
    const rows = await this.database.read<FactView & { item: number }>(ofSubject, parameters);
    return pageOf(rows, input.limit, ({ aggregateVersion, eventId, item }) => [aggregateVersion, eventId, item]);
  }

  /** The facts of these kinds about these cases, for a number's evidence. */
  behind(subjectIds: readonly string[], kinds: readonly FactKind[]): Promise<FactView[]> {
    return this.database.read<FactView>(behind, [subjectIds, kinds]);
  }

  /** The next cases that touch a place, by their ids after the one given. */
  async casesIn(placeCode: string, after: string | undefined, limit: number): Promise<string[]> {
    const rows = await this.database.read<{ subjectId: string }>(casesIn, [placeCode, after ?? null, limit]);
    return rows.map(({ subjectId }) => subjectId);
  }
}
