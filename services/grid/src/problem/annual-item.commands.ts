import { Injectable } from '@nestjs/common';
import { problemErrors, reportMilestone, requestErrors, transferToAnnual, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { guard, insert, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure, type Decision } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { activeCadre } from '../cadre/active.queries.js';
import { CadreQueries } from '../cadre/cadre.queries.js';
import { AnnualItemQueries } from './annual-item.queries.js';
import { report, transfer, type AnnualItemState } from './annual-item.rules.js';
import { written } from './problem.commands.js';
import { AnnualItem, Problem } from './problem.entity.js';

@Injectable()
export class AnnualItemCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly items: AnnualItemQueries,
    private readonly cadres: CadreQueries,
  ) {}

  @Handles(transferToAnnual)
  async transfer(input: InputOf<typeof transferToAnnual>, request: Request): Promise<Reply> {
    const { state: at } = await this.work.load(request, Problem, input.id);
    const owner = await this.cadres.facts(input.ownerCadreId, at.placeCode);
    let item: AnnualItemState;
    const rule = (problem: Problem, now: string): Decision<Problem> => {
      const transferred = transfer(problem, input, owner?.active ?? false, now);
      item = transferred.item;
      return written(transferred.decision);
    };
    return this.work.change(request, Problem, input.id, rule, ({ placeCode }) => ({
      place: placeCode,
      also: [insert(AnnualItem, item as AnnualItem), guard(problemErrors.ownerUnknown, activeCadre, input.ownerCadreId)],
    }));
  }

  @Handles(reportMilestone)
  async report(input: InputOf<typeof reportMilestone>, request: Request): Promise<Reply> {
    const problem = await this.items.problemOf(input.id);
    ensure(problem, requestErrors.notFound);
    const rule = (item: AnnualItem, now: string) => report(item, problem, input, now) as Decision<AnnualItem>;
    return this.work.change(request, AnnualItem, input.id, rule, ({ placeCode }) => ({ place: placeCode }));
  }
}
