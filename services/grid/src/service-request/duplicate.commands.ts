import { Injectable } from '@nestjs/common';
import { markDuplicate as markDuplicateContract, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { columnsOf, Database, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { markDuplicate } from './outcome.rules.js';
import { RequestChanges, type Known } from './request-change.commands.js';
import { shown } from './request-life.rules.js';
import { RequestStep, ServiceRequest } from './service-request.entity.js';

const leave = `UPDATE service_request SET state = $2, duplicate_of_id = $3, next_escalation_at = $4, reopen_until = $5, version = version + 1
  WHERE id = $1`;

@Injectable()
export class DuplicateCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly changes: RequestChanges,
  ) {}

  /** Both requests are held, so that neither becomes the duplicate of the other meanwhile. */
  @Handles(markDuplicateContract)
  async markDuplicate({ id, duplicateOfId }: InputOf<typeof markDuplicateContract>, request: Request): Promise<Reply> {
    const known = await this.changes.facts(id);
    return this.work.act(request, { place: known.gridCode ?? known.communityCode, id }, (act) =>
      this.markHeld(act, id, duplicateOfId, known, request),
    );
  }

  private async markHeld(act: Act, id: string, duplicateOfId: string, known: Known, request: Request): Promise<object> {
    const { terms, gridCode, communityCode } = known;
    const held = await this.hold(act, [id, duplicateOfId]);
    const before = { ...held.find((one) => one.id === id)!, gridCode, communityCode };
    ensure([undefined, before.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: before.version });
    const found = held.find((one) => one.id === duplicateOfId);
    const original = found && { communityCode: found.communityCode, isDuplicate: found.state === 'DUPLICATE' };
    const { state, events } = markDuplicate(before, duplicateOfId, original, terms, act.now);
    const next: ServiceRequest = { ...before, ...state, version: before.version + 1 } as ServiceRequest;
    await act.query(leave, [id, next.state, duplicateOfId, next.nextEscalationAt, next.reopenUntil]);
    await act.insert(RequestStep, [this.changes.stepRow(request, next, 'markDuplicate', act.now, {})]);
    for (const happened of events) act.emit(happened);
    act.note({ state: [before.state, next.state], duplicateOfId: [before.duplicateOfId, duplicateOfId] });
    return shown(next);
  }

  /** In the order of their ids, so that two who hold the same requests wait for each other. */
  private hold(act: Act, ids: readonly string[]): Promise<ServiceRequest[]> {
    const columns = columnsOf(this.database.entities.getMetadata(ServiceRequest));
    return act.query(`SELECT ${columns} FROM service_request t WHERE t.id = ANY($1::uuid[]) ORDER BY t.id FOR NO KEY UPDATE`, [ids]);
  }
}
