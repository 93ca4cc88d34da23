import { Injectable } from '@nestjs/common';
import { recomputeMetrics, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { FactQueries } from '../fact/fact.queries.js';
import { refold } from './standing.plan.js';

const casesAtOnce = 500;

@Injectable()
export class MetricCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly facts: FactQueries,
  ) {}

  @Handles(recomputeMetrics)
  recompute({ placeCode }: InputOf<typeof recomputeMetrics>, request: Request): Promise<Reply> {
    return this.work.act(request, { place: placeCode, id: placeCode }, async (act) => {
      await act.query('LOCK TABLE metric_entry IN SHARE ROW EXCLUSIVE MODE');
      await act.query('DELETE FROM metric_entry WHERE starts_with(place_code, $1)', [placeCode]);
      const cases = await this.refoldAll(act, placeCode);
      act.note({ cases });
      return { placeCode, cases };
    });
  }

  private async refoldAll(act: Act, placeCode: string): Promise<number> {
    let [cases, after] = [0, undefined as string | undefined];
    for (;;) {
      const subjectIds = await this.facts.casesIn(placeCode, after, casesAtOnce);
      if (subjectIds.length === 0) return cases;
      await refold(subjectIds, act);
      cases += subjectIds.length;
      after = subjectIds.at(-1);
    }
  }
}
