import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { adoptStandard, draftStandard, publishStandardPolicy, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import { Policies, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { holdEstate } from '../estate/estate.plan.js';
import { EstateQueries } from '../estate/estate.queries.js';
import { KnownDecisionQueries } from '../known-decision/known-decision.queries.js';
import { StandardPolicyQueries } from './standard-policy.queries.js';
import { ServiceStandard, StandardPolicyVersion } from './standard.entity.js';
import { StandardQueries } from './standard.queries.js';
import { adopt, draft, type Latest } from './standard.rules.js';

const latestOf = `SELECT number, effective_from AS "effectiveFrom" FROM service_standard
  WHERE estate_id = $1 AND state = 'ADOPTED' ORDER BY number DESC LIMIT 1`;
const keepAdopted = `UPDATE service_standard SET version = $2, state = $3, number = $4, decision_id = $5, effective_from = $6, published_at = $7
  WHERE id = $1 AND version = $2 - 1 RETURNING id`;

@Injectable()
export class StandardCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly allPolicies: Policies,
    private readonly policies: StandardPolicyQueries,
    private readonly estates: EstateQueries,
    private readonly decisions: KnownDecisionQueries,
    private readonly queries: StandardQueries,
  ) {}

  @Handles(draftStandard)
  async draft(input: InputOf<typeof draftStandard>, request: Request): Promise<Reply> {
    const estate = await this.estates.estate(input.estateId, request);
    const policy = await this.policies.inForce({ placeCode: estate?.communityCode ?? '' });
    return this.work.create(
      request,
      ServiceStandard,
      (now) => draft(input, estate, policy, now),
      ({ communityCode: place }) => ({ place }),
    );
  }

  @Handles(adoptStandard)
  async adopt(input: InputOf<typeof adoptStandard>, request: Request): Promise<Reply> {
    const { id, decisionId } = input;
    const known = await this.queries.one(id);
    ensure(known, requestErrors.notFound);
    const { communityCode: place, estateId } = known;
    const [decision, policy] = await Promise.all([this.decisions.one(decisionId), this.policies.inForce({ placeCode: place })]);
    return this.work.act(request, { place, id }, async (act) => {
      // Standards of an estate are numbered, and take effect, one after the other.
      await holdEstate(act, estateId);
      const [standard, [latest]] = await Promise.all([this.queries.one(id), act.query<Latest>(latestOf, [estateId])]);
      const { state, events } = adopt(standard!, input, decision, latest, policy, act.now);
      const next = { ...state, version: state.version + 1 };
      const { version, number, effectiveFrom, publishedAt } = next;
      const kept = await act.query(keepAdopted, [id, version, next.state, number, decisionId, effectiveFrom, publishedAt]);
      ensure(kept.length === 1, requestErrors.concurrent);
      for (const happened of events) act.emit(happened);
      act.note({ state: [standard!.state, next.state], number: [number], decisionId: [decisionId], effectiveFrom: [effectiveFrom] });
      return next;
    });
  }

  @Handles(publishStandardPolicy)
  publishPolicy({ id, jurisdictionId, ...policy }: InputOf<typeof publishStandardPolicy>, request: Request): Promise<Reply> {
    return this.allPolicies.publish(request, StandardPolicyVersion, { id, jurisdictionId, ...policy });
  }
}
