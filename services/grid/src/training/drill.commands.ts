import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { recordDrillSheet, requestErrors, trainingErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, Database, named, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { assess } from './drill.rules.js';
import { DrillSheet } from './training.entity.js';
import type { SessionState } from './training.rules.js';

constraint('drill_sheet_once_key', trainingErrors.sheetTaken);

/** Session `$3` and whether worker `$4` came, which never changes once it was held. */
const sessionOf = named(
  'training.session-of-drill',
  `SELECT t.mode, t.place_code AS "placeCode", (SELECT a.attended FROM attendance a WHERE a.session_id = t.id AND a.worker_id = $4) AS attended
   FROM training_session t WHERE t.id = $3 AND ${inScope({ place: 't.place_code' })}`,
);

@Injectable()
export class DrillCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
  ) {}

  @Handles(recordDrillSheet)
  async record(input: InputOf<typeof recordDrillSheet>, request: Request): Promise<Reply> {
    const parameters = [...scopeParameters(request), input.id, input.workerId];
    const [found] = await this.database.read<Pick<SessionState, 'mode' | 'placeCode'> & { attended: boolean | null }>(
      sessionOf,
      parameters,
    );
    ensure(found, requestErrors.notFound);
    const facts = { session: found, attended: found.attended, actorId: request.actor.id };
    return this.work.create(
      request,
      DrillSheet,
      (now) => assess(input, facts, now),
      () => ({ place: found.placeCode }),
    );
  }
}
