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
    return this.work.create(
      request,
      Matter,
      (now) => withStep(rule(now)),
      (matter, { step }) => where(request, matter, step),
    );
  }

  /** Moves a matter by a rule that is told what holds around it. */
  async move(request: Request, id: string, rule: (matter: MatterState, around: Around, now: string) => Moved): Promise<Reply> {
    const { state } = await this.work.load(request, Matter, id);
    const around = await this.queries.around(request, state);
    return this.work.change(
      request,
      Matter,
      id,
      (matter, now) => withStep(rule(matter, around, now)),
      (matter, { step }) => where(request, matter, step),
    );
  }
}

const withStep = ({ decision, step }: Moved) => ({ ...decision, step });

function where({ actor }: Request, { id: matterId, version: number, communityCode: place }: MatterState, step: Step): Where<Matter> {
  const byId = actor.kind === 'account' ? actor.id : null;
  return { place, also: [insert(MatterStep, { ...step, id: newId(), matterId, number, byId })] };
}
