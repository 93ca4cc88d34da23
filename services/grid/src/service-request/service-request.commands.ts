import { Injectable } from '@nestjs/common';
import {
  acceptServiceRequest,
  dispatchServiceRequest,
  fileServiceRequest,
  respondToServiceRequest,
  resumeServiceRequest,
  serviceRequestErrors,
  waitForReporter,
  type InputOf,
} from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { guard, insert, newId, newPerson, Person, UnitOfWork, type Reply, type Write } from '@gezhi/shared/database';
import { addDays, ensure, localDateOf } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { CadreQueries } from '../cadre/cadre.queries.js';
import { dutyOfRequest } from '../cadre/duty.plan.js';
import type { Serving } from '../cadre/duty.rules.js';
import { byOf, RequestChanges } from './request-change.commands.js';
import { shown } from './request-life.rules.js';
import { RequestPolicyQueries } from './request-policy.queries.js';
import { ensureMode, termsOf } from './request-policy.rules.js';
import { ServiceRequest } from './service-request.entity.js';
import { PlaceQueries } from './place.queries.js';
import { RequestFactsQueries } from './request-facts.queries.js';
import { ensureReporterNamed, type Reporter } from './reporter.rules.js';
import { accept, dispatch, ensureOnePlace, ensureOneRecipient, file, respond, type Place } from './service-request.rules.js';
import { resume, wait } from './time-limit.rules.js';

const worksThere =
  "EXISTS (SELECT 1 FROM known_assignment a WHERE a.account_id = ?::uuid AND NOT a.ended AND a.axis = 'place' AND starts_with(?, a.scope))";
const usualCriterion = '诉求人确认已解决';

@Injectable()
export class ServiceRequestCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly requests: RequestFactsQueries,
    private readonly places: PlaceQueries,
    private readonly policies: RequestPolicyQueries,
    private readonly changes: RequestChanges,
    private readonly cadres: CadreQueries,
  ) {}

  @Handles(fileServiceRequest)
  async file(input: InputOf<typeof fileServiceRequest>, request: Request): Promise<Reply> {
    ensureOnePlace(input);
    return this.places.upon(input, request, (place, unchanged) => this.fileAt(place, unchanged, input, request));
  }

  private async fileAt(place: Place, unchanged: Write[], input: InputOf<typeof fileServiceRequest>, request: Request): Promise<Reply> {
    const policy = await this.policies.policy(place.policyId);
    const terms = termsOf(policy, input.class, place.gridType);
    ensureMode(policy, input.serviceMode);
    const { reporter } = input;
    const registered = reporter && (await this.requests.registered(reporter.personId, request));
    if (reporter) ensureReporterNamed(reporter, registered, byOf(request));
    const stranger = registered ? undefined : reporter;
    const decided = (now: string) => file(input, place, terms, byOf(request), now) as { state: ServiceRequest; events: [] };
    return this.work.create(request, ServiceRequest, decided, (filed) => ({
      place: filed.gridCode ?? filed.communityCode,
      ...(filed.householdId && { self: filed.householdId }),
      reply: shown,
      also: stranger ? [...unchanged, insert(Person, reporterOf(stranger, filed, policy.reporterRetentionDays))] : unchanged,
    }));
  }

  @Handles(acceptServiceRequest)
  accept({ id }: InputOf<typeof acceptServiceRequest>, request: Request): Promise<Reply> {
    return this.changes.step(request, id, 'accept', (state, now) => accept(state, byOf(request), now));
  }

  @Handles(dispatchServiceRequest)
  async dispatch(input: InputOf<typeof dispatchServiceRequest>, request: Request): Promise<Reply> {
    ensureOneRecipient(input);
    const { id, acceptanceCriterion = usualCriterion } = input;
    const { gridCode, communityCode } = await this.changes.facts(id);
    const place = gridCode ?? communityCode;
    const named = input.cadreId ?? null;
    const serving = named ? await this.cadres.servingAt(named, place) : input.handlerId ? undefined : await this.cadres.freestAt(place);
    const cadreId = serving?.cadreId ?? named;
    ensure(!cadreId || serving, serviceRequestErrors.cadreUnavailable);
    const dutyId = serving ? newId() : null;
    const to = { cadreId, dutyId, handlerId: serving ? serving.accountId : (input.handlerId ?? null) };
    const also = (next: ServiceRequest, now: string): Write[] =>
      serving
        ? converted(dutyId!, next, acceptanceCriterion, serving, now)
        : [guard(serviceRequestErrors.handlerMissing, worksThere, to.handlerId, next.gridCode ?? next.communityCode)];
    return this.changes.step(request, id, 'dispatch', (state, now) => dispatch(state, to, byOf(request), now), { also });
  }

  @Handles(respondToServiceRequest)
  respond({ id, note }: InputOf<typeof respondToServiceRequest>, request: Request): Promise<Reply> {
    return this.changes.step(request, id, 'respond', (state, now, terms) => respond(state, byOf(request), terms, now), { note });
  }

  @Handles(waitForReporter)
  wait({ id, reason }: InputOf<typeof waitForReporter>, request: Request): Promise<Reply> {
    return this.changes.step(request, id, 'wait', (state, now, terms) => wait(state, reason, byOf(request), terms, now));
  }

  @Handles(resumeServiceRequest)
  resume({ id, note }: InputOf<typeof resumeServiceRequest>, request: Request): Promise<Reply> {
    return this.changes.step(request, id, 'resume', (state, now, terms) => resume(state, byOf(request), terms, now), { note });
  }
}

function converted(dutyId: string, next: ServiceRequest, acceptanceCriterion: string, serving: Serving, now: string): Write[] {
  const { id, version, gridCode, resolveDue: due } = next;
  return dutyOfRequest(dutyId, { id, version, gridCode, due, acceptanceCriterion }, serving, now);
}

/** Whoever rings up about a household need not live there. */
function reporterOf({ personId: id, name, phone }: Reporter, { communityCode, filedAt }: ServiceRequest, days: number): Person {
  return newPerson({ id, communityCode, name, phone, retainUntil: addDays(localDateOf(filedAt), days) });
}
