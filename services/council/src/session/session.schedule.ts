import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { requestErrors } from '@gezhi/shared/contracts';
import { Database, named, today, UnitOfWork } from '@gezhi/shared/database';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { withTopics, type Arrangement } from './agenda.plan.js';
import { elapseCadence } from './cadence.rules.js';
import { CouncilSession, SessionCadence } from './session.entity.js';
import { lapse, type SessionState } from './session.rules.js';
import { SittingQueries } from './sitting.queries.js';

const after = `($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${sweepBatch}`;
const cadencesDue = named(
  'session.cadences-due',
  `SELECT id FROM session_cadence WHERE overdue_at IS NULL AND (due_on < ${today} OR (warned_at IS NULL AND warn_on <= ${today})) AND ${after}`,
);
const missed = named(
  'session.missed',
  `SELECT id FROM council_session WHERE state IN ('SCHEDULED', 'NOTICED') AND (starts_at AT TIME ZONE 'Asia/Shanghai')::date < ${today} AND ${after}`,
);
const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });
const arranged = ({ communityCode: place }: SessionState, { topics: also }: Arrangement) => ({ place, also });

/** C-06 Regular sessions are warned of and become overdue, each once; those not opened on their day lapse. A second run finds nothing. */
@Injectable()
export class SessionSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly sittings: SittingQueries,
  ) {}

  /** Shortly after midnight in Shanghai. */
  @Every('16 16 * * *')
  async elapse(): Promise<void> {
    const request = scheduled('council', 'session', 'elapse');
    await sweep(this.database, cadencesDue, [requestErrors.wrongState], (id) =>
      this.work.change(request, SessionCadence, id, elapseCadence, at),
    );
  }

  @Every('18 16 * * *')
  async lapse(): Promise<void> {
    const request = scheduled('council', 'session', 'lapse');
    await sweep(this.database, missed, [requestErrors.wrongState], async (id) => {
      const topics = await this.sittings.topicsOn((await this.sittings.known(id)).agenda);
      const lapsed = (session: SessionState, now: string) => withTopics(lapse(session, now), session.agenda, topics, now);
      return this.work.change(request, CouncilSession, id, lapsed, arranged);
    });
  }
}
