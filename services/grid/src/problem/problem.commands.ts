import { Injectable } from '@nestjs/common';
import {
  collectProblem,
  problemErrors,
  rectifyOnSpot as rectifyOnSpotContract,
  rectifyProblem,
  requestErrors,
  verifyRectification,
  type InputOf,
} from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { constraint, guard, UnitOfWork, update, type Reply } from '@gezhi/shared/database';
import type { Decision } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { AnnualItemQueries } from './annual-item.queries.js';
import { openMilestones } from './annual-item.rules.js';
import { LinkQueries } from './link.queries.js';
import { namedThere } from './place.plan.js';
import { ProblemPolicyQueries } from './problem-policy.queries.js';
import { AnnualItem, Problem } from './problem.entity.js';
import { collect, placeOver, type ProblemState } from './problem.rules.js';
import { rectify, rectifyOnSpot, verify } from './rectification.rules.js';

constraint('problem_external_ref_key', problemErrors.externalRefTaken);

export const accountOf = ({ actor }: Request): string | null => (actor.kind === 'account' ? actor.id : null);
/** Rules hand out read-only states; what the unit of work writes is the same object. */
export const written = (decision: Decision<ProblemState>) => decision as Decision<Problem>;

/** What is told of the requests of a problem is what they are at the commit. */
const stillLinked = (id: string, requestIds: readonly string[]) =>
  guard(
    requestErrors.concurrent,
    'ARRAY(SELECT request_id FROM problem_link WHERE problem_id = ?::uuid AND ended_at IS NULL ORDER BY request_id) = ?::uuid[]',
    id,
    requestIds,
  );

@Injectable()
export class ProblemCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly items: AnnualItemQueries,
    private readonly policies: ProblemPolicyQueries,
    private readonly links: LinkQueries,
  ) {}

  @Handles(collectProblem)
  async collect(input: InputOf<typeof collectProblem>, request: Request): Promise<Reply> {
    const policy = await this.policies.inForce({ placeCode: placeOver(input.gridCodes, input.communityCode) });
    const rule = (now: string) => written(collect(input, policy, accountOf(request), now));
    return this.work.create(request, Problem, rule, (problem) => ({ place: problem.placeCode, also: namedThere(problem) }));
  }

  @Handles(rectifyProblem)
  async rectify({ id, evidenceIds }: InputOf<typeof rectifyProblem>, request: Request): Promise<Reply> {
    const item = await this.items.ofProblem(id);
    const still =
      item &&
      guard(
        requestErrors.concurrent,
        'EXISTS (SELECT 1 FROM annual_item WHERE id = ?::uuid AND version = ?::integer)',
        item.id,
        item.version,
      );
    const rule = (problem: Problem, now: string) =>
      written(rectify(problem, evidenceIds, item ? openMilestones(item) : 0, accountOf(request), now));
    return this.work.change(request, Problem, id, rule, ({ placeCode }) => ({ place: placeCode, also: still ? [still] : [] }));
  }

  @Handles(rectifyOnSpotContract)
  async rectifyOnSpot({ id, evidenceIds }: InputOf<typeof rectifyOnSpotContract>, request: Request): Promise<Reply> {
    const requestIds = await this.links.requestsOf(id);
    const rule = (problem: Problem, now: string) => written(rectifyOnSpot(problem, evidenceIds, accountOf(request), now, requestIds));
    return this.work.change(request, Problem, id, rule, ({ placeCode }) => ({ place: placeCode, also: [stillLinked(id, requestIds)] }));
  }

  @Handles(verifyRectification)
  async verify({ id, passed }: InputOf<typeof verifyRectification>, request: Request): Promise<Reply> {
    const [item, requestIds] = await Promise.all([this.items.ofProblem(id), this.links.requestsOf(id)]);
    const rule = (problem: Problem, now: string) => written(verify(problem, passed, accountOf(request), now, requestIds));
    const also = ({ rectifiedAt }: Problem) => [
      stillLinked(id, requestIds),
      ...(item ? [update(AnnualItem, { ...item, closedAt: rectifiedAt }, item.version)] : []),
    ];
    return this.work.change(request, Problem, id, rule, (next) => ({ place: next.placeCode, also: also(next) }));
  }
}
