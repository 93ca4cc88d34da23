import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  assignEstateProblem,
  estateErrors,
  openEstateProblem,
  publishProblemList,
  requestErrors,
  resolveEstateProblem,
  type InputOf,
  type ProblemListItem,
} from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { holdEstate } from '../estate/estate.plan.js';
import { EstateQueries } from '../estate/estate.queries.js';
import { OpinionPolicyQueries } from '../opinion/opinion-policy.queries.js';
import { EstateProblem, ProblemList } from './problem-list.entity.js';
import { assign, longest, open, publish, resolve } from './problem-list.rules.js';

constraint('problem_list_pkey', requestErrors.idTaken);

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });
/** An opinion that is the same as a listed one asks for the problem too. */
const listed = `SELECT p.id AS "problemId", p.class, p.title, p.responsible_body AS "responsibleBody", p.state,
    (SELECT count(*)::int FROM opinion o WHERE o.problem_id = p.id
       OR o.original_id IN (SELECT l.id FROM opinion l WHERE l.problem_id = p.id)) AS opinions
  FROM estate_problem p WHERE p.estate_id = $1 ORDER BY p.state, p.opened_at, p.id LIMIT ${longest + 1}`;
const counts = `SELECT (SELECT count(*)::int FROM opinion WHERE estate_id = $1 AND state = 'RECORDED') AS undecided,
  (SELECT count(*)::int FROM problem_list WHERE estate_id = $1) AS lists`;

@Injectable()
export class ProblemListCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
    private readonly policies: OpinionPolicyQueries,
  ) {}

  @Handles(openEstateProblem)
  async open(input: InputOf<typeof openEstateProblem>, request: Request): Promise<Reply> {
    const [estate, facility] = await Promise.all([
      this.estates.estate(input.estateId, request),
      input.facilityId ? this.estates.facility(input.facilityId, request) : undefined,
    ]);
    const policy = await this.policies.inForce({ placeCode: estate?.communityCode ?? '' });
    return this.work.create(request, EstateProblem, (now) => open(input, estate, facility, policy, now), at);
  }

  @Handles(assignEstateProblem)
  assign({ id, responsibleBody }: InputOf<typeof assignEstateProblem>, request: Request): Promise<Reply> {
    return this.work.change(request, EstateProblem, id, (problem) => assign(problem, responsibleBody), at);
  }

  @Handles(resolveEstateProblem)
  resolve(input: InputOf<typeof resolveEstateProblem>, request: Request): Promise<Reply> {
    return this.work.change(request, EstateProblem, input.id, (problem, now) => resolve(problem, input, now), at);
  }

  @Handles(publishProblemList)
  async publish(input: InputOf<typeof publishProblemList>, request: Request): Promise<Reply> {
    const { id, estateId } = input;
    const estate = await this.estates.estate(estateId, request);
    ensure(estate, estateErrors.estateUnknown);
    const { communityCode } = estate;
    return this.work.act(request, { place: communityCode, id }, async (act) => {
      const { state, events } = publish(input, communityCode, await standingOf(act, estateId), act.now);
      await act.insert(ProblemList, [state]);
      for (const happened of events) act.emit(happened);
      act.note({ estateId: [estateId], number: [state.number], problems: [state.items.length] });
      return state;
    });
  }
}

/** What the list of an estate holds now. Lists of an estate are numbered one after the other, so its row is held. */
async function standingOf(act: Act, estateId: string) {
  await holdEstate(act, estateId);
  const items = await act.query<ProblemListItem>(listed, [estateId]);
  const [counted] = await act.query<{ undecided: number; lists: number }>(counts, [estateId]);
  return { items, ...counted! };
}
