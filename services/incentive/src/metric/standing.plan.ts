import type { Heard } from '@gezhi/shared/messaging';
import type { FactState } from '../fact/fact.rules.js';
import { MetricEntry } from './metric.entity.js';
import { standingsOf } from './metric.rules.js';

const forget = `WITH gone AS (DELETE FROM metric_entry WHERE subject_id = ANY($1::uuid[]))
  SELECT t.event_id AS "eventId", t.item, t.kind, t.subject_id AS "subjectId", t.aggregate_version AS "aggregateVersion",
    t.place_code AS "placeCode", t.grid_codes AS "gridCodes", t.household_id AS "householdId", t.actor_id AS "actorId",
    t.handler_id AS "handlerId", t.cadre_id AS "cadreId", t.filed_by_id AS "filedById", t.at, t.value
  FROM fact t WHERE t.subject_id = ANY($1::uuid[])`;

/** I-11 I-13 How these cases stand in every metric, anew from all their facts that the transaction sees. The caller holds the cases. */
export async function refold(subjectIds: readonly string[], transaction: Pick<Heard, 'query' | 'insert'>): Promise<void> {
  const facts = await transaction.query<FactState>(forget, [subjectIds]);
  const entries = standingsOf(facts);
  if (entries.length) await transaction.insert(MetricEntry, entries as MetricEntry[]);
}

/** Until the transaction ends nobody else folds these cases: the last who does has seen every fact committed before. */
export async function holdCases(subjectIds: readonly string[], heard: Heard): Promise<void> {
  await heard.query('SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest($1::text[]) AS id', [subjectIds]);
}
