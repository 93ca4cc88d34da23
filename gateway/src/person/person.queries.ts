import { Injectable } from '@nestjs/common';
import { exportPerson, platformContracts, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { ensure } from '@gezhi/shared/domain';
import { Handles, RequestClient } from '@gezhi/shared/messaging';
import { askAll } from '../fan-out/ask-all.js';

/** A person's data, collected from where they are. */
@Injectable()
export class PersonQueries {
  constructor(private readonly requests: RequestClient) {}

  /** X-T8 Each service decides what the actor may see; nothing anywhere is not found, unless a service is missing. */
  @Handles(exportPerson)
  async export({ id }: InputOf<typeof exportPerson>, request: Request): Promise<OutputOf<typeof exportPerson>> {
    const { answers, unavailable } = await askAll((service) =>
      this.requests.call(platformContracts(service).exportPerson, { personId: id }, request),
    );
    const held = [...answers].filter(([, holdings]) => holdings.held);
    ensure(held.length || unavailable.length, requestErrors.notFound);
    return { personId: id, services: Object.fromEntries(held), unavailable };
  }
}
