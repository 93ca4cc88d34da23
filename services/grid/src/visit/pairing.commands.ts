import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { endPairing, pairHousehold, pairingErrors, recordContact, requestErrors, visitErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, insert, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { CadreQueries } from '../cadre/cadre.queries.js';
import { HouseholdQueries } from '../household/household.queries.js';
import { PairingQueries } from './pairing.queries.js';
import { contact, endPair, pair, type PairingState } from './pairing.rules.js';
import { Pairing, PairingContact } from './visit.entity.js';
import { VisitPolicyQueries } from './visit-policy.queries.js';

constraint('pairing_lasting_key', pairingErrors.pairingTaken);
constraint('pairing_contact_pkey', requestErrors.idTaken);

@Injectable()
export class PairingCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly households: HouseholdQueries,
    private readonly cadres: CadreQueries,
    private readonly queries: PairingQueries,
    private readonly policies: VisitPolicyQueries,
  ) {}

  @Handles(pairHousehold)
  async pair(input: InputOf<typeof pairHousehold>, request: Request): Promise<Reply> {
    const household = await this.households.subject(input.householdId, request);
    ensure(household, visitErrors.householdUnknown);
    const place = household.gridCode ?? household.communityCode;
    const [cadre, policy, leads] = await Promise.all([
      this.cadres.servingAt(input.cadreId, place),
      this.policies.inForce({ placeCode: place }),
      this.queries.leads(place, request),
    ]);
    const facts = { household, cadre, policy, by: { id: request.actor.id, leads } };
    return this.work.create(
      request,
      Pairing,
      (now) => pair(input, facts, now),
      () => ({ place }),
    );
  }

  @Handles(endPairing)
  async end(input: InputOf<typeof endPairing>, request: Request): Promise<Reply> {
    const place = await this.queries.placeOf(input.id);
    const by = { id: request.actor.id, leads: await this.queries.leads(place, request) };
    return this.work.change(
      request,
      Pairing,
      input.id,
      (pairing, now) => endPair(pairing, input, by, now),
      () => ({ place }),
    );
  }

  @Handles(recordContact)
  async contact(input: InputOf<typeof recordContact>, request: Request): Promise<Reply> {
    const place = await this.queries.placeOf(input.id);
    const [policy, visit] = await Promise.all([
      this.policies.inForce({ placeCode: place }),
      input.visitId === undefined ? undefined : this.queries.visit(input.visitId),
    ]);
    let said: PairingContact;
    const rule = (pairing: PairingState, now: string) => {
      const recorded = contact(pairing, input, { by: request.actor.id, visit, policy }, now);
      said = recorded.contact;
      return recorded.decision;
    };
    return this.work.change(request, Pairing, input.id, rule, () => ({ place, also: [insert(PairingContact, said)] }));
  }
}
