import { Injectable } from '@nestjs/common';
import {
  erasePerson,
  personErrors,
  platformContracts,
  requestErrors,
  services,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, named } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles, RequestClient } from '@gezhi/shared/messaging';
import { AccountErasure } from '../account/account-erasure.js';
import { askAll } from '../fan-out/ask-all.js';

const findAccounts = named(
  'person.accounts',
  `SELECT t.id, t.place_code AS "placeCode" FROM account t WHERE t.person_id = $3 AND t.status <> 'ENDED' AND (t.id = $1 OR ${inScope({ place: 't.place_code' })})`,
);

/** A person's data, erased wherever they are. */
@Injectable()
export class PersonCommands {
  constructor(
    private readonly database: Database,
    private readonly requests: RequestClient,
    private readonly accounts: AccountErasure,
  ) {}

  /**
   * X-T8 Every service erases for itself and may be asked again. Accounts end last, when all have answered: otherwise a
   * person who erases the own data could not repeat the request.
   */
  @Handles(erasePerson)
  async erase({ id }: InputOf<typeof erasePerson>, request: Request): Promise<OutputOf<typeof erasePerson>> {
    const { answers, unavailable } = await askAll((service) =>
      this.requests.call(platformContracts(service).erasePerson, { personId: id }, request),
    );
    ensure(!unavailable.length, personErrors.partlyErased, { unavailable });
    const erased = services.filter((service) => answers.get(service)!.held);
    ensure(erased.length, requestErrors.notFound);
    const accounts = await this.database.read<{ id: string; placeCode: string }>(findAccounts, [...scopeParameters(request), id]);
    for (const account of accounts) await this.accounts.erase(account, request);
    return { personId: id, erased };
  }
}
