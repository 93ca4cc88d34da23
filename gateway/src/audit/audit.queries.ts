import { Injectable } from '@nestjs/common';
import {
  auditTrail,
  auditVerification,
  platformContracts,
  services,
  type InputOf,
  type OutputOf,
  type SealMark,
  type Service,
} from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { keyset } from '@gezhi/shared/database';
import { Handles, RequestClient } from '@gezhi/shared/messaging';
import { keeperOf } from '@gezhi/shared/platform';
import { askAll } from '../fan-out/ask-all.js';
import { mergeTrails, type Positions } from './merge-trails.js';

/** The audit of all services, read and verified from one place. */
@Injectable()
export class AuditQueries {
  constructor(private readonly requests: RequestClient) {}

  /** X-06 Each service narrows its part to the actor's scope. */
  @Handles(auditTrail)
  async trail(
    { service, after, limit, aggregateId, placeCode }: InputOf<typeof auditTrail>,
    request: Request,
  ): Promise<OutputOf<typeof auditTrail>> {
    const stored = keyset(
      after,
      services.map(() => null),
    );
    const before: Positions = Object.fromEntries(
      services.map((each, index) => [each, stored[index] ?? (service && each !== service ? 'end' : '')]),
    );
    const filter = { ...(aggregateId && { aggregateId }), ...(placeCode && { placeCode }), limit };
    const open = services.filter((each) => before[each] !== 'end');
    const { answers, unavailable } = await askAll(
      (each: Service) =>
        this.requests.call(platformContracts(each).auditTrail, { ...filter, ...(before[each] && { after: before[each] }) }, request),
      open,
    );
    const { items, positions, more } = mergeTrails(answers, before, limit);
    const next = more ? JSON.stringify(services.map((each) => positions[each])) : null;
    return { items, next, unavailable };
  }

  /** X-06 Compares every service's seals with its rows and with the seal another service keeps. */
  @Handles(auditVerification)
  async verification(_input: InputOf<typeof auditVerification>, request: Request): Promise<OutputOf<typeof auditVerification>> {
    const keepers = await askAll((service) => this.requests.call(platformContracts(service).keptSeal, {}, request));
    const kept = new Map<Service, SealMark | null>([...keepers.answers.values()].map(({ of, latest }) => [of, latest]));
    const { answers, unavailable } = await askAll((service) =>
      this.requests.call(platformContracts(service).verifyAudit, { kept: kept.get(service) ?? null }, request),
    );
    const items = [...answers].map(([service, report]) => ({
      service,
      keptBy: keeperOf(service),
      compared: Boolean(kept.get(service)),
      ...report,
    }));
    return { items, unavailable };
  }
}
