import { Injectable } from '@nestjs/common';
import { cadreErrors, confirmDutyList, issueDutyList, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { constraint, guard, insert, newId, UnitOfWork, type Act, type Reply, type Write } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { PlaybookQueries } from '../playbook/playbook.queries.js';
import { dutyColumns, listColumns } from './cadre-columns.queries.js';
import { Duty, DutyList } from './cadre.entity.js';
import { confirmList, issueList, listDuties, type DutyListState } from './duty-list.rules.js';
import { DutyListQueries } from './duty-list.queries.js';
import { stillServing } from './duty.plan.js';
import type { DutyState } from './duty.rules.js';

constraint('duty_list_lasting_key', cadreErrors.listExists);

/** At commit the problems are as they were read: one rectified meanwhile would never be heard of by its duty. */
const unchanged = `(SELECT count(*) FROM (SELECT 1 FROM problem p JOIN unnest(?::uuid[], ?::int[]) k(id, version) ON k.id = p.id AND k.version = p.version
  FOR SHARE OF p) still) = ?::int`;
const lockList = `SELECT ${listColumns} FROM duty_list t WHERE t.id = $1 FOR UPDATE`;
const lockDuties = `SELECT ${dutyColumns} FROM duty t WHERE t.duty_list_id = $1 ORDER BY t.id FOR UPDATE`;
const writeList = 'UPDATE duty_list SET status = $2, confirmed_at = $3, version = version + 1 WHERE id = $1';
const confirmDuties = "UPDATE duty SET status = 'CONFIRMED', version = version + 1 WHERE id = ANY($1::uuid[])";

const nextDueFirst = (a: DutyState, b: DutyState): number => (a.due === b.due ? (a.id < b.id ? -1 : 1) : a.due < b.due ? -1 : 1);

/** G-11 G-14 The list of duties that a deployment comes with. */
@Injectable()
export class DutyListCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lists: DutyListQueries,
    private readonly playbooks: PlaybookQueries,
  ) {}

  @Handles(issueDutyList)
  async issue({ id, deploymentId }: InputOf<typeof issueDutyList>, request: Request): Promise<Reply> {
    const deployment = await this.lists.facts(deploymentId);
    ensure(deployment, requestErrors.notFound);
    const { type, line, gridCode, cadreId } = deployment;
    ensure(type, cadreErrors.gridUnknown);
    const [playbook, problems, resent] = await Promise.all([
      this.playbooks.at(gridCode),
      this.lists.problems(gridCode, cadreId),
      this.lists.duties(id),
    ]);
    let duties: readonly DutyState[] = [];
    const rule = (now: string) => {
      const planned = listDuties({ type, playbook, line, problems }, now);
      const issued = issueList(id, deployment, deployment, planned, planned.map(newId), now);
      duties = issued.duties;
      return issued.decision;
    };
    const asRead = [problems.map((problem) => problem.id), problems.map(({ version }) => version), problems.length];
    return this.work.create(request, DutyList, rule, () => ({
      place: gridCode,
      // Asked again, however late, it answers with the duties as they are.
      reply: (state) => ({ ...state, duties: resent.length ? resent : duties.toSorted(nextDueFirst) }),
      also: [
        ...duties.map((duty): Write => insert(Duty, duty as Duty)),
        stillServing({ deploymentId, cadreId, accountId: deployment.accountId, gridCode }),
        guard(requestErrors.concurrent, unchanged, ...asRead),
      ],
    }));
  }

  @Handles(confirmDutyList)
  async confirm({ id }: InputOf<typeof confirmDutyList>, request: Request): Promise<Reply> {
    const { state } = await this.work.load(request, DutyList, id);
    return this.work.act(request, { place: state.gridCode, id }, (act) => this.confirmAlone(act, id, request));
  }

  private async confirmAlone(act: Act, id: string, request: Request): Promise<object> {
    const [list] = (await act.query<DutyListState>(lockList, [id])) as [DutyListState];
    ensure([undefined, list.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: list.version });
    const duties = await act.query<DutyState>(lockDuties, [id]);
    const { decision, duties: confirmed } = confirmList(list, duties, request.actor.id, act.now);
    const ids = confirmed.map((duty) => duty.id);
    await act.query(writeList, [id, decision.state.status, decision.state.confirmedAt]);
    await act.query(confirmDuties, [ids]);
    for (const happened of decision.events) act.emit(happened);
    act.note({ status: [list.status, decision.state.status], confirmed: ids });
    const now = new Map(confirmed.map((duty) => [duty.id, { ...duty, version: duty.version + 1 }]));
    const shown = duties.map((duty) => now.get(duty.id) ?? duty).toSorted(nextDueFirst);
    return { ...decision.state, version: list.version + 1, duties: shown };
  }
}
