import { Injectable } from '@nestjs/common';
import { scopeParameters, type Request } from '@gezhi/shared/auth';
import { estateErrors, publishStatement, requestErrors, statementErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, newId, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { contentHash } from '@gezhi/shared/platform';
import { holdEstate } from '../estate/estate.plan.js';
import { EstateQueries } from '../estate/estate.queries.js';
import { NoticePolicyQueries } from '../notice/notice-policy.queries.js';
import { hang } from '../notice/notice.plan.js';
import { noticeOf, publish, verifyPathOf, type Closed, type Recomputed } from './publication.rules.js';
import { Statement } from './statement.entity.js';
import { recomputation, statementFacts } from './statement.plan.js';
import type { StatementFacts } from './statement.rules.js';

constraint('statement_period_key', statementErrors.alreadyPublished);
constraint('statement_number_key', statementErrors.alreadyPublished);
constraint('statement_pkey', requestErrors.idTaken);

type Facts = StatementFacts & { readonly closed: Closed | null };
const published = 'SELECT id FROM statement WHERE period_id = $1';

@Injectable()
export class StatementCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
    private readonly policies: NoticePolicyQueries,
  ) {}

  /** Statement and notice are one commit: none is published without the other. */
  @Handles(publishStatement)
  async publish({ id, estateId, periodId }: InputOf<typeof publishStatement>, request: Request): Promise<Reply> {
    const estate = await this.estates.standing(estateId, request);
    ensure(estate, estateErrors.estateUnknown);
    const policy = await this.policies.inForce({ placeCode: estate.communityCode });
    return this.work.act(request, { place: estate.communityCode, id }, async (act) => {
      // Of those who publish at the same time one goes first, and the others find it done.
      await holdEstate(act, estateId);
      const [period] = await act.query('SELECT id FROM ledger_period WHERE id = $1 AND estate_id = $2', [periodId, estateId]);
      ensure(period, statementErrors.periodUnknown);
      const [other] = await act.query<{ id: string }>(published, [periodId]);
      ensure(!other, statementErrors.alreadyPublished, { by: other?.id ?? null });
      const [facts] = await act.query<Facts>(statementFacts.text, [...scopeParameters(request), estateId, periodId]);
      ensure(facts, requestErrors.notFound);
      const [recomputed] = await act.query<Recomputed>(recomputation, [estateId, facts.to]);
      const { state, events } = publish({ id, noticeId: newId() }, facts, recomputed!, contentHash, act.now);
      await hang(act, { id: state.noticeId, estateId, kind: 'ACCOUNTS', ...noticeOf(state) }, { estate, policy });
      await act.insert(Statement, [state]);
      for (const happened of events) act.emit(happened);
      act.note({ estateId: [estateId], periodId: [periodId], hash: [state.hash] });
      return { ...state, verifyPath: verifyPathOf(state), state: 'PUBLISHED' };
    });
  }
}
