import { Injectable } from '@nestjs/common';
import { factRecorded } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { FactQueries } from '../fact/fact.queries.js';
import { MetricEntry } from './metric.entity.js';
import { standingsOf } from './metric.rules.js';

/** One folder at a time per case, so that the last of them has seen every fact committed before. */
const lock = `SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest($1::text[]) AS id`;

@Injectable()
export class MetricSubscriber {
  constructor(private readonly facts: FactQueries) {}

  @On(factRecorded, { together: true })
  async fold(events: readonly EventMessage<typeof factRecorded>[], heard: Heard): Promise<void> {
    const subjectIds = [...new Set(events.flatMap(({ data }) => data.subjectIds))].sort();
    await heard.query(lock, [subjectIds]);
    const entries = standingsOf(await this.facts.ofCases(subjectIds, heard));
    await heard.query('DELETE FROM metric_entry WHERE subject_id = ANY($1::uuid[])', [subjectIds]);
    if (entries.length) await heard.insert(MetricEntry, entries as MetricEntry[]);
  }
}
