import { Injectable } from '@nestjs/common';
import { scopeParameters, type Request } from '@gezhi/shared/auth';
import { correctStatement, estateErrors, publishStatement, requestErrors, statementErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { contentHash } from '@gezhi/shared/platform';
import { holdEstate } from '../estate/estate.plan.js';
import { EstateQueries } from '../estate/estate.queries.js';
import { NoticePolicyQueries } from '../notice/notice-policy.queries.js';
import { hang, hangInstead } from '../notice/notice.plan.js';
import { noticeOf, publish, verifyPathOf, type Closed, type Recomputed } from './publication.rules.js';
import type { Correction, TakenBack } from './correction.rules.js';
import { Statement } from './statement.entity.js';
import { recomputation, statementFacts, takenBackAfter } from './statement.plan.js';
import { StatementQueries } from './statement.queries.js';
import type { StatementFacts } from './statement.rules.js';

constraint('statement_period_key', statementErrors.alreadyPublished);
constraint('statement_number_key', statementErrors.alreadyPublished);
constraint('statement_corrects_key', statementErrors.alreadyCorrected);
constraint('statement_pkey', requestErrors.idTaken);

type Facts = StatementFacts & { readonly closed: Closed | null };
const published = 'SELECT id FROM statement WHERE period_id = $1 ORDER BY revision DESC LIMIT 1';
const correctedBy = 'SELECT id FROM statement WHERE corrects_id = $1';

@Injectable()
export class StatementCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
    private readonly policies: NoticePolicyQueries,
    private readonly statements: StatementQueries,
  ) {}

  @Handles(publishStatement)
  async publish({ id, estateId, periodId }: InputOf<typeof publishStatement>, request: Request): Promise<Reply> {
    const around = await this.around(estateId, request);
    return this.work.act(request, { place: around.estate.communityCode, id }, async (act) => {
      // Of those who publish at the same time one goes first, and the others find it done.
      await holdEstate(act, estateId);
      const [period] = await act.query('SELECT id FROM ledger_period WHERE id = $1 AND estate_id = $2', [periodId, estateId]);
      ensure(period, statementErrors.periodUnknown);
      const [other] = await act.query<{ id: string }>(published, [periodId]);
      ensure(!other, statementErrors.alreadyPublished, { by: other?.id ?? null });
      return this.put(act, request, { id, estateId, periodId }, around);
    });
  }

  /** The former stays as it is: statement and notice name those that they correct. */
  @Handles(correctStatement)
  async correct({ id, correctsId, reason }: InputOf<typeof correctStatement>, request: Request): Promise<Reply> {
    const known = await this.statements.one(correctsId);
    ensure(known, requestErrors.notFound);
    const { estateId, periodId } = known;
    const around = await this.around(estateId, request);
    return this.work.act(request, { place: around.estate.communityCode, id }, async (act) => {
      await holdEstate(act, estateId);
      const [by] = await act.query<{ id: string }>(correctedBy, [correctsId]);
      ensure(!by, statementErrors.alreadyCorrected, { by: by?.id ?? null });
      const takenBack = await act.query<TakenBack>(takenBackAfter, [periodId]);
      return this.put(act, request, { id, estateId, periodId }, around, { former: known, reason, takenBack });
    });
  }

  private async around(estateId: string, request: Request) {
    const estate = await this.estates.standing(estateId, request);
    ensure(estate, estateErrors.estateUnknown);
    return { estate, policy: await this.policies.inForce({ placeCode: estate.communityCode }) };
  }

  /** Statement and notice are one commit: none is published without the other. */
  private async put(
    act: Act,
    request: Request,
    { id, estateId, periodId }: InputOf<typeof publishStatement>,
    around: Awaited<ReturnType<StatementCommands['around']>>,
    correction?: Correction & { readonly former: { readonly noticeId: string } },
  ) {
    const [facts] = await act.query<Facts>(statementFacts.text, [...scopeParameters(request), estateId, periodId]);
    ensure(facts, requestErrors.notFound);
    const [recomputed] = await act.query<Recomputed>(recomputation, [estateId, facts.to]);
    const { state, events } = publish({ id, noticeId: newId() }, facts, recomputed!, contentHash, act.now, correction);
    const notice = { id: state.noticeId, estateId, kind: 'ACCOUNTS', ...noticeOf(state) } as const;
    await (correction ? hangInstead(act, notice, correction.former.noticeId, around) : hang(act, notice, around));
    await act.insert(Statement, [state]);
    for (const happened of events) act.emit(happened);
    act.note({ estateId: [estateId], periodId: [periodId], revision: [state.revision], hash: [state.hash] });
    return { ...state, correctedById: null, verifyPath: verifyPathOf(state), state: 'PUBLISHED' };
  }
}
