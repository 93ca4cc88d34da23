import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { abandonMicroProject, acceptMicroProject, microProjectErrors, startMicroProject, type InputOf } from '@gezhi/shared/contracts';
import { Database, guard, UnitOfWork, type Reply, type Write } from '@gezhi/shared/database';
import type { Decision } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { activeCadresOf, stillActive } from '../cadre/active.queries.js';
import { MicroProject } from './micro-project.entity.js';
import { viewOf } from './micro-project.queries.js';
import { abandon, accept, placeOf, start, type ProjectState } from './micro-project.rules.js';
import { gridInForce } from '../partition/in-force.plan.js';

const problemHere = `EXISTS (SELECT 1 FROM problem p WHERE p.id = ?::uuid AND (starts_with(p.place_code, ?)
  OR starts_with(?, p.place_code) OR EXISTS (SELECT 1 FROM unnest(p.grid_codes) c(code) WHERE starts_with(c.code, ?))))`;

function holding({ gridCode, communityCode, problemId, ownerCadreId }: ProjectState): Write[] {
  const { gridUnknown, ownerUnknown, problemUnknown } = microProjectErrors;
  return [
    ...(gridCode ? [guard(gridUnknown, gridInForce, gridCode)] : []),
    guard(ownerUnknown, stillActive, [ownerCadreId]),
    ...(problemId ? [guard(problemUnknown, problemHere, problemId, communityCode, communityCode, communityCode)] : []),
  ];
}

@Injectable()
export class MicroProjectCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
  ) {}

  @Handles(startMicroProject)
  async start(input: InputOf<typeof startMicroProject>, request: Request): Promise<Reply> {
    const active = await this.database.read(activeCadresOf, [[input.ownerCadreId], placeOf(input)]);
    const rule = (now: string) => start(input, active.length === 1, request.actor.id, now) as Decision<MicroProject>;
    return this.work.create(request, MicroProject, rule, (project) => ({
      place: project.placeCode,
      also: holding(project),
      reply: viewOf,
    }));
  }

  @Handles(acceptMicroProject)
  accept(input: InputOf<typeof acceptMicroProject>, request: Request): Promise<Reply> {
    const rule = (project: MicroProject, now: string) => accept(project, input, request.actor.id, now) as Decision<MicroProject>;
    return this.work.change(request, MicroProject, input.id, rule, ({ placeCode }) => ({ place: placeCode, reply: viewOf }));
  }

  @Handles(abandonMicroProject)
  abandon({ id, reason }: InputOf<typeof abandonMicroProject>, request: Request): Promise<Reply> {
    const rule = (project: MicroProject) => abandon(project, reason) as Decision<MicroProject>;
    return this.work.change(request, MicroProject, id, rule, ({ placeCode }) => ({ place: placeCode, reply: viewOf }));
  }
}
