import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  confirmPerformance,
  disputeErrors,
  failDispute,
  openDispute,
  recordAgreement,
  requestErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, insert, newPerson, Person, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure, type Decision } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { CaseFactsQueries } from '../hard-case/case-facts.queries.js';
import { casePlace, type CasePlace } from '../hard-case/case-place.rules.js';
import { HardCasePolicyQueries } from '../hard-case/hard-case-policy.queries.js';
import { caseOfDispute, stillThere } from '../hard-case/hard-case.plan.js';
import { Dispute, DisputeParty } from './dispute.entity.js';
import { disputeColumns, DisputeQueries } from './dispute.queries.js';
import { agree, fail, open, partiesOf, perform, restrictedCase, type DisputeState, type Mediating } from './mediation.rules.js';

constraint('dispute_party_pkey', disputeErrors.partyTwice);

const lock = `SELECT ${disputeColumns} FROM dispute t WHERE t.id = $1 FOR NO KEY UPDATE`;
const replace = `UPDATE dispute SET version = $2, status = $3, agreement = $4, agreed_at = $5, perform_by_on = $6, agreement_evidence_ids = $7,
  performed_at = $8, performance_evidence_ids = $9, verified_by_id = $10, right_body = $11, reason = $12, case_id = $13 WHERE id = $1`;

type Opening = InputOf<typeof openDispute>;
type Rule = (state: DisputeState, by: Mediating, now: string) => Decision<DisputeState>;

@Injectable()
export class DisputeCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly disputes: DisputeQueries,
    private readonly places: CaseFactsQueries,
    private readonly policies: HardCasePolicyQueries,
  ) {}

  @Handles(openDispute)
  async open(input: Opening, request: Request): Promise<Reply> {
    const place = casePlace(input, await this.places.place(input), disputeErrors);
    const named = namedIn(input);
    const [mediator, policy, known] = await Promise.all([
      this.disputes.mediator(input.mediatorId, place.placeCode, [...named.keys()]),
      this.policies.inForce(place),
      this.disputes.persons([...named.keys()], place.placeCode, request),
    ]);
    // Somebody known elsewhere, or to others, is not named to whoever mediates here.
    ensure(
      known.every(({ near }) => near),
      requestErrors.idTaken,
    );
    for (const { id } of known) named.delete(id);
    const facts = { ...mediator, policy, by: request.actor.kind === 'account' ? request.actor.id : null };
    const rule = (now: string) => open(input, place, facts, now) as Decision<Dispute>;
    return this.work.create(request, Dispute, rule, ({ placeCode }) => ({
      place: placeCode,
      also: [
        ...stillThere(input, place, disputeErrors),
        ...[...named.values()].map((person) => insert(Person, personAt(person, place))),
        ...partiesOf(input).map((party) => insert(DisputeParty, party)),
      ],
    }));
  }

  @Handles(recordAgreement)
  agree(input: InputOf<typeof recordAgreement>, request: Request): Promise<Reply> {
    return this.change(request, input.id, (state, by, now) => agree(state, input, by, now));
  }

  @Handles(confirmPerformance)
  confirm(input: InputOf<typeof confirmPerformance>, request: Request): Promise<Reply> {
    return this.change(request, input.id, (state, by, now) => perform(state, input, by.accountId, now));
  }

  /** The case, if it becomes one, is registered in the same act. */
  @Handles(failDispute)
  fail(input: InputOf<typeof failDispute>, request: Request): Promise<Reply> {
    const rule: Rule = (state, by, now) => fail(state, input, by, now);
    const { case: becomes } = input;
    return this.change(
      request,
      input.id,
      rule,
      async (act, state, by) => becomes && (await caseOfDispute(act, state, restrictedCase(becomes, by), by.accountId)),
    );
  }

  /** The mediator acts wherever they serve now; others within their scope. */
  private async change(
    request: Request,
    id: string,
    rule: Rule,
    before?: (act: Act, state: DisputeState, by: Mediating) => Promise<void>,
  ): Promise<Reply> {
    const by = await this.disputes.standing(id, request);
    return this.work.act(request, { place: by.placeCode, id, own: by.mediates }, async (act) => {
      const [state] = (await act.query<DisputeState>(lock, [id])) as [DisputeState];
      const { version } = state;
      ensure([undefined, version].includes(request.expectedVersion), requestErrors.staleVersion, { version });
      const { state: next, events } = rule(state, by, act.now);
      await before?.(act, next, by);
      await write(act, { ...next, version: version + 1 });
      for (const happened of events) act.emit(happened);
      act.note({ status: [state.status, next.status], caseId: next.caseId });
      return { ...next, version: version + 1 };
    });
  }
}

async function write(act: Act, state: DisputeState): Promise<void> {
  const { id, version, status, agreement, agreedAt, performByOn, agreementEvidenceIds, performedAt } = state;
  const { performanceEvidenceIds, verifiedById, rightBody, reason, caseId } = state;
  await act.query(replace, [
    ...[id, version, status, agreement, agreedAt, performByOn, agreementEvidenceIds],
    ...[performedAt, performanceEvidenceIds, verifiedById, rightBody, reason, caseId],
  ]);
}

interface NamedInput {
  readonly personId: string;
  readonly name: string;
  readonly phone?: string | undefined;
}

/** Everybody named in a mediation, parties and guardians, once. */
const namedIn = ({ parties }: Opening): Map<string, NamedInput> =>
  new Map(parties.flatMap(({ guardian, ...party }) => [party, ...(guardian ? [guardian] : [])]).map((person) => [person.personId, person]));

/** Whoever is named in a mediation need not live there. */
const personAt = ({ personId: id, name, phone }: NamedInput, { communityCode }: CasePlace): Person =>
  newPerson({ id, communityCode, name, phone });
