import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { Database, named, UnitOfWork } from '@gezhi/shared/database';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { SurveyResult } from './satisfaction.entity.js';
import { SatisfactionQueries } from './satisfaction.queries.js';
import { close } from './survey-result.rules.js';

/** A minute after they closed, so that nothing answered in time is still being written. */
const due = named(
  'satisfaction.closed',
  `SELECT t.id FROM satisfaction_survey t WHERE t.closes_at < (SELECT gezhi_now()) - interval '1 minute'
     AND NOT EXISTS (SELECT FROM survey_result r WHERE r.survey_id = t.id) AND ($1::uuid IS NULL OR t.id > $1) ORDER BY t.id LIMIT ${sweepBatch}`,
);

/** P-25 What a survey came to is told once it closed, once whatever the replicas. */
@Injectable()
export class SatisfactionSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly queries: SatisfactionQueries,
  ) {}

  @Every('*/10 * * * *')
  async close(): Promise<void> {
    const request = scheduled('property', 'satisfaction', 'close');
    await sweep(this.database, due, [], async (id) => {
      const survey = (await this.queries.counted(id))!;
      await this.work.act(request, { place: survey.communityCode, id, own: true }, async (act) => {
        const { state, events } = close(survey, act.now);
        if ((await act.insert(SurveyResult, [state], 'ON CONFLICT DO NOTHING')) === 0) return state;
        for (const happened of events) act.emit(happened);
        act.note({ answers: [state.answers], covered: [state.covered] });
        return state;
      });
    });
  }
}
