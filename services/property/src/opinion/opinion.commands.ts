import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  classifyOpinion,
  listOpinion,
  markOpinionDuplicate,
  publishOpinionPolicy,
  raiseOpinion,
  recordOpinion,
  refuseOpinion,
  requestErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { Policies, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { holdEstate } from '../estate/estate.plan.js';
import { EstateQueries } from '../estate/estate.queries.js';
import { UnitQueries } from '../unit/unit.queries.js';
import { acceptPolicy } from './opinion-policy.rules.js';
import { OpinionPolicyQueries } from './opinion-policy.queries.js';
import { Opinion, OpinionPolicyVersion } from './opinion.entity.js';
import { OpinionQueries } from './opinion.queries.js';
import { classify, list, markDuplicate, raise, record, refuse } from './opinion.rules.js';

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });
const duplicatesOf = 'SELECT count(*)::int AS count FROM opinion WHERE original_id = $1';
const keepDuplicate =
  'UPDATE opinion SET version = $2, state = $3, original_id = $4, decided_at = $5 WHERE id = $1 AND version = $2 - 1 RETURNING id';

@Injectable()
export class OpinionCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly allPolicies: Policies,
    private readonly policies: OpinionPolicyQueries,
    private readonly estates: EstateQueries,
    private readonly units: UnitQueries,
    private readonly queries: OpinionQueries,
  ) {}

  @Handles(recordOpinion)
  async record(input: InputOf<typeof recordOpinion>, request: Request): Promise<Reply> {
    const { estateId, householdId } = input;
    const [estate, dwelling] = await Promise.all([
      this.estates.estate(estateId, request),
      householdId ? this.units.dwelling(estateId, householdId) : undefined,
    ]);
    const policy = await this.policies.inForce({ placeCode: estate?.communityCode ?? '' });
    return this.work.create(request, Opinion, (now) => record(input, estate, dwelling, policy, now), at);
  }

  @Handles(raiseOpinion)
  async raise(input: InputOf<typeof raiseOpinion>, request: Request): Promise<Reply> {
    const { estateId, householdId: self } = input;
    const [estate, dwelling] = await Promise.all([this.estates.anywhere(estateId), this.units.dwelling(estateId, self)]);
    const policy = await this.policies.inForce({ placeCode: estate?.communityCode ?? '' });
    return this.work.create(
      request,
      Opinion,
      (now) => raise(input, estate, dwelling, policy, now),
      ({ communityCode: place }) => ({ place, self }),
    );
  }

  @Handles(classifyOpinion)
  async classify({ id, class: of }: InputOf<typeof classifyOpinion>, request: Request): Promise<Reply> {
    const opinion = await this.queries.of(id);
    const policy = await this.policies.inForce({ placeCode: opinion?.communityCode ?? '' });
    return this.work.change(request, Opinion, id, (state, now) => classify(state, of, policy, now), at);
  }

  @Handles(listOpinion)
  async list({ id, problemId }: InputOf<typeof listOpinion>, request: Request): Promise<Reply> {
    const problem = await this.queries.problem(problemId);
    return this.work.change(request, Opinion, id, (opinion, now) => list(opinion, problemId, problem, now), at);
  }

  @Handles(refuseOpinion)
  refuse({ id, reason }: InputOf<typeof refuseOpinion>, request: Request): Promise<Reply> {
    return this.work.change(request, Opinion, id, (opinion, now) => refuse(opinion, reason, now), at);
  }

  @Handles(markOpinionDuplicate)
  async markDuplicate({ id, originalId }: InputOf<typeof markOpinionDuplicate>, request: Request): Promise<Reply> {
    const known = await this.queries.of(id);
    ensure(known, requestErrors.notFound);
    return this.work.act(request, { place: known.communityCode, id }, async (act) => {
      // No other becomes the duplicate of this one meanwhile.
      await holdEstate(act, known.estateId);
      const [opinion, original] = await Promise.all([this.queries.of(id), this.queries.of(originalId)]);
      const [duplicates] = await act.query<{ count: number }>(duplicatesOf, [id]);
      const { state } = markDuplicate(opinion!, original, duplicates!.count, act.now);
      const next = { ...state, version: state.version + 1 };
      const kept = await act.query(keepDuplicate, [id, next.version, next.state, originalId, next.decidedAt]);
      ensure(kept.length === 1, requestErrors.concurrent);
      act.note({ state: [opinion!.state, next.state], originalId: [originalId] });
      return next;
    });
  }

  @Handles(publishOpinionPolicy)
  publishPolicy({ id, jurisdictionId, ...policy }: InputOf<typeof publishOpinionPolicy>, request: Request): Promise<Reply> {
    return this.allPolicies.publish(request, OpinionPolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
