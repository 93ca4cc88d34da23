import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { Database, named, UnitOfWork, type Act, today } from '@gezhi/shared/database';
import { Every } from '@gezhi/shared/schedule';
import { deploymentColumns } from './cadre-columns.queries.js';
import type { DeploymentState } from './deployment.rules.js';
import { endTerm } from './term.rules.js';

const over = named(
  'cadre.terms-over',
  `SELECT id, grid_code AS "gridCode" FROM cadre_deployment
   WHERE ended_on IS NULL AND term_told_at IS NULL AND term_ends_on < ${today} ORDER BY id`,
);
const lock = `SELECT ${deploymentColumns} FROM cadre_deployment t WHERE t.id = $1 FOR UPDATE`;
const accountOf = 'SELECT account_id AS "accountId" FROM cadre WHERE id = $1';
const told = 'UPDATE cadre_deployment SET term_told_at = $2, version = version + 1 WHERE id = $1';

/** G-27 No term ends in silence: each that is over is told of once. */
@Injectable()
export class CadreSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  /** Shortly after midnight in Shanghai. */
  @Every('5 16 * * *')
  async endTerms(): Promise<void> {
    const request = scheduled('grid', 'cadre', 'end-terms');
    for (const { id, gridCode } of await this.database.read<{ id: string; gridCode: string }>(over))
      await this.work.act(request, { place: gridCode, id }, (act) => this.endTerm(act, id));
  }

  private async endTerm(act: Act, id: string): Promise<object> {
    const [deployment] = await act.query<DeploymentState>(lock, [id]);
    const [cadre] = await act.query<{ accountId: string | null }>(accountOf, [deployment!.cadreId]);
    const { state, events } = endTerm(deployment!, cadre!.accountId, act.now);
    if (!events.length) return {};
    await act.query(told, [id, state.termToldAt]);
    for (const happened of events) act.emit(happened);
    act.note({ termToldAt: state.termToldAt });
    return {};
  }
}
