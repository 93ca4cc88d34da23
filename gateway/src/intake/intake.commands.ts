import { Injectable } from '@nestjs/common';
import { checkImport, commitImport, intakeErrors, type InputOf } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import type { Request } from '@gezhi/shared/auth';
import { UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles, RequestClient } from '@gezhi/shared/messaging';
import { ObjectStores } from '../file/object-stores.js';
import { IntakeBatches } from './intake-batches.js';
import { intakeKinds } from './intake-kind.js';
import { Intake } from './intake.entity.js';
import { batchStored, beginCommit, checked, committed } from './intake.rules.js';

const place = (intake: Intake) => ({ place: intake.placeCode });

@Injectable()
export class IntakeCommands {
  private readonly batches: IntakeBatches;

  constructor(
    private readonly work: UnitOfWork,
    requests: RequestClient,
    stores: ObjectStores,
  ) {
    this.batches = new IntakeBatches(requests, stores.store);
  }

  @Handles(checkImport)
  async check(input: InputOf<typeof checkImport>, request: Request): Promise<Reply> {
    ensure(
      intakeKinds.some(({ name }) => name === input.kind),
      intakeErrors.unknownKind,
    );
    const sheet = { ...input, campaignId: input.campaignId ?? null };
    const tally = await this.batches.send(sheet, request, { dryRun: true, from: 0 }, () => Promise.resolve());
    return this.work.create(request, Intake, () => checked(sheet, tally), place);
  }

  @Handles(commitImport)
  async commit(input: InputOf<typeof commitImport>, request: Request): Promise<Reply> {
    // The key belongs to the commit as a whole, and the version to its beginning.
    const { idempotencyKey, expectedVersion, ...step } = request;
    await this.work.change({ ...step, ...(expectedVersion !== undefined && { expectedVersion }) }, Intake, input.id, beginCommit, place);
    const { state } = await this.work.load(step, Intake, input.id);
    await this.batches.send(state, request, { dryRun: false, from: state.batchesDone }, async (batch) => {
      await this.work.change(step, Intake, input.id, (intake) => batchStored(intake, batch), place);
    });
    return this.work.change({ ...step, ...(idempotencyKey !== undefined && { idempotencyKey }) }, Intake, input.id, committed, place);
  }
}
