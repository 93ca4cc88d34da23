import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { requestErrors } from '@gezhi/shared/contracts';
import { Database, named, UnitOfWork } from '@gezhi/shared/database';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { Questionnaire } from './questionnaire.entity.js';
import { elapse } from './questionnaire.rules.js';

const due = named(
  'questionnaire.due',
  `SELECT id FROM questionnaire WHERE state = 'OPEN' AND closes_at <= gezhi_now() AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${sweepBatch}`,
);

/** C-16 Questionnaires whose end was reached are closed; they took no answer since then, whether this ran or not. */
@Injectable()
export class QuestionnaireSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Every('*/10 * * * *')
  async close(): Promise<void> {
    const request = scheduled('council', 'questionnaire', 'close');
    await sweep(this.database, due, [requestErrors.wrongState], (id) =>
      this.work.change(request, Questionnaire, id, elapse, ({ communityCode: place }) => ({ place })),
    );
  }
}
