import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { insert, newId, UnitOfWork, type Reply, type Where } from '@gezhi/shared/database';
import { Matter, MatterStep } from './matter.entity.js';
import type { Around, MatterState, Moved, Step } from './matter-life.rules.js';
import { MatterQueries } from './matter.queries.js';

/** Every change of a matter, with its line of the history in the same statement. */
@Injectable()
export class MatterChanges {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: MatterQueries,
  ) {}

  /** Opens a matter by a rule. */
  open(request: Request, rule: (now: string) => Moved): Promise<Reply> {
    let step: Step;
    return this.work.create<Matter>(
      request,
      Matter,
      (now) => {
        const moved = rule(now);
        step = moved.step;
        return moved.decision;
      },
      (matter) => where(request, matter, step),
    );
  }

  /** Moves a matter by a rule that is told what holds around it. */
  async move(request: Request, id: string, rule: (matter: MatterState, around: Around, now: string) => Moved): Promise<Reply> {
    const { state } = await this.work.load(request, Matter, id);
    const around = await this.queries.around(request, state);
    let step: Step;
    return this.work.change<Matter>(
      request,
      Matter,
      id,
      (matter, now) => {
        const moved = rule(matter, around, now);
        step = moved.step;
        return moved.decision;
      },
      (matter) => where(request, matter, step),
    );
  }
}

function where({ actor }: Request, { id: matterId, version: number, communityCode: place }: MatterState, step: Step): Where<Matter> {
  const byId = actor.kind === 'account' ? actor.id : null;
  return { place, also: [insert(MatterStep, { ...step, id: newId(), matterId, number, byId })] };
}
