import { Injectable } from '@nestjs/common';
import { runThreeFixedCheck, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { shown, ThreeFixedQueries } from './three-fixed.queries.js';
import { check } from './three-fixed.rules.js';
import { ThreeFixedCheck } from './worker.entity.js';

@Injectable()
export class ThreeFixedCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: ThreeFixedQueries,
  ) {}

  @Handles(runThreeFixedCheck)
  async run({ id, placeCode }: InputOf<typeof runThreeFixedCheck>, request: Request): Promise<Reply> {
    const facts = await this.queries.facts(placeCode);
    return this.work.create(
      request,
      ThreeFixedCheck,
      (now) => check(id, placeCode, facts, now),
      () => ({ place: placeCode, reply: shown }),
    );
  }
}
