import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { completeMeasure, leaders, requestErrors, strategyErrors, type InputOf } from '@gezhi/shared/contracts';
import { guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure, type Decision } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { completeMeasure as complete } from './measure.rules.js';
import { StrategyMeasure } from './strategy.entity.js';
import { StrategyQueries } from './strategy.queries.js';

const stillActive = "EXISTS (SELECT 1 FROM strategy s WHERE s.id = ?::uuid AND s.status = 'ACTIVE' FOR SHARE)";

@Injectable()
export class MeasureCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: StrategyQueries,
  ) {}

  @Handles(completeMeasure)
  async complete({ id, evidenceIds }: InputOf<typeof completeMeasure>, request: Request): Promise<Reply> {
    const accountId = request.actor.id;
    const reported = await this.queries.reporting(accountId, leaders, id);
    ensure(reported, requestErrors.notFound);
    const rule = (measure: StrategyMeasure, now: string) =>
      complete(measure, evidenceIds, { accountId, ...reported }, now) as Decision<StrategyMeasure>;
    return this.work.change(request, StrategyMeasure, id, rule, ({ gridCode, strategyId }) => ({
      place: gridCode,
      also: [guard(strategyErrors.strategyNotActive, stillActive, strategyId)],
    }));
  }
}
