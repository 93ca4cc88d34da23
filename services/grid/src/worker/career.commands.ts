import { Injectable } from '@nestjs/common';
import { endDevelopment, recordCareerEvent, recordDevelopment, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { recordEvent } from './career.rules.js';
import { endRecord, openRecord, type DevelopmentState } from './development.rules.js';
import { CareerEvent, DevelopmentRecord, GridWorker } from './worker.entity.js';

/** As the view has it: a kind that erasure emptied is null. */
const development = ({ kind, ...record }: DevelopmentState) => ({ ...record, kind: kind || null });

@Injectable()
export class CareerCommands {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(recordCareerEvent)
  async recordEvent(input: InputOf<typeof recordCareerEvent>, request: Request): Promise<Reply> {
    const { state: worker } = await this.work.load(request, GridWorker, input.workerId);
    return this.work.create(
      request,
      CareerEvent,
      (now) => recordEvent(input, worker, request.actor.id, now),
      ({ placeCode: place }) => ({ place }),
    );
  }

  @Handles(recordDevelopment)
  async recordDevelopment(input: InputOf<typeof recordDevelopment>, request: Request): Promise<Reply> {
    const { state: worker } = await this.work.load(request, GridWorker, input.workerId);
    return this.work.create(
      request,
      DevelopmentRecord,
      (now) => openRecord(input, worker, request.actor.id, now),
      ({ placeCode: place }) => ({ place, reply: development }),
    );
  }

  @Handles(endDevelopment)
  endDevelopment(input: InputOf<typeof endDevelopment>, request: Request): Promise<Reply> {
    return this.work.change(
      request,
      DevelopmentRecord,
      input.id,
      (record, now) => endRecord(record, input, now),
      ({ placeCode: place }) => ({ place, reply: development }),
    );
  }
}
