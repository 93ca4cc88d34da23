import { Injectable } from '@nestjs/common';
import { serviceRequestErrors } from '@gezhi/shared/contracts';
import { scheduled, type Request } from '@gezhi/shared/auth';
import { Database, insert, named, newId, type Statement } from '@gezhi/shared/database';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { escalate, type EscalationRow } from './escalation.rules.js';
import { lapse } from './feedback.rules.js';
import { tellRecheck } from './recheck.rules.js';
import { RequestChanges, type RequestRule } from './request-change.commands.js';
import type { RequestAction } from './request-life.rules.js';
import { RequestEscalation } from './service-request.entity.js';
import { endOverlongWait } from './time-limit.rules.js';

const due = (column: string, also = ''): Statement =>
  named(
    `service-request.due-${column}`,
    `SELECT id FROM service_request WHERE ${column} < (SELECT gezhi_now()) ${also} AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${sweepBatch}`,
  );
const [escalationDue, silenceDue, waitDue] = ['next_escalation_at', 'auto_confirm_at', 'paused_until'].map((column) => due(column)) as [
  Statement,
  Statement,
  Statement,
];
const recheckDue = due('recheck_due_at', 'AND recheck_told_at IS NULL');

/** Another run, or a person, was faster; whatever else is wrong is tried again with the next run. */
const settled = [serviceRequestErrors.nothingDue, serviceRequestErrors.wrongState];

/** Applies what time decides. Deadlines are stored instants, so a restart loses none and a second run finds nothing (G-T11). */
@Injectable()
export class ServiceRequestSchedule {
  constructor(
    private readonly database: Database,
    private readonly changes: RequestChanges,
  ) {}

  /** G-42 Time limits reached: the place above is told. */
  @Every('* * * * *')
  async escalate(): Promise<void> {
    await this.each(escalationDue, 'escalate', (id) => {
      let rows: EscalationRow[] = [];
      const rule: RequestRule = (state, now, terms) => {
        const escalated = escalate(state, terms, now);
        rows = escalated.rows;
        return escalated.decision;
      };
      return { rule, also: (round, at) => rows.map((row) => insert(RequestEscalation, { id: newId(), requestId: id, round, at, ...row })) };
    });
  }

  /** G-42 The reporter kept silent: confirmed, and unrated. */
  @Every('*/10 * * * *')
  async confirmSilence(): Promise<void> {
    await this.each(silenceDue, 'lapse', () => ({ rule: (state, now) => lapse(state, now) }));
  }

  /** G-42 Waiting for the reporter reached its longest time: the clock runs on. */
  @Every('*/10 * * * *')
  async endWaits(): Promise<void> {
    await this.each(waitDue, 'resume', () => ({ rule: (state, now, terms) => endOverlongWait(state, terms, now) }));
  }

  /** G-42 G-T7 A re-check is due: the household is asked, once. */
  @Every('*/10 * * * *')
  async tellRechecks(): Promise<void> {
    await this.each(recheckDue, 'recheckDue', () => ({ rule: (state, now) => tellRecheck(state, now) }));
  }

  private async each(statement: Statement, action: RequestAction | 'escalate' | 'recheckDue', of: (id: string) => Timed): Promise<void> {
    const request = scheduled('grid', 'service-request', action);
    await sweep(this.database, statement, settled, (id) => this.apply(request, id, action, of(id)));
  }

  private async apply(
    request: Request,
    id: string,
    action: RequestAction | 'escalate' | 'recheckDue',
    { rule, also }: Timed,
  ): Promise<void> {
    await this.changes.step(request, id, action, rule, {
      ...(action === 'lapse' && { channel: 'LAPSE' }),
      also: (next, now) => also?.(next.round, now) ?? [],
    });
  }
}

interface Timed {
  readonly rule: RequestRule;
  readonly also?: (round: number, now: string) => ReturnType<typeof insert>[];
}
